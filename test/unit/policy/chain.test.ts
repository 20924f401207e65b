/** Both locks say the same of what applies above: a program from what it declares, a provider from what resources answered and what is live. */
import fc from "fast-check";
import {
    appliesAt,
    type ChainLink,
    explain,
    LEVELS,
    type Level,
    type Own,
    type Resolved,
    refused,
    SETTING_NAMES,
    type SettingName,
} from "../../../provider/policy/index.js";
import { runs } from "./laws/index.js";
import { applied, own, settings, type Tree, tree } from "./laws/trees.js";

const known = (settings: Own["settings"]): Own => ({ settings, unknown: new Set() });

/** The unit and everything above it, nearest first. */
function upwards({ stored, units }: Tree, place: number): readonly [ChainLink, ...ChainLink[]] {
    const unit = units[place];
    if (unit === undefined) throw new Error("no such unit");
    const { level, by, above } = unit;
    if (above === null) {
        const live: ChainLink = { kind: "live", level, stored };
        return by === "live" ? [live] : [{ kind: "declared", own: known(unit.own), owner: { level, by } }, live];
    }
    const higher = upwards({ stored, units }, above);
    if (by !== "live") return [{ kind: "declared", own: known(unit.own), owner: { level, by } }, ...higher];
    return Object.keys(unit.own).length === SETTING_NAMES.length
        ? [{ kind: "live", level, stored: Object.assign({}, stored, unit.own) }, ...higher]
        : [{ kind: "born", level }, ...higher];
}

const said = ({ effective, unknown }: Resolved) => ({ ...effective, unknown: [...unknown] });

test("a chain of what is declared, live and born says what the rules say level by level, wherever it is cut off and answered", () => {
    fc.assert(
        fc.property(tree, fc.nat(), (all, cut) => {
            for (const [place, expected] of applied(all).entries()) {
                const chain = upwards(all, place);
                expect(said(appliesAt(chain))).toEqual({ ...expected, unknown: [] });
                const [nearest, ...further] = chain;
                const at = cut % chain.length;
                const [first, ...rest] = further.slice(at);
                if (first === undefined) continue;
                const answered: ChainLink = { kind: "answered", resolved: appliesAt([first, ...rest]) };
                expect(said(appliesAt([nearest, ...further.slice(0, at), answered]))).toEqual(said(appliesAt(chain)));
            }
        }),
        { numRuns: runs(200) },
    );
});

test("what nobody knows is claimed by nobody, refuses nothing, and stays unknown below, except where a plain value is said", () => {
    fc.assert(
        fc.property(own, settings, (wish, stored) => {
            const unknown: ChainLink = { kind: "unknown", level: "customer" };
            expect(appliesAt([unknown]).unknown).toEqual(new Set(SETTING_NAMES));
            expect(refused(known(wish), appliesAt([unknown]))).toEqual([]);
            expect(appliesAt([{ kind: "live", level: "account", stored }, unknown]).unknown).toEqual(new Set(SETTING_NAMES));
            const declared: ChainLink = { kind: "declared", own: known(wish), owner: { level: "account", by: "claims" } };
            const plain = SETTING_NAMES.filter((name) => typeof wish[name] !== "object" && wish[name] !== undefined);
            for (const name of plain) expect(appliesAt([declared, unknown]).unknown).not.toContain(name);
        }),
        { numRuns: runs(200) },
    );
});

test("what nobody knows is said to be live at its level", () => {
    const { decidedBy } = appliesAt([{ kind: "unknown", level: "customer" }]).effective;
    expect(SETTING_NAMES.map((name) => decidedBy[name])).toEqual(SETTING_NAMES.map(() => ({ level: "customer", by: "live" })));
});

describe("what only the engine knows of a level", () => {
    const level = (level: Level, settings: Own["settings"], ...ignored: readonly SettingName[]): ChainLink => ({
        kind: "declared",
        own: known(settings),
        owner: { level, by: level },
        ignored: new Set(ignored),
    });
    const customer = level("customer", {}, "recordings", "dialogRetention");
    const hidden = (...chain: readonly [ChainLink, ...ChainLink[]]): readonly SettingName[] => [...appliesAt(chain).hidden];

    test("is so below it, too", () => {
        expect(hidden(customer)).toEqual(["recordings", "dialogRetention"]);
        expect(hidden(level("account", {}), customer)).toEqual(["recordings", "dialogRetention"]);
        expect(hidden(level("account", {}, "outboundCalls"), customer)).toEqual(["outboundCalls", "recordings", "dialogRetention"]);
    });

    test("is known again below a level that says the setting itself", () => {
        expect(hidden(level("account", { recordings: false }), customer)).toEqual(["dialogRetention"]);
    });

    test("of the reseller is what its policy ignores, whatever is above", () => {
        expect(hidden(level("reseller", {}, "recordings"), customer)).toEqual(["recordings"]);
    });
});

test("the words for a level are the same whichever lock knows its name: the reseller goes without", () => {
    fc.assert(
        fc.property(tree, fc.constantFrom(...LEVELS), (all, level) => {
            for (const [place, { decidedBy }] of applied(all).entries()) {
                const above = appliesAt(upwards(all, place));
                for (const violation of refused(known({ recordings: true, dialogRetention: Number.MAX_SAFE_INTEGER }), above)) {
                    const one = explain(violation, (asked) => (asked === level ? "VIER" : undefined));
                    const other = explain(violation, () => undefined);
                    if (violation.decidedBy.level === "reseller" || violation.decidedBy.level !== level) expect(one).toEqual(other);
                    else expect(one.what).toContain(`${level} "VIER" (${decidedBy[violation.setting].by})`);
                }
            }
        }),
        { numRuns: runs(100) },
    );
});
