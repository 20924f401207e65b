/** 303, 304, 313, 314, 316, 317, 319, 324, 327, 328: units that are inactive, become so or are purged. */
import { answered } from "../answered.js";
import type { Entry, Texts } from "../entry.js";
import { atTheEarliest, type Purge, type Replaced, replacedUnit, type Second, secondUnit } from "../replaced.js";
import { counted, firstOf, freedNumbers } from "../words.js";

/** `purgeAt`: as it was planned. */
export interface Purged {
    readonly unit: string;
    readonly purgeAt: string | undefined;
}

export const INACTIVE = {
    CVG303: {
        title: "The unit has active units below",
        severity: "error",
        cause: "A unit is to become inactive, and active units stand below it that are not made inactive in the same step. Either nobody declares them, or the program does but names the unit above by its token: then the engine does not know that they go first. Without this message they would be taken out of use unnoticed, or the gateway would refuse. So the unit was left as it is.",
        remedy: "Make the units below inactive first, declare them, or keep the unit. Where the program declares both, write the unit above as an object (`account: claims`) and not as a token. Until you have, run the command again: it does the rest.",
        says: {
            hasActiveChildren: answered("CVG303", "Make the units below inactive first."),
            others: ({
                unit,
                others,
                done,
            }: {
                readonly unit: string;
                readonly others: readonly string[];
                readonly done: readonly string[];
            }) => ({
                code: "CVG303",
                what: `${unit} is not made inactive, because units below it are active that do not go with it: ${firstOf(others)}.`,
                remedy: `Make those inactive first, declare them, or keep the unit. One that this program declares goes first where it names the unit above as an object instead of by its token; until then, run the command again. Where a \`transforms\` option or an output makes its name, ifExists: { token: "..." } in it says which unit it has. ${done.length === 0 ? "Nothing was made inactive." : `Made inactive before: ${firstOf(done)}.`}`,
            }),
            namesReplaced: ({
                by,
                level,
                unit,
                below,
            }: {
                readonly by: string;
                readonly level: string;
                readonly unit: string;
                readonly below: readonly string[];
            }) => ({
                code: "CVG303",
                what: `${by}: ${unit} is replaced by a new ${level} with another token, and ${firstOf(below)} ${below.length === 1 ? "names" : "name"} the old one by its token: ${below.length === 1 ? "it" : "they"} would stay there, and keep it from becoming inactive.`,
                remedy: `Name the ${level} as an object (${by}) there instead of by its token.`,
            }),
        },
    },
    CVG304: {
        title: "The unit or the one above it is inactive",
        severity: "error",
        cause: "The gateway takes no changes of inactive units, and nothing can be made, restored or moved below one. So a unit that is new cannot be declared with `active: false` together with units below it.",
        remedy: "Restore the unit (`active: true`), from the top down, or leave it as it is.",
        example:
            'CVG304 new account "Vertrieb" under customer "Globex" (<token>): the gateway answered 400 PARENT_INACTIVE to POST /accounts/{reseller}/{customer}: The customer "Globex" (<token>) is inactive. (request id: <id>)\n  Restore the unit above first.',
        says: {
            parentInactive: answered("CVG304", "Restore the unit above first."),
            unitInactive: answered("CVG304", "Restore the unit first."),
            nothingBelow: ({ by, above }: Texts<"by" | "above">) => ({
                code: "CVG304",
                what: `${by}: ${above}, the unit above, is inactive, and nothing can be made below it.`,
                remedy: "Declare it active first, or leave this one out until it is.",
            }),
            above: ({ by, above }: Texts<"by" | "above">) => ({
                code: "CVG304",
                what: `${by}: ${above}, the unit above, is inactive.`,
                remedy: 'Restore it first, in the console or by declaring it with ifExists: "restore"; or say active: false here.',
            }),
            born: ({ by, level, below }: { readonly by: string; readonly level: string; readonly below: readonly string[] }) => ({
                code: "CVG304",
                what: `${by}: this ${level} is new and declared with active: false, and nothing can be made below an inactive unit: ${firstOf(below)}.`,
                remedy: "Leave active: false out until everything below is made, or leave out what is below.",
            }),
        },
    },
    CVG313: {
        title: "A unit is said to be active below one that is not",
        severity: "error",
        cause: "A unit has `active: true`, and the unit object above it has `active: false`. Nothing below an inactive unit can be in use.",
        remedy: "Leave `active` out of the unit below, so that it follows the one above, or make the one above active.",
        says: {
            belowInactive: ({ by, level, above }: Texts<"by" | "level" | "above">) => ({
                code: "CVG313",
                what: `${by}: active cannot be true: ${level} ${above} above is declared with active: false.`,
                remedy: `Leave active out here, so that it follows ${above}, or remove active: false there.`,
            }),
        },
    },
    CVG314: {
        title: "What the deletion of a unit means",
        severity: "warning",
        cause: "The program calls `cvg.explainDeletes()`, and this run deletes a unit: it becomes inactive, and is purged for good when the gateway's retention days are over.",
        remedy: "Nothing needs to be done if that is meant. To keep the unit, leave it in the program.",
        says: {
            already: ({
                unit,
                since,
                purgeOn,
            }: {
                readonly unit: string;
                readonly since: string | undefined;
                readonly purgeOn: string | undefined;
            }) => ({
                code: "CVG314",
                what: `${unit} is inactive already${since === undefined ? "" : ` since ${since}`}; it will be purged for good ${purgeOn === undefined ? "as planned" : `on ${purgeOn}`}.`,
                remedy: "Removing it here changes nothing at the gateway. To keep it, set active to true instead.",
            }),
            deleted: ({
                unit,
                level,
                numbers,
                purge,
            }: {
                readonly unit: string;
                readonly level: string;
                readonly numbers: unknown;
                readonly purge: Purge | undefined;
            }) => ({
                code: "CVG314",
                what: `${unit} becomes inactive; it is purged for good ${purge === undefined ? "when the gateway's retention days are over" : atTheEarliest(purge)}. ${
                    level === "project"
                        ? "Its dialog data and recordings go with it."
                        : "What is below it, and its dialog data and recordings, go with it."
                }${freedNumbers(numbers)}`,
                remedy: "Until then it can be restored.",
            }),
        },
    },
    CVG316: {
        title: "A unit is not made inactive, because another resource has it",
        severity: "warning",
        cause: "A resource leaves the program, but its unit belongs to another resource of the program, for example because that one adopted it under a new name.",
        remedy: "Nothing needs to be done.",
        says: {
            held: ({ unit, holder }: { readonly unit: string; readonly holder: string | undefined }) => ({
                code: "CVG316",
                what: `${unit} stays active: ${holder === undefined ? "another resource of this program has it" : `${holder} takes it over`}. Only the old entry in the state is removed.`,
            }),
        },
    },
    CVG317: {
        title: "A change waits until the unit is active",
        severity: "info",
        cause: "The gateway takes no changes of inactive units. What is declared is written when the unit is set active again.",
        remedy: "Nothing needs to be done.",
        says: {
            waits: ({ unit, fields }: { readonly unit: string; readonly fields: readonly string[] }) => ({
                code: "CVG317",
                what: `${unit} is inactive: ${fields.join(", ")} will be written when it is active again.`,
                alike: "changes of inactive units will be written when they are active again",
            }),
        },
    },
    CVG319: {
        title: "A unit has been purged",
        severity: "warning",
        cause: "The unit was inactive for as long as the gateway keeps inactive units, and is gone for good, with its data.",
        remedy: "Remove it from the program, or let `pulumi up` make a new one.",
        says: {
            declaredInactive: ({ unit, purgeAt }: Purged) => ({
                code: "CVG319",
                what: `${unit} was declared inactive and has been purged, as planned for ${purgeAt}.`,
                remedy: "Remove it from the program.",
            }),
            inactive: ({ unit, purgeAt }: Purged) => ({
                code: "CVG319",
                what: `${unit} was inactive and has been purged, as planned for ${purgeAt}.`,
                remedy: "If it is still declared, up makes a new one, with nothing of the old one's data.",
            }),
            madeAnew: ({ unit, purgeAt }: Purged) => ({
                code: "CVG319",
                what: `${unit} was inactive and has been purged, as planned for ${purgeAt}.`,
                remedy: "A new one is made, with a token of its own and nothing of the old one's data.",
            }),
        },
    },
    CVG324: {
        title: "A unit becomes inactive",
        severity: "warning",
        cause: "A unit has `active: false` by now. It takes everything below it along, its telephone numbers are free for others at once, and the gateway purges it for good when its retention days are over.",
        remedy: "Nothing needs to be done if that is meant. Until the purge `active: true` restores it, without its numbers if others have them by then.",
        example:
            'CVG324 acme: customer "Acme" becomes inactive with the 3 units below it, and is purged for good 90 days later, on <day> at the earliest.',
        says: {
            becomes: ({
                by,
                unit,
                below,
                numbers,
                purge,
            }: {
                readonly by: string;
                readonly unit: string;
                readonly below: number;
                readonly numbers: unknown;
                readonly purge: Purge;
            }) => ({
                code: "CVG324",
                what: `${by}: ${unit} becomes inactive${below === 0 ? "" : ` with the ${counted(below, "active unit")} below it`}, and is purged for good ${atTheEarliest(purge)}, unless it is active again before.${freedNumbers(numbers)}`,
                alike: `units become inactive, and are purged for good ${atTheEarliest(purge)}, unless they are active again before`,
            }),
        },
    },
    CVG327: {
        title: "A unit is inactive",
        severity: "info",
        cause: "A unit left the program, or the stack was destroyed. The gateway purges an inactive unit with all its data when its retention days are over; until then it can be restored. One that was inactive before is left as it is.",
        remedy: "Nothing needs to be done if that is meant. To have it back, declare it again before the purge, with `ifExists` `restore`.",
        says: {
            now: ({ unit, until, numbers }: { readonly unit: string; readonly until: string; readonly numbers: unknown }) => ({
                code: "CVG327",
                what: `${unit} is inactive now. It can be restored until ${until}; then it is purged for good, with all its data.${freedNumbers(numbers)}`,
            }),
            already: ({ unit }: Texts<"unit">) => ({ code: "CVG327", what: `${unit} is inactive already.` }),
        },
    },
    CVG328: {
        title: "A unit is replaced by a new one",
        severity: "warning",
        cause: "A new unit is made in the place of one that is there, because an account changed its customer, or an option of the resource asks for it (`replaceOnChanges`, `replacementTrigger`, `replaceWith`). The new one has another token. The old one becomes inactive when the run is through, and is purged with all its data when the gateway's retention days are over. Projects of this program move from an old account to the new one.",
        remedy: "Make sure that nobody knows the unit by its old token, and that its data may go. To keep the unit, take back what replaces it: everything but an account's customer changes in place.",
        example:
            'CVG328 claims: replaced: the new account gets a token of its own. account "Schaden" (<token>) becomes inactive at the end of this run, and is purged for good 90 days later, on <day> at the earliest. What knows the old token has to learn the new one. Of what is below it, 1 project ("Hotline") of this program will be moved to the new one, with token, numbers and data.',
        says: {
            replaced: (replaced: Replaced) => ({
                code: "CVG328",
                what: replacedUnit(replaced),
                alike: `replaced: the new ${replaced.level} gets a token of its own, and the old one becomes inactive`,
            }),
            second: (second: Second) => ({
                code: "CVG328",
                what: secondUnit(second),
                alike: `a second ${second.level} of its name is made, because ifExists is "create"`,
            }),
        },
    },
} as const satisfies Record<string, Entry>;
