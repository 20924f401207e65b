/** 1xx: privacy settings. */
import { answered } from "../answered.js";
import type { Entry, Texts } from "../entry.js";
import { type NotTaken, notTaken } from "../not-taken.js";
import { counted, firstOf } from "../words.js";

/** So many units that would be cut are named; the others are counted. */
const MOST_CUT = 20;

const ONE_PLACE = "Declare them in one place: inline in the unit, or in one PrivacyPolicy.";

/** What a change does to people's data. The sentence follows from the row of the setting: `policy/consequences.ts`. What becomes looser reaches nothing below by itself. */
const consequence =
    <Code extends "CVG107" | "CVG108" | "CVG109">(code: Code) =>
    ({ by, what, below }: Texts<"by" | "what"> & { readonly below: string | undefined }) => ({
        code,
        what: `${by}: ${what}${below === undefined || code === "CVG108" ? "." : ` (${below}).`}`,
        alike: what,
    });

/** Settings of a unit that were made stricter. */
export interface Stricter {
    readonly unit: string;
    readonly settings: readonly string[];
}

const madeStricter = ({ unit, settings }: Stricter, how: string) => ({
    code: "CVG110" as const,
    what: `${unit}: ${settings.join(", ")} ${how}.`,
    alike: how,
});

/** A level whose settings were written, and how many units are below it. */
export interface Reached {
    readonly unit: string;
    readonly below: number;
}

export const SETTINGS = {
    CVG101: {
        title: "A setting is looser than the level above allows",
        severity: "error",
        cause: "A customer, account or project asks for more than the reseller, customer or account above it allows: a longer period, recordings, outbound calls or dialog data where they are off above, or plain numbers where they are anonymized above. Found at preview; nothing was written.",
        remedy: "Choose one of the offered values, leave the setting out so that it follows the level above, or change the level above first. What a reseller may allow is a case for the VIER Customer Service Desk.",
        example:
            'CVG101 hotline: dialogRetention "1 week" is longer than the "1 day" that customer "Acme Versicherung" (acme) allows.\n  Choose "1 day", "1 hour" or "10 minutes" here, or raise it there first.',
        says: {
            exceedsParent: answered("CVG101", "Choose what the level above allows, or loosen it there first."),
            descendantsExceed: answered("CVG101", "Tighten the units below first."),
            /** The sentence itself follows from the row of the setting: `policy/explain.ts`. */
            looser: ({ by, what, remedy }: Texts<"by" | "what" | "remedy">) => ({ code: "CVG101", what: `${by}: ${what}`, remedy }),
        },
    },
    CVG102: {
        title: "A privacy setting has a value that does not exist",
        severity: "error",
        cause: 'A switch takes true, false, "inherit" or cvg.ifAllowed of true or false; dialogRetention takes one of the five periods of the console; recordingRetention also takes a whole number of minutes, hours, days or weeks. At the reseller nothing can be inherited.',
        remedy: "Write one of the values that the message lists.",
        example:
            'CVG102 hotline: privacy.recordings does not take this text.\n  It takes true, false, "inherit" or cvg.ifAllowed of true or false.',
        says: {
            nothingAbove: ({ by, setting }: Texts<"by" | "setting">) => ({
                code: "CVG102",
                what: `${by}: ${setting} cannot follow the level above, because nothing is above the reseller.`,
                remedy: "Give a value, or leave it out: then it is not managed.",
            }),
            value: (facts: NotTaken) => ({ code: "CVG102", ...notTaken(facts) }),
        },
    },
    CVG103: {
        title: "Two owners for the privacy settings of one unit",
        severity: "error",
        cause: "A unit has inline `privacy` and a PrivacyPolicy, or two PrivacyPolicies.",
        remedy: "Declare its settings in one place.",
        example:
            "CVG103 acme-privacy: the privacy settings of this unit are declared by acme already.\n  Declare them in one place: inline in the unit, or in one PrivacyPolicy.",
        says: {
            ofUnit: ({ by, unit, other }: Texts<"by" | "unit" | "other">) => ({
                code: "CVG103",
                what: `${by}: the privacy settings of unit ${unit} are declared by ${other} already.`,
                remedy: ONE_PLACE,
            }),
            inProgram: ({ by, others }: { readonly by: string; readonly others: readonly string[] }) => ({
                code: "CVG103",
                what: `${by}: the privacy settings of this unit are declared by ${others.join(" and ")} already.`,
                remedy: ONE_PLACE,
            }),
        },
    },
    CVG104: {
        title: "The gateway keeps other privacy settings than it was asked to",
        severity: "error",
        cause: "After the write, the unit was read again and held other values: the gateway cut them silently or does not take them, or somebody changed them at the same moment.",
        remedy: "Run `pulumi refresh`, look at what the levels above allow, and declare that.",
        example:
            'CVG104 customer "Acme Versicherung" (<token>): the gateway keeps other privacy settings than it was asked to. dialogRetention: asked for "1 week", it kept "1 hour".\n  A level above allows less than expected, or the gateway does not take the setting. Run `pulumi refresh`, which shows what is kept, and look at what the levels above allow.',
        says: {
            kept: ({ unit, settings }: { readonly unit: string; readonly settings: readonly Texts<"setting" | "asked" | "kept">[] }) => ({
                code: "CVG104",
                what: `${unit}: the gateway keeps other privacy settings than it was asked to. ${settings.map(({ setting, asked, kept }) => `${setting}: asked for ${asked}, it kept ${kept}`).join("; ")}.`,
                remedy: "A level above allows less than expected, or the gateway does not take the setting. Run `pulumi refresh`, which shows what is kept, and look at what the levels above allow.",
            }),
        },
    },
    CVG106: {
        title: "recordingRetention has no effect while recordings are off",
        severity: "info",
        cause: "A period is declared at a unit where no calls are recorded.",
        remedy: "Nothing needs to be done: the period applies as soon as recordings are switched on.",
        example: "CVG106 globex: recordingRetention has no effect while recordings are off.",
        says: {
            noEffect: ({ by }: Texts<"by">) => ({
                code: "CVG106",
                what: `${by}: recordingRetention has no effect while recordings are off.`,
                alike: "recordingRetention has no effect while recordings are off",
            }),
        },
    },
    CVG107: {
        title: "A change may lose stored data",
        severity: "warning",
        cause: "A period becomes shorter, or dialog data is no longer stored. The gateway may delete what is older, for good, as soon as the change is applied. Inherited changes are told at every unit that they reach; how many active units are below whose settings the program does not declare is said with it: so many at most are cut, too (CVG118 says how many are).",
        remedy: "Make sure that nobody needs the data, or export it first.",
        example:
            'CVG107 acme: recordingRetention "1 month" => "1 week": recordings older than "1 week" may be deleted for good (up to 12 units below that declare no settings here: 3 accounts, 9 projects).',
        says: {
            consequence: consequence("CVG107"),
        },
    },
    CVG108: {
        title: "A setting becomes looser",
        severity: "warning",
        cause: "More is recorded, stored, kept, shown or allowed than before. Inherited changes are told at every unit that they reach; a unit whose settings the program does not declare stays as it is, because it is pinned before (CVG110).",
        remedy: "Make sure that whoever answers for the callers' data agrees.",
        example: 'CVG108 acme: dialogRetention "1 day" => "1 week": what is said in dialogs is kept for "1 week".',
        says: {
            consequence: consequence("CVG108"),
        },
    },
    CVG109: {
        title: "Something that worked will stop working",
        severity: "warning",
        cause: "Outbound calls or recordings are switched off, or bots no longer see phone numbers.",
        remedy: "Make sure that the bots concerned do not depend on it.",
        example:
            'CVG109 acme: anonymizeNumbers false => true: bots and integrations no longer see phone numbers: remote "+49..." becomes "md5-hash:..." (up to 1 unit below that declares no settings here: 1 project).',
        says: {
            consequence: consequence("CVG109"),
        },
    },
    CVG110: {
        title: "Settings of a unit were made stricter on the way",
        severity: "warning",
        cause: "Levels are written one after the other, and in between no unit may be looser than it was before or will be afterwards. So a unit below was made stricter first. *Pinned*: the level above is loosened, and the unit has a looser value stored, which had no effect so far and would get one. *Cut*: the level above is tightened, and the gateway refuses that while a unit below has a looser value. A project that moves to another account is pinned, and cut if need be, for the same reasons.",
        remedy: "Where the program declares the unit there is nothing to do: its own update follows in the same run. Elsewhere the stricter value stays. Declare the unit's settings if they are to be other.",
        example:
            'CVG110 project "Glasbruch" (<token>): dialogRetention pinned to what applies now, before customer "Acme Versicherung" (<token>) is loosened.',
        says: {
            pinned: ({ unit, settings, loosened }: Stricter & Texts<"loosened">) =>
                madeStricter({ unit, settings }, `pinned to what applies now, before ${loosened} is loosened`),
            cut: ({ unit, settings, tightened }: Stricter & Texts<"tightened">) =>
                madeStricter({ unit, settings }, `cut to what will apply, because the gateway does not tighten ${tightened} otherwise`),
            pinnedToMove: (of: Stricter) => madeStricter(of, "pinned to what applies now, before it moves"),
            cutToMove: (of: Stricter) =>
                madeStricter(of, "cut to what the new place allows, because the gateway does not move it otherwise"),
            capped: ({ unit }: Texts<"unit">) =>
                madeStricter(
                    { unit, settings: ["its settings were"] },
                    "cut to what applies, because the gateway does not write it otherwise",
                ),
        },
    },
    CVG111: {
        title: "Settings could not be verified in this preview",
        severity: "warning",
        cause: "Values of privacy settings come out of resources that do not exist yet, so nobody knows them before the update. They are checked then, before the resources that have them are written.",
        remedy: "Nothing needs to be done. To have them checked at preview, take the values from the configuration, or from a resource that knows them at preview.",
        says: {
            unverified: ({ count, found }: { readonly count: number; readonly found: readonly string[] }) => ({
                code: "CVG111",
                what: `${counted(count, "setting")} could not be verified in this preview, because what they or the levels above say is not known yet: ${firstOf(found)}.`,
                remedy: "They are checked in the update, before they are written.",
            }),
        },
    },
    CVG113: {
        title: "A level is not tightened, because units below would be cut",
        severity: "error",
        cause: 'A policy says below: "refuse", and units below its unit have looser settings than it will allow. Nothing of it was written. Found at preview where the settings below are known, else by the update, before the first write.',
        remedy: 'Tighten the units that the message names first, in an update of its own, or say `below: "cut"`.',
        says: {
            wouldCut: ({ unit, below }: { readonly unit: string; readonly below: readonly string[] }) => ({
                code: "CVG113",
                what: `${unit} is not tightened, because that would cut units below: ${below.slice(0, MOST_CUT).join(", ")}${below.length > MOST_CUT ? `, ${below.length - MOST_CUT} more` : ""}.`,
                remedy: 'Tighten these first, in an update of its own, or say below: "cut".',
            }),
        },
    },
    CVG114: {
        title: "Settings wait for their unit",
        severity: "warning",
        cause: "The gateway takes no changes of inactive units. The policy is recorded, and written by the first update that finds the unit active, also where that update makes it active.",
        remedy: "Nothing needs to be done. If the unit stays inactive, remove the policy.",
        says: {
            will: ({ by, unit }: Texts<"by" | "unit">) => ({
                code: "CVG114",
                what: `${by}: ${unit} is inactive, so its settings are written as soon as it is active again.`,
                alike: "the settings of inactive units are written as soon as they are active again",
            }),
            waits: ({ unit }: Texts<"unit">) => ({
                code: "CVG114",
                what: `${unit} is inactive, so its settings are written as soon as it is active again.`,
            }),
        },
    },
    CVG115: {
        title: "A policy was removed",
        severity: "info",
        cause: 'The settings of its unit are no longer managed. They stay as they are or, with onDelete: "reset", became the stricter of what applied and the console\'s defaults; a reset never makes anything looser. Nothing is written to a unit that is inactive or gone, nor where another resource declares the settings now.',
        remedy: "Nothing needs to be done.",
        says: {
            declaredElsewhere: ({ unit, owner }: Texts<"unit" | "owner">) => ({
                code: "CVG115",
                what: `${unit}: its settings stay as they are; ${owner} declares them now.`,
            }),
            kept: ({ unit }: Texts<"unit">) => ({
                code: "CVG115",
                what: `${unit}: its settings stay as they are, and are no longer managed.`,
            }),
            gone: ({ unit }: Texts<"unit">) => ({
                code: "CVG115",
                what: `${unit} is no longer at the gateway, so there is nothing to reset.`,
            }),
            inactive: ({ unit }: Texts<"unit">) => ({
                code: "CVG115",
                what: `${unit} is inactive: its settings are not reset, and are no longer managed.`,
            }),
            reset: ({ unit, changes }: { readonly unit: string; readonly changes: readonly string[] }) => ({
                code: "CVG115",
                what: `${unit}: its settings are reset to the stricter of what applied and the console's defaults (${changes.length === 0 ? "nothing had to change" : changes.join(", ")}), and are no longer managed.`,
            }),
        },
    },
    CVG116: {
        title: "A new unit is born open",
        severity: "info",
        cause: "A unit is made with recordings on, or with plain telephone numbers for bots and integrations, declared in it or followed from the level above. Nothing is loosened, because nothing was there before; so it is said here.",
        remedy: "Nothing needs to be done if that is meant. Otherwise set `recordings: false` or `anonymizeNumbers: true`, here or at a level above.",
        example: 'CVG116 hotline: new, and its calls may be recorded (kept for "1 week").',
        says: {
            recordings: ({ by, kept }: { readonly by: string; readonly kept: string | undefined }) => ({
                code: "CVG116",
                what: `${by}: new, and calls may be recorded${kept === undefined ? "" : ` (kept for "${kept}")`}.`,
                alike: "new, and calls may be recorded",
            }),
            numbers: ({ by }: Texts<"by">) => ({
                code: "CVG116",
                what: `${by}: new, and bots and integrations see phone numbers.`,
                alike: "new, and bots and integrations see phone numbers",
            }),
        },
    },
    CVG117: {
        title: "Settings are no longer managed",
        severity: "warning",
        cause: "`privacy` was taken out of a unit. Its settings stay as they are, follow no level above any more, and nobody sees when somebody changes them.",
        remedy: "Nothing needs to be done if another resource declares them. To let them follow the level above, write `privacy: {}`.",
        example:
            "CVG117 acme: its privacy settings are no longer managed here; they stay as they are unless another resource declares them.",
        says: {
            letGo: ({ by, unit }: Texts<"by" | "unit">) => ({
                code: "CVG117",
                what: `${by}: the privacy settings of ${unit} are no longer managed here; they stay as they are unless another resource declares them.`,
                alike: "settings are no longer managed here; they stay as they are unless another resource declares them",
            }),
        },
    },
    CVG118: {
        title: "How many units below a change has reached",
        severity: "info",
        cause: "The settings of a level were written. Before that the units below it were read, declared or not: said is which of them apply stricter settings from now on. What is loosened loosens none of them by itself; a unit that follows is written after it, and told by its own line.",
        remedy: "Nothing needs to be done.",
        example:
            'CVG118 customer "Acme" (<token>) becomes stricter, and by that 1 of the 3 units below: project "Glasbruch" (dialogRetention).',
        says: {
            stricter: ({ unit, below, reached }: Reached & { readonly reached: readonly string[] }) => ({
                code: "CVG118",
                what: `${unit} becomes stricter, and by that ${reached.length} of the ${counted(below, "unit")} below: ${firstOf(reached)}.`,
                alike: "becomes stricter, and by that units below",
            }),
            looser: ({ unit, below }: Reached) => ({
                code: "CVG118",
                what: `${unit} becomes looser, and by that none of the ${counted(below, "unit")} below.`,
                alike: "becomes looser, and by that none of the units below",
            }),
        },
    },
} as const satisfies Record<string, Entry>;
