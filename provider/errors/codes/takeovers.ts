/** 308 to 311, 315, 322, 331: units that are there already, and what others did to them. */
import type { Entry, Texts } from "../entry.js";
import { firstOf, one, series } from "../words.js";

/** Units of one name at the place where one is to be made. */
export interface Namesakes {
    /** Logical name of the resource. */
    readonly by: string;
    readonly level: string;
    readonly name: string;
    /** Each with its token and its standing. */
    readonly found: readonly string[];
}

export interface OneOrMore extends Namesakes {
    /** Whether one of them is in use. */
    readonly isActive: boolean;
    /** What keeps the only one from being what an interrupted run has left. */
    readonly differs: readonly string[];
    /** Whether the only one is just what would be made. */
    readonly isSame: boolean;
}

const namesakesThere = ({ by, level, name, found, differs = [], isSame = false }: Namesakes & Partial<OneOrMore>): string => {
    const which = found.length === 1 ? one(level) : `more than one ${level}`;
    const left = differs.length === 0 ? "" : ` It is not what an interrupted run has left: ${firstOf(differs)} would change.`;
    const same = isSame
        ? " It is just what this resource would make: a run of this stack that was interrupted may have left it, or another run is making it just now."
        : "";
    return `${by}: there is ${which} "${name}" at this place already: ${found.join(", ")}.${left}${same}`;
};

function whatIsMeant({ by, found, isActive, differs, isSame }: OneOrMore): string {
    // In the order in which it is looked for at night.
    const after = isSame
        ? "After an interrupted run: pulumi cancel if the stack is locked, then pulumi config set cvg:ifExists continue, and run again. "
        : "";
    const orContinue = differs.length === 0 ? ', or ifExists: "continue" if an interrupted run of this stack has made it' : "";
    const deed = isActive
        ? `"adopt" to take it over as it is, and change what differs${orContinue}`
        : '"restore" to restore it, and change what differs';
    const meant =
        found.length === 1 ? `If it is the one meant, add ifExists: ${deed}` : 'If one of them is meant, add ifExists: { token: "..." }';
    // What another run is making just now looks the same as what was left behind.
    const busy = isActive ? " First look whether another run is at work there just now: what that makes is not yours to take over." : "";
    return `${after}If ${by} was only renamed in the program, or wrapped in a component, tell the engine: aliases: [{ name: "..." }]. ${meant}; ifExists: "create" makes a second one of this name (needed for a replacement, too). One that is only tainted keeps its unit after pulumi state untaint.${busy}`;
}

const orNothing = (list: readonly string[]): string => (list.length === 0 ? "nothing" : list.join(", "));

/** A change that the tree shows. */
const behind = (unit: string, what: string, alike = what) =>
    ({
        code: "CVG311",
        what: `${unit} ${what}, and this stack has not recorded it: somebody else did it, or a run that was interrupted.`,
        alike: `each ${alike}, and this stack has not recorded it: somebody else did it, or a run that was interrupted`,
        remedy: "`pulumi up --refresh` looks at it, and makes it as declared.",
    }) as const;

const TWO_RUNS =
    "Two stacks that declare the same unit do that, or two runs of one stack (pulumi cancel ends no run): find out whose the other one is.";

export const TAKEOVERS = {
    CVG308: {
        title: "A unit of this name is at this place already",
        severity: "error",
        cause: "A resource is to be made where the gateway has a unit of the same level and name, active or inactive. Names are not unique, so it may or may not be the one that is meant. Typical reasons: the state was lost, the unit was made in the console, a destroyed tenant comes back, the resource was only renamed in the program, the engine replaces it because it is tainted, or another run is making the unit just now.",
        remedy: 'Where another run is at work, let it end first. Where the resource was renamed: `aliases`. Where it is tainted: `pulumi state untaint`. Else say what is meant with `ifExists`: `"adopt"` an active unit, `"restore"` an inactive one, `"continue"` what an interrupted run of this stack has left, `{ token }` exactly that one, or `"create"` a second one.',
        says: {
            namesake: (facts: OneOrMore) => ({
                code: "CVG308",
                what: namesakesThere(facts),
                remedy: whatIsMeant(facts),
            }),
        },
    },
    CVG309: {
        title: "It is not clear which unit a resource is to take over",
        severity: "error",
        cause: "A resource may take over a unit that is there already, and it is not clear which one. Several units have its name; or two resources want the same unit; or the token names no unit of this kind at this place. Nothing is guessed: the resource was not written.",
        remedy: 'Name the unit by its token: `ifExists: { token: "..." }`. If another unit of the same name is meant: `ifExists: "create"`.',
        says: {
            namesakes: (facts: Namesakes) => ({
                code: "CVG309",
                what: namesakesThere(facts),
                remedy: 'Say which one this is with ifExists: { token: "..." }, or make another with ifExists: "create".',
            }),
            taken: ({ by, unit, other }: Texts<"by" | "unit" | "other">) => ({
                code: "CVG309",
                what: `${by}: ${unit} is taken already, by ${other}.`,
                remedy: 'A unit belongs to one resource. Say which one each takes with ifExists: { token: "..." }, or make another with ifExists: "create".',
            }),
            belongs: ({ unit, other }: Texts<"unit" | "other">) => ({
                code: "CVG309",
                what: `${unit} belongs to a resource of this stack already, and ${other} is to take it over.`,
                remedy: 'A unit belongs to one resource: take one of the two out of the program, or make another with ifExists: "create".',
            }),
            heldTwice: ({ by, level, token, other }: Texts<"by" | "level" | "token" | "other">) => ({
                code: "CVG309",
                what: `${by}: ${level} ${token} belongs to ${other} of this program already.`,
                remedy: "A unit belongs to one resource: take one of the two out of the program. The unit stays as it is (CVG316).",
            }),
            noUnit: ({ by, level, token }: Texts<"by" | "level" | "token">) => ({
                code: "CVG309",
                what: `${by}: ifExists names ${token}, which is no ${level} of this reseller.`,
                remedy: "Correct the token, or leave ifExists out.",
            }),
            elsewhere: ({ by, level, unit, above }: Texts<"by" | "level" | "unit"> & { readonly above: string | undefined }) => ({
                code: "CVG309",
                what: `${by}: ${level} ${unit} stands elsewhere.${above === undefined ? "" : ` It is below ${above}.`}`,
                remedy: `Declare it there: ${level}s cannot move.`,
            }),
            madeTwice: ({ by, other, level, name }: Texts<"by" | "other" | "level" | "name">) => ({
                code: "CVG309",
                what: `${by}: ${other} makes ${one(level)} "${name}" at this place already.`,
                remedy: 'Give it another name. If two of one name are meant, say ifExists: "create" in the second.',
            }),
        },
    },
    CVG310: {
        title: "A unit that is there already is taken over",
        severity: "info",
        cause: "`ifExists` names or finds a unit: it is adopted, or restored, with its token, and changed where it differs. The engine calls the step a create.",
        remedy: "Read what will change. The line `ifExists` can be taken out again afterwards.",
        says: {
            continues: ({ by, unit }: Texts<"by" | "unit">) => ({
                code: "CVG310",
                what: `${by} continues with ${unit}, which is just what would be made.`,
                alike: "units continue that are just what would be made",
            }),
            takesOver: ({
                by,
                deed,
                unit,
                changes,
                fields,
            }: Texts<"by" | "unit"> & {
                readonly deed: "adopts" | "restores";
                readonly changes: readonly string[];
                readonly fields: readonly string[];
            }) => ({
                code: "CVG310",
                what: `${by} ${deed} ${unit}, changes ${orNothing(changes)}.`,
                alike: `units that are there are ${deed === "adopts" ? "adopted" : "restored"}, which changes ${orNothing(fields)}`,
            }),
        },
    },
    CVG311: {
        title: "A unit is not as this stack recorded it",
        severity: "warning",
        cause: "Without a refresh a preview compares the program with the state. The gateway's tree shows that a unit is inactive, active, moved, renamed or gone although the state says otherwise: somebody else did that, or a run of this stack that was interrupted after it had written; or its settings are not as they were recorded: those of the reseller are always looked at, and those of units that the run is going to write, fifty of them at most. A unit that was imported may store more than a level above allows; only that applies, and only that was recorded.",
        remedy: "Run `pulumi up --refresh`, or `pulumi refresh` and then look at the preview.",
        says: {
            madeInactive: ({ unit }: Texts<"unit">) => behind(unit, "was made inactive"),
            madeActive: ({ unit }: Texts<"unit">) => behind(unit, "was made active"),
            renamed: ({ unit, name }: Texts<"unit" | "name">) => behind(unit, `was renamed to "${name}"`, "was renamed"),
            moved: ({ unit, above }: Texts<"unit" | "above">) => behind(unit, `was moved to ${above}`, "was moved"),
            gone: ({ unit }: Texts<"unit">) => ({
                code: "CVG311",
                what: `${unit} is no longer at the gateway.`,
                alike: "no longer at the gateway",
                remedy: "`pulumi refresh` says more.",
            }),
            setting: ({ unit, setting, is, was }: Texts<"unit" | "setting" | "is" | "was">) => ({
                code: "CVG311",
                what: `${unit}: ${setting} is ${is} by now, and was ${was} when this stack recorded it: somebody else changed it, or a run that failed.`,
                alike: `${setting} is not as this stack recorded it: somebody else changed it, or a run that failed`,
                remedy: "This run makes it as declared. If it should stay, declare it so.",
            }),
            storedLooser: ({ unit, setting, is, was }: Texts<"unit" | "setting" | "is" | "was">) => ({
                code: "CVG311",
                what: `${unit}: ${setting} is stored as ${is}, and a level above allows ${was} only: that applies, and that is what this stack recorded.`,
                alike: `${setting} is stored looser than a level above allows, and applies as this stack recorded it`,
                remedy: "This run stores what is declared, so that nothing looser applies once the level above allows more.",
            }),
        },
    },
    CVG315: {
        title: "Changes that somebody else made were replaced",
        severity: "warning",
        cause: "When the unit was written, it held other values than those of the last run: somebody changed it elsewhere, for example in the console.",
        remedy: "The declared values hold now. If the other ones were meant, declare them.",
        says: {
            replaced: ({ unit, changes }: { readonly unit: string; readonly changes: readonly string[] }) => ({
                code: "CVG315",
                what: `${unit}: changed by someone else since the last run: ${changes.join(", ")}. It is now as declared.`,
                alike: "changed by someone else since the last run, and now as declared",
            }),
        },
    },
    CVG322: {
        title: "A create whose answer was lost is settled",
        severity: "info",
        cause: "The request to make a unit was sent and its answer did not come, or could not be read. It was not sent again; the gateway's tree was read, and shows one unit of this name at this place that was not there before and is what was sent. It belongs to the resource now.",
        remedy: "Nothing needs to be done. If it happens often, look at what stands between you and the gateway.",
        says: {
            wasMade: ({ unit }: Texts<"unit">) => ({
                code: "CVG322",
                what: `The answer to the create of ${unit} was lost; the gateway's tree shows that it was made.`,
            }),
        },
    },
    CVG331: {
        title: "Two runs made a unit of one name at the same moment",
        severity: "error",
        cause: "Names are not unique, so the gateway takes both. While this run made its unit, another run (of another stack, or of this one after `pulumi cancel`), a person or a program made one of the same level and name at the same place: it was not there when this run began, and is there now. Both are active, nothing was deleted, and the stack has recorded its own. Where it was seen before this run had made its own, nothing was sent and nothing taken over, whatever `ifExists` says: what others make just now is not what an interrupted run has left.",
        remedy: "Find out who made the other one, and decide which of the two stays before anybody uses them. To keep this one: delete the other where it was made. To keep the other: take the resource out of this program, run `pulumi up`, and declare the unit in one stack only. Where two of one name are meant, nothing is left to be done: the next `pulumi up` goes on.",
        says: {
            both: ({ unit, others }: Texts<"unit"> & { readonly others: readonly string[] }) => ({
                code: "CVG331",
                what: `${unit} was made, and while it was made, somebody else made one of this name at this place: ${series(others)}. Both are active; this stack has recorded its own.`,
                remedy: `${TWO_RUNS} To keep this one, delete the other where it was made; to keep the other, take the resource out of this program. If both are meant, run pulumi up again.`,
            }),
            before: ({ unit, others }: Texts<"unit"> & { readonly others: readonly string[] }) => ({
                code: "CVG331",
                what: `${unit}: while this run was at work, somebody else made one of this name at this place: ${series(others)}. Nothing was sent.`,
                remedy: `${TWO_RUNS} Then run pulumi up again: its preview says what becomes of it.`,
            }),
        },
    },
} as const satisfies Record<string, Entry>;
