/** All findings of a preview, worst first. */
import type { Decider, SettingName } from "../../policy/index.js";
import type { Live } from "../fleet/live.js";
import { type Applied, deciderOf } from "../fleet/side.js";
import { type Tree, treeOf, type When } from "../fleet/tree.js";
import type { Fleet, Unit } from "../fleet/unit.js";
import type { Told } from "../preview/changes-in-messages.js";
import type { Source } from "../preview/source.js";
import { type Knowledge, settingsOfBorn, settingsOfStaying, unmanaged } from "./applied.js";
import { differing, type What, whatApplies } from "./applies.js";
import { botNamed, callersTaken, callsElsewhere, type Numbers, numbersOf } from "./calls.js";
import { CLASSES } from "./classes.js";
import type { Draft } from "./draft.js";
import type { Finding, Whom } from "./finding.js";
import { KIND_NAMES, KINDS, type Kind } from "./kinds.js";
import { type Clock, leaving, staying, takenOver } from "./life.js";
import { meantAsMoves } from "./moves.js";
import { changesOf } from "./settings.js";
import { ASK_SINCE, SINCE } from "./since.js";
import { whomLive, whomOf } from "./whom.js";

export interface Asked {
    readonly fleet: Fleet;
    readonly told: Told;
    readonly live: Live | undefined;
    readonly clock: Clock;
    /** What is to be done, or what others did. */
    readonly of: "change" | "drift";
}

interface Context extends Knowledge {
    readonly numbers: Numbers;
    readonly clock: Clock;
    readonly deciding: ReadonlyMap<string, Unit>;
    readonly live: Live | undefined;
    readonly of: "change" | "drift";
    readonly oneCaller: boolean;
}

/** Inputs whose change is told by a finding of its own. */
const TOLD_FIELDS = new Set(["name", "bot", "platformNumbers", "active", "customer", "account", "scope", "privacy"]);

function otherFields(unit: Unit): readonly Draft[] {
    const rest = unit.isPolicy ? [] : unit.fields.filter(({ name }) => !TOLD_FIELDS.has(name));
    return rest.length === 0 ? [] : [{ kind: "fields", to: rest.map(({ name, to }) => `${name} ${to}`).join(", ") }];
}

/** Nobody's dialogs change hands where nothing was stored. */
const storesNothing = (unit: Unit, { what }: Context): boolean => {
    const before = what.at(unit, "before");
    return before?.recordings === false && before.storeDialogData === false;
};

function draftsOf(unit: Unit, context: Context): readonly Draft[] {
    const { before, after } = unit;
    const { numbers, tree, clock, told } = context;
    if (unit.read) return [];
    if (unit.isPolicy) return draftsOfPolicy(unit, context);
    if (after === undefined) return before === undefined ? [] : leaving(unit, before, clock, numbers.freed(unit));
    const name = after.name ?? unit.resource;
    const taken = callersTaken(unit, name, numbers);
    if (before === undefined) {
        if (after.existing !== undefined) {
            const settings = after.active ? settingsOfStaying(unit, context) : [];
            return [takenOver(unit, after, told, context.live, settings), ...settings, ...taken];
        }
        const gone: readonly Draft[] = unit.recorded === undefined ? [] : [{ kind: "purge-reached", to: "purged" }];
        return [...gone, ...settingsOfBorn(unit, context), ...bornCalls(unit), ...taken];
    }
    const life = staying(unit, before, after, tree, clock, numbers.freed(unit)).filter(
        ({ kind }) => kind !== "dialogs-change-hands" || !storesNothing(unit, context),
    );
    if (!after.active) return [...life, ...(before.active ? [] : otherFields(unit))];
    return [
        ...life,
        ...settingsOfStaying(unit, context),
        ...unmanaged(unit, context),
        ...(before.active ? callsElsewhere(unit, before, after, numbers) : []),
        ...taken,
        ...otherFields(unit),
    ];
}

const bornCalls = ({ after }: Unit): readonly Draft[] => [
    ...(after?.bot?.unknown === true ? [{ kind: "bot-unknown", to: "unknown" } as const] : []),
    ...(after?.numbersUnknown === true ? [{ kind: "numbers-unknown", to: "unknown" } as const] : []),
];

/** A policy of a unit that the program does not declare; that of one that it does is told at the unit. */
function draftsOfPolicy(policy: Unit, context: Context): readonly Draft[] {
    const { tree, live } = context;
    if (tree.subject(policy, policy.after === undefined ? "before" : "after") !== undefined || policy.before === policy.after) return [];
    if (policy.after === undefined) {
        if (policy.before?.retained === true) return [{ kind: "unmanaged", to: "not managed" }];
        return [policy.before?.onDelete === "reset" ? { kind: "reset", to: "reset" } : { kind: "unmanaged", to: "not managed" }];
    }
    const settings = settingsOfStaying(policy, context);
    const reaches = policy.level !== "project" && live === undefined && settings.length > 0;
    return reaches ? [...settings, { kind: "below-unknown", to: "unknown" }] : settings;
}

/** Units below one that changes, which the gateway counted and the program does not declare. */
function undeclaredBelow(unit: Unit, { tree, told, live, ambiguous, what }: Context): readonly Draft[] {
    if (live !== undefined || unit.isPolicy || ambiguous.has(unit.resource)) return [];
    const counted = told.below.get(unit.resource);
    if (counted !== undefined) {
        const declared = tree.below(unit).filter((one) => !counted.undeclaredOnly || !what.managed(one, "before"));
        return counted.count > declared.length ? [{ kind: "below-unknown", to: "unknown" }] : [];
    }
    // Of one that is not named among the first nothing is known, unless it is below one that is.
    const isTold = (resource: string | undefined): boolean => resource !== undefined && told.changes.has(resource);
    const isCovered = isTold(unit.resource) || tree.above(unit, "after").some((above) => isTold(above.unit?.resource));
    const isOpen = told.inPart && unit.before !== undefined && unit.level !== "project" && !isCovered;
    return isOpen ? [{ kind: "below-uncounted", to: "unknown" }] : [];
}

const decidedIn = (applied: Applied | undefined, setting: SettingName): Decider | undefined =>
    applied === undefined ? undefined : deciderOf(applied, setting);

function findingOf(unit: Unit, draft: Draft, whom: Whom, context: Context): Finding {
    const when: When = unit.after === undefined ? "before" : "after";
    const declaring = unit[when]?.applied === undefined ? context.what.policyOf(unit, when) : unit;
    const decidedBy = draft.setting === undefined ? undefined : decidedIn(declaring?.[when]?.applied, draft.setting);
    const decider = decidedBy === undefined ? undefined : context.deciding.get(nameOf(decidedBy));
    const shows = draft.kind === "numbers-shown" || draft.kind === "new-shows";
    return {
        ...finding(draft, whom, context.of),
        details: draft.details ?? (shows && unit[when]?.bot !== undefined ? [botNamed(unit[when]?.bot)] : []),
        decidedBy,
        source: sourceIn(decider?.after?.source ?? unit[when]?.source, context),
        because: decider?.after?.because ?? (draft.setting === undefined ? undefined : declaring?.[when]?.because),
    };
}

/** A caller that all share, like `main()`, tells nobody anything. */
function sourceIn(source: Source | undefined, { oneCaller }: Context): Source | undefined {
    return source === undefined || !oneCaller ? source : { ...source, caller: undefined };
}

function callersOf(units: readonly Unit[]): ReadonlySet<string> {
    const callers = units.flatMap(({ before, after }) => (after ?? before)?.source?.caller ?? []);
    return new Set(callers.map(({ file, line }) => `${file}:${line}`));
}

function finding(draft: Draft, whom: Whom, of: Asked["of"] = "change"): Finding {
    const row: (typeof KINDS)[Kind] = KINDS[draft.kind];
    const values = { from: draft.from ?? "", to: draft.to, kept: "", ...draft.values };
    const since = of === "drift" ? SINCE[draft.kind] : undefined;
    return {
        class: row.class,
        kind: draft.kind,
        whom,
        setting: draft.setting,
        from: draft.from,
        to: draft.to,
        says: (since ?? row.says)(values),
        details: draft.details ?? [],
        ask: since === undefined ? row.ask : ASK_SINCE,
        decidedBy: undefined,
        source: undefined,
        because: undefined,
    };
}

const nameOf = ({ level, by }: Decider): string => `${level} ${by}`;

/** Units of the gateway that no program here declares, where what applies at them changes. */
function liveFindings({ tree, what, live, of }: Context): readonly Finding[] {
    const scopes = scopesOf(tree);
    return [...(live?.units.values() ?? [])].flatMap((unit) => {
        if (unit.inactive || tree.byToken(unit.token) !== undefined || scopes.has(unit.token)) return [];
        const above = tree.aboveToken(unit.token);
        const whom = whomLive(unit, above);
        // What is live is what others made of it: nothing can be said of before, but that nobody declares the unit.
        if (of === "drift")
            return above.some((one) => one.unit !== undefined) ? [finding({ kind: "undeclared", to: "not declared" }, whom)] : [];
        const [before, after] = [what.live(unit.token, "before"), what.live(unit.token, "after")];
        if (before === undefined || after === undefined) return [];
        return changesOf(before, after, differing(before, after)).map((draft) => finding(draft, whom));
    });
}

/** Tokens of the units that policies are about. */
const scopesOf = ({ units }: Tree): ReadonlySet<string | undefined> =>
    new Set(units.filter(({ isPolicy }) => isPolicy).flatMap(({ before, after }) => [before?.above.token, after?.above.token]));

const rank = ({ class: of, kind }: Finding): number => CLASSES.indexOf(of) * 1000 + KIND_NAMES.indexOf(kind);

/** The one order of all outputs: by plain comparison of characters, the same on every machine. Units of one path keep the order of the preview. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
    findings
        .map((finding) => ({ finding, rank: rank(finding), path: finding.whom.path.join("\u0000") }))
        .sort((a, b) => a.rank - b.rank || (a.path === b.path ? 0 : a.path < b.path ? -1 : 1))
        .map(({ finding }) => finding);

function repeated(units: readonly Unit[]): ReadonlySet<string> {
    const seen = new Map<string, number>();
    for (const { resource } of units) seen.set(resource, (seen.get(resource) ?? 0) + 1);
    return new Set([...seen].filter(([, count]) => count > 1).map(([name]) => name));
}

export interface Derived {
    /** Worst first. */
    readonly findings: readonly Finding[];
    readonly tree: Tree;
    readonly what: What;
}

export function deriveFindings({ fleet, told, live, clock, of }: Asked): Derived {
    const tree = treeOf(fleet.units, live);
    const context: Context = {
        ...{ tree, told, clock, live, of },
        what: whatApplies(tree, live),
        numbers: numbersOf(fleet.units),
        ambiguous: repeated(fleet.units),
        oneCaller: callersOf(fleet.units).size < 2,
        deciding: new Map(fleet.units.map((unit) => [`${unit.level} ${unit.resource}`, unit])),
    };
    const own = fleet.units.flatMap((unit) => {
        const drafts = draftsOf(unit, context);
        const more = drafts.some(({ setting }) => setting !== undefined) ? undeclaredBelow(unit, context) : [];
        if (drafts.length + more.length === 0) return [];
        const whom = whomOf(unit, tree);
        return [...drafts, ...more].map((draft) => findingOf(unit, draft, whom, context));
    });
    const findings = inOrder([...own, ...meantAsMoves(tree, finding), ...liveFindings(context), ...elsewhere(fleet)]);
    return { findings, tree, what: context.what };
}

const NOBODY: Whom = {
    level: "reseller",
    path: ["outside the gateway"],
    tenant: "outside the gateway",
    tenantToken: undefined,
    token: undefined,
    resource: undefined,
    urn: undefined,
};

function elsewhere({ others }: Fleet): readonly Finding[] {
    const counts = Object.entries(others).map(([op, count]) => `${count} ${op}`);
    return counts.length === 0 ? [] : [finding({ kind: "elsewhere", to: counts.join(", ") }, NOBODY)];
}
