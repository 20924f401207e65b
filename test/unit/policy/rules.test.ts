import {
    compare,
    type Effective,
    effective,
    effectiveAtTop,
    groupDeciders,
    type OwnSettings,
    readDeciders,
    SETTING_NAMES,
    type Settings,
    violations,
} from "../../../provider/policy/index.js";
import { open } from "../../harness/settings.js";

const OPEN = open(2_592_000_000);
const DAY = 86_400_000;
const top = (settings: Partial<Settings>): Effective => effectiveAtTop({ ...OPEN, ...settings });
const acme = { level: "customer", by: "acme" } as const;
const live = { level: "customer", by: "live" } as const;

describe("what applies at a level", () => {
    test.each([
        ["outboundCalls", false, true],
        ["recordings", false, true],
        ["storeDialogData", false, true],
        ["anonymizeNumbers", true, false],
    ] as const)("%s %s above holds below, and %s below is a violation", (setting, above, below) => {
        const limits = top({ [setting]: above });
        expect(effective({ [setting]: below }, limits, acme).settings[setting]).toBe(above);
        expect(violations({ [setting]: below }, limits)).toEqual([
            { setting, asked: below, allowed: above, decidedBy: { level: "reseller", by: "live" } },
        ]);
        expect(violations({ [setting]: above }, top({ [setting]: below }))).toEqual([]);
        expect(effective({ [setting]: above }, top({ [setting]: below }), acme).settings[setting]).toBe(above);
    });

    test.each(["recordingRetention", "dialogRetention"] as const)("the shorter %s holds, and a longer one is a violation", (setting) => {
        const limits = top({ [setting]: DAY });
        expect(effective({ [setting]: DAY + 1 }, limits, acme).settings[setting]).toBe(DAY);
        expect(effective({ [setting]: DAY - 1 }, limits, acme).settings[setting]).toBe(DAY - 1);
        expect(violations({ [setting]: DAY + 1 }, limits)).toHaveLength(1);
        expect(violations({ [setting]: DAY }, limits)).toEqual([]);
    });

    test("atMost is the shorter of both, and never a violation", () => {
        const own: OwnSettings = { dialogRetention: { atMost: 7 * DAY } };
        expect(effective(own, top({ dialogRetention: DAY }), acme).settings.dialogRetention).toBe(DAY);
        expect(effective(own, top({}), acme).settings.dialogRetention).toBe(7 * DAY);
        expect(violations(own, top({ dialogRetention: DAY }))).toEqual([]);
    });

    test("atMost decides where it is what applies, and not where the level above allows less", () => {
        const decider = (limit: number, allowed: number) =>
            effective({ dialogRetention: { atMost: limit } }, top({ dialogRetention: allowed }), acme).decidedBy.dialogRetention;
        expect(decider(DAY, 7 * DAY)).toEqual(acme);
        expect(decider(DAY, DAY)).toEqual(acme);
        expect(decider(7 * DAY, DAY)).toEqual({ level: "reseller", by: "live" });
    });

    test.each([
        ["recordings", true],
        ["outboundCalls", true],
        ["storeDialogData", true],
        ["anonymizeNumbers", false],
    ] as const)(
        "ifAllowed is the wish for %s where the level above allows it, else what applies there, and never a violation",
        (setting, wish) => {
            const own: OwnSettings = { [setting]: { ifAllowed: wish } };
            const open = effective(own, top({}), acme);
            expect([open.settings[setting], open.decidedBy[setting]]).toEqual([wish, acme]);
            const closed = effective(own, top({ [setting]: !wish }), acme);
            expect([closed.settings[setting], closed.decidedBy[setting]]).toEqual([!wish, { level: "reseller", by: "live" }]);
            expect(violations(own, top({ [setting]: !wish }))).toEqual([]);
            expect(effective({ [setting]: { ifAllowed: !wish } }, top({}), acme).settings[setting]).toBe(!wish);
            expect(effectiveAtTop(OPEN, own).settings).toEqual(OPEN);
        },
    );

    test("whoever declares a value decides it, also where the level above says the same", () => {
        const below = effective({ recordings: true, dialogRetention: DAY }, top({ dialogRetention: DAY }), acme);
        expect(below.decidedBy.dialogRetention).toEqual(acme);
        expect(below.decidedBy.recordings).toEqual(acme);
        expect(below.decidedBy.outboundCalls).toEqual({ level: "reseller", by: "live" });
    });

    test("a level that is only live decides where it is stricter, not where it is equal", () => {
        const declared: Effective = effective({ recordings: true }, top({}), { level: "reseller", by: "policy" });
        const below = effective({ ...OPEN, dialogRetention: DAY }, declared, live);
        expect(below.decidedBy.dialogRetention).toEqual(live);
        expect(below.decidedBy.recordings).toEqual({ level: "reseller", by: "policy" });
    });

    test("at the top a value of which nobody is named counts as live, and a limit says nothing", () => {
        const { settings, decidedBy } = effectiveAtTop(OPEN, { recordings: false, dialogRetention: { atMost: DAY } });
        expect(settings).toEqual({ ...OPEN, recordings: false });
        for (const name of SETTING_NAMES) expect(decidedBy[name]).toEqual({ level: "reseller", by: "live" });
    });

    test("at the top a declared value replaces the stored one, and the others stay live", () => {
        const result = effectiveAtTop(OPEN, { dialogRetention: DAY }, { level: "reseller", by: "policy" });
        expect(result.settings).toEqual({ ...OPEN, dialogRetention: DAY });
        expect(result.decidedBy.dialogRetention).toEqual({ level: "reseller", by: "policy" });
        expect(result.decidedBy.recordings).toEqual({ level: "reseller", by: "live" });
    });
});

describe("what a change does", () => {
    test("a shorter period may delete stored data, a longer one may not", () => {
        const of = (before: Partial<Settings>, after: Partial<Settings>) =>
            compare({ ...OPEN, ...before }, { ...OPEN, ...after }).filter(({ direction }) => direction !== "same");
        expect(of({}, { recordingRetention: DAY })).toEqual([
            { setting: "recordingRetention", direction: "stricter", before: OPEN.recordingRetention, after: DAY, mayDelete: "recordings" },
        ]);
        expect(of({ dialogRetention: DAY }, {})).toStrictEqual([
            { setting: "dialogRetention", direction: "looser", before: DAY, after: OPEN.dialogRetention },
        ]);
        expect(of({}, { storeDialogData: false })[0]?.mayDelete).toBe("dialog data");
        expect(of({}, { dialogRetention: DAY })[0]?.mayDelete).toBe("dialog data");
        expect(of({}, { recordings: false })).toEqual([{ setting: "recordings", direction: "stricter", before: true, after: false }]);
        expect(of({ anonymizeNumbers: true }, {})[0]?.direction).toBe("looser");
    });
});

test("what comes from a preset is decided by the preset, what stands beside it by the unit", () => {
    const owner = { ...acme, presets: { recordings: "strict", dialogRetention: "strict" } } as const;
    const { decidedBy } = effective({ recordings: false, anonymizeNumbers: true, dialogRetention: DAY }, top({}), owner);
    expect([decidedBy.recordings.by, decidedBy.anonymizeNumbers.by, decidedBy.dialogRetention.by, decidedBy.outboundCalls.by]).toEqual([
        "acme (preset strict)",
        "acme",
        "acme (preset strict)",
        "live",
    ]);
    expect(readDeciders(groupDeciders(decidedBy))).toEqual(decidedBy);
});
