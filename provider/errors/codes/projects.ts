/** 305, 307, 318, 323, 325, 329: what only projects have: numbers, bots, another account. */
import { answered } from "../answered.js";
import type { Entry, Texts } from "../entry.js";
import { series } from "../words.js";

export const PROJECTS = {
    CVG305: {
        title: "A telephone number is on another active project",
        severity: "error",
        cause: "Each platform number is on at most one active project.",
        remedy: "Take the number from the other project first, or choose another. Where the other project leaves the same program, remove it in one run and give the number away in the next. A project that is replaced and keeps its numbers needs `deleteBeforeReplace: true`.",
        says: {
            numberTaken: answered("CVG305", "Take the number off the other project first."),
            replaced: ({ by, numbers, unit }: { readonly by: string; readonly numbers: readonly string[]; readonly unit: string }) => ({
                code: "CVG305",
                what: `${by}: the new project cannot have ${series(numbers)}: ${unit}, in whose place it comes, keeps what it has until it goes, which is after the new one is made.`,
                remedy: "Say deleteBeforeReplace: true in the options of the resource: then the old one goes first, and its numbers reach nobody for a moment. If no replacement is meant, take back what asks for it (replaceOnChanges, replacementTrigger, replaceWith).",
            }),
            onNobody: ({ numbers, problem, way }: { readonly numbers: readonly string[] } & Texts<"problem" | "way">) => ({
                code: "CVG305",
                what: `${problem} It was to get ${series(numbers)} of another project of this program, which has given them up: they may be on no project now, so that calls to them reach nobody.`,
                remedy: `${way} Then run \`pulumi up --refresh\`, which sees who has them.`,
            }),
            twice: ({ by, other, numbers }: { readonly by: string; readonly other: string; readonly numbers: readonly string[] }) => ({
                code: "CVG305",
                what: `${by}: platformNumbers has ${numbers.join(", ")}, and so has ${other}.`,
                remedy: "A number is on at most one active project: take it out of one of the two.",
            }),
        },
    },
    CVG307: {
        title: "A secret that the gateway hides would be lost",
        severity: "error",
        cause: "A project is written as a whole. Its gateway shows the bot's token or serviceAccountKey masked or not at all, and it is not known where the write was asked for: a PrivacyPolicy or a level above does not hold the secrets of the project's bot. What the gateway does with a secret that is sent masked or left out is not documented. Nothing was written.",
        remedy: "If your gateway keeps such a secret, say so once: `pulumi config set cvg:maskedSecrets kept`. Otherwise declare the project's settings inline, in the resource that holds the secret.",
        example:
            'CVG307 project "Schadenhotline" (<token>): the gateway does not show the bot\'s token, and it is not known here. A write could lose it, so nothing was written.\n  If the gateway keeps a secret that is sent masked or left out, say so: pulumi config set cvg:maskedSecrets kept. Otherwise change the unit where its secret is known.',
        says: {
            hidden: ({ subject, fields }: { readonly subject: string; readonly fields: readonly string[] }) => ({
                code: "CVG307",
                what: `${subject}: the gateway does not show the bot's ${fields.join(" and ")}, and it is not known here. A write could lose it, so nothing was written.`,
                remedy: "If the gateway keeps a secret that is sent masked or left out, say so: pulumi config set cvg:maskedSecrets kept. Otherwise change the unit where its secret is known.",
            }),
        },
    },
    CVG318: {
        title: "Projects exchange telephone numbers",
        severity: "error",
        cause: "Each number is on at most one active project, so a number must be free before another project gets it. Mostly it is taken off the other project on the way. That cannot be where the other is written later whatever happens (`dependsOn`), or may be (`--parallel 1`); nor where the gateway hides a secret of it: then it can only be waited for, and projects that exchange numbers in a ring would each wait for the other.",
        remedy: "Do it in two runs: first take the numbers out of one of the projects, then give it its new ones.",
        says: {
            ring: ({ numbers }: { readonly numbers: readonly string[] }) => ({
                code: "CVG318",
                what: `platformNumbers: projects of this program exchange numbers among each other (${numbers.join(", ")}), so each waits for the other.`,
                remedy: "Take the numbers out of one of the projects, run `pulumi up`, then give it its new ones and run `pulumi up` again.",
            }),
            serial: ({ by, number, from, to }: Texts<"by" | "number" | "from" | "to">) => ({
                code: "CVG318",
                what: `${by}: number ${number} goes from ${from} to ${to}, and with --parallel 1 it may not be free in time.`,
                remedy: `Leave --parallel 1 out. Or take the number out of ${from}, run \`pulumi up\`, then give it to ${to} and run \`pulumi up\` again.`,
            }),
            waits: ({ by, number, to }: Texts<"by" | "number" | "to">) => ({
                code: "CVG318",
                what: `${by}: its number ${number} goes to ${to}, which is written before it, because ${by} waits for it.`,
                remedy: `Take the number out of ${by}, run \`pulumi up\`, then give it to ${to} and run \`pulumi up\` again.`,
            }),
        },
    },
    CVG323: {
        title: "Calls go to another bot",
        severity: "warning",
        cause: "The host of a project's bot changed, or the kind of bot: what callers say goes to another server, perhaps to another company.",
        remedy: "Nothing needs to be done if that is meant.",
        example: 'CVG323 hotline: calls go to the bot at "bots.globex.example" instead of "bots.acme.example".',
        says: {
            otherBot: ({ by, is, was }: Texts<"by" | "is" | "was">) => ({
                code: "CVG323",
                what: `${by}: calls go to the bot at ${is} instead of ${was}.`,
                alike: `calls go to the bot at ${is} instead of ${was}`,
            }),
        },
    },
    CVG325: {
        title: "A project moves to another account",
        severity: "warning",
        cause: "The project's `account` changed, so it moves in place, with its numbers and its data. The engine shows two tokens; this message says whose they are.",
        remedy: "Nothing needs to be done if that is meant. Another customer means: its administrators see the project and what it stores.",
        example:
            'CVG325 hotline: moves from account "Schaden" of customer "Acme" to account "Service" of customer "Globex", with its numbers and its data.',
        says: {
            moves: ({ by, from, to }: Texts<"by" | "from" | "to">) => ({
                code: "CVG325",
                what: `${by}: moves from ${from} to ${to}, with its numbers and its data.`,
                alike: `projects move from ${from} to ${to}, with their numbers and their data`,
            }),
        },
    },
    CVG329: {
        title: "A project is deleted and made anew instead of moved",
        severity: "error",
        cause: "A project leaves the program, and in the same run one of its name below the same customer, or with one of its numbers, is new. Mostly it is the same project, whose logical name changed when it was to move: logical names that contain the account do. As it stands the new one would get another token, the dialog data and recordings of the old one would go with that, and a number would not be free in time. Found at preview, by what the stack has recorded; nothing was written.",
        remedy: "Write the alias that the message shows into the options of the resource: then the project keeps its token, its numbers and its data, and moves. If another project is meant, remove the old one in a run of its own first; one of the same name without a number of the old one's can also be made beside it, with `ifExists` `create`.",
        says: {
            named: ({ by, unit, alias }: Texts<"by" | "unit" | "alias">) => ({
                code: "CVG329",
                what: `${by}: ${unit} leaves this program in the same run, and ${by} would be made in its place, with another token and without its data.`,
                remedy: `If it is the same project, write aliases: [${alias}] into the options of ${by}: then it moves. If another one is meant, remove the old one in a run of its own first, or say ifExists: "create".`,
            }),
            withNumbers: ({ by, unit, alias, numbers }: Texts<"by" | "unit" | "alias"> & { readonly numbers: readonly string[] }) => ({
                code: "CVG329",
                what: `${by}: ${unit} leaves this program in the same run, and ${by} asks for ${series(numbers)}, which is free only after that, and would have another token and none of its data.`,
                remedy: `If it is the same project, write aliases: [${alias}] into the options of ${by}: then it moves, or is changed in place. If another one is meant, remove the old one in a run of its own first.`,
            }),
        },
    },
} as const satisfies Record<string, Entry>;
