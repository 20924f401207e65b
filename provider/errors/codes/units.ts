/** 3xx: the life of a unit. */
import type { Entry } from "../entry.js";

export const UNITS = {
    CVG301: {
        title: "The unit is not at the gateway",
        severity: "error",
        cause: "The gateway answers 404 for a unit that the state has. Another endpoint or reseller is configured, a token is mistyped, or the unit was deleted elsewhere and has been purged since: of a unit that was in use when it was last written, nobody can tell which. State is left as it is.",
        remedy: "Check `cvg:endpoint`, `cvg:reseller` and the token. If units are really gone, `CVG_MISSING=forget pulumi refresh` forgets all that neither a read nor the tree of the reseller knows; look at its preview first (`--preview-only`). One alone: `pulumi state delete`.",
        example:
            'CVG301 customer "Acme Versicherung" (<token>) is not at the gateway. It was in use when it was last written, at 2026-11-25T10:00Z; whether it was deleted and purged since, or this is another gateway, nobody can tell from here.\n  Check cvg:endpoint and cvg:reseller. If units are really gone, forget them with `CVG_MISSING=forget pulumi refresh`, or one alone with `pulumi state delete URN`; the state was left as it is.',
        says: {
            active: {
                what: "{{unit}} is not at the gateway. It was in use when it was last written{{when}}; whether it was deleted and purged since, or this is another gateway, nobody can tell from here.",
                remedy: "Check cvg:endpoint and cvg:reseller. If units are really gone, forget them with `CVG_MISSING=forget pulumi refresh`, or one alone with `pulumi state delete URN`; the state was left as it is.",
            },
            early: {
                what: "{{unit}} is not at the gateway, although it is inactive and not due to be purged before {{purgeAt}}.",
                remedy: "Check cvg:endpoint and cvg:reseller. If units are really gone, forget them with `CVG_MISSING=forget pulumi refresh`, or one alone with `pulumi state delete URN`; the state was left as it is.",
            },
        },
    },
    CVG302: {
        title: "The unit belongs to another reseller",
        severity: "error",
        cause: "The stack made this unit with another `cvg:reseller` than the one that is configured now. Nothing was changed.",
        remedy: "Set `cvg:reseller` back, or use a stack of its own for the other reseller.",
        example:
            "CVG302 customer <token> belongs to reseller <token>, but reseller <token> is configured.\n  Set cvg:reseller back, or use a stack of its own for the other reseller. Nothing was changed.",
    },
    CVG303: {
        title: "The unit has active units below",
        severity: "error",
        cause: "A unit is to become inactive while units are active below it that do not go with it: nobody declares them, or they name the unit above by its token, which tells the engine no order. They would become inactive too, or the gateway would refuse it. The unit itself was left as it is.",
        remedy: "Make those inactive first, or keep the unit. Name the unit above as an object where the program declares both; until then, running the command again does the rest.",
        says: {
            others: {
                what: "{{unit}} is not made inactive, because units below it are active that do not go with it: {{others}}.",
                remedy: 'Make those inactive first, declare them, or keep the unit. One that this program declares goes first where it names the unit above as an object instead of by its token; until then, run the command again. Where a `transforms` option or an output makes its name, ifExists: { token: "..." } in it says which unit it has. {{done}}',
            },
        },
    },
    CVG304: {
        title: "The unit or the one above it is inactive",
        severity: "error",
        cause: "The gateway takes no changes of inactive units, and nothing can be made, restored or moved below one. So a unit that is new cannot be declared with `active: false` together with units below it.",
        remedy: "Restore the unit (`active: true`), from the top down, or leave it as it is.",
        example:
            'CVG304 new account "Vertrieb" under customer "Globex" (<token>): the gateway answered 400 PARENT_INACTIVE to POST /accounts/{reseller}/{customer}: The customer "Globex" (<token>) is inactive. (request id: <id>)\n  Restore the unit above first.',
    },
    CVG305: {
        title: "A telephone number is on another active project",
        severity: "error",
        cause: "Each platform number is on at most one active project.",
        remedy: "Take the number from the other project first, or choose another. Where the other project leaves the same program, remove it in one run and give the number away in the next. A project that is replaced and keeps its numbers needs `deleteBeforeReplace: true`.",
        says: {
            replaced: {
                what: "{{by}}: the new project cannot have {{numbers}}: {{unit}}, in whose place it comes, keeps what it has until it goes, which is after the new one is made.",
                remedy: "Say deleteBeforeReplace: true in the options of the resource: then the old one goes first, and its numbers reach nobody for a moment. If no replacement is meant, take back what asks for it (replaceOnChanges, replacementTrigger, replaceWith).",
            },
        },
    },
    CVG307: {
        title: "A secret that the gateway hides would be lost",
        severity: "error",
        cause: "A project is written as a whole. Its gateway shows the bot's token or serviceAccountKey masked or not at all, and it is not known where the write was asked for: a PrivacyPolicy or a level above does not hold the secrets of the project's bot. What the gateway does with a secret that is sent masked or left out is not documented. Nothing was written.",
        remedy: "If your gateway keeps such a secret, say so once: `pulumi config set cvg:maskedSecrets kept`. Otherwise declare the project's settings inline, in the resource that holds the secret.",
        example:
            'CVG307 project "Schadenhotline" (<token>): the gateway does not show the bot\'s token, and it is not known here. A write could lose it, so nothing was written.\n  If the gateway keeps a secret that is sent masked or left out, say so: pulumi config set cvg:maskedSecrets kept. Otherwise change the unit where its secret is known.',
    },
    CVG308: {
        title: "A unit of this name is at this place already",
        severity: "error",
        cause: "A resource is to be made where the gateway has a unit of the same level and name, active or inactive. Names are not unique, so it may or may not be the one that is meant. Typical reasons: the state was lost, the unit was made in the console, a destroyed tenant comes back, the resource was only renamed in the program, the engine replaces it because it is tainted, or another run is making the unit just now.",
        remedy: 'Where another run is at work, let it end first. Where the resource was renamed: `aliases`. Where it is tainted: `pulumi state untaint`. Else say what is meant with `ifExists`: `"adopt"` an active unit, `"restore"` an inactive one, `"continue"` what an interrupted run of this stack has left, `{ token }` exactly that one, or `"create"` a second one.',
    },
    CVG309: {
        title: "It is not clear which unit a resource is to take over",
        severity: "error",
        cause: "Several units could be meant, or two resources would have the same unit, or the token is none of a unit that can be taken over at this place. Nothing is guessed, and nothing was written.",
        remedy: 'Name the unit with `ifExists: { token: "..." }`.',
    },
    CVG310: {
        title: "A unit that is there already is taken over",
        severity: "info",
        cause: "`ifExists` names or finds a unit: it is adopted, or restored, with its token, and changed where it differs. The engine calls the step a create.",
        remedy: "Read what will change. The line `ifExists` can be taken out again afterwards.",
    },
    CVG311: {
        title: "A unit was changed behind this stack's back",
        severity: "warning",
        cause: "Without a refresh a preview compares the program with the state. The gateway's tree shows that a unit is inactive, active, moved, renamed or gone although the state says otherwise; or the settings of a policy's unit were read for another reason, as the reseller's always are, and are not as they were recorded.",
        remedy: "Run `pulumi up --refresh`, or `pulumi refresh` and then look at the preview.",
    },
    CVG312: {
        title: "No unit, or more than one, has this name",
        severity: "error",
        cause: "`getCustomer`, `getAccount` or `getProject` looked for a display name. Names are not unique, and upper and lower case count.",
        remedy: "Correct the name, or name the unit by its token: the message lists them.",
    },
    CVG313: {
        title: "A unit is said to be active below one that is not",
        severity: "error",
        cause: "A unit has `active: true`, and the unit object above it has `active: false`. Nothing below an inactive unit can be in use.",
        remedy: "Leave `active` out of the unit below, so that it follows the one above, or make the one above active.",
    },
    CVG314: {
        title: "What the deletion of a unit means",
        severity: "warning",
        cause: "The program calls `cvg.explainDeletes()`, and this run deletes a unit: it becomes inactive, and is purged for good when the gateway's retention days are over.",
        remedy: "Nothing needs to be done if that is meant. To keep the unit, leave it in the program.",
    },
    CVG315: {
        title: "Changes that somebody else made were replaced",
        severity: "warning",
        cause: "When the unit was written, it held other values than those of the last run: somebody changed it elsewhere, for example in the console.",
        remedy: "The declared values hold now. If the other ones were meant, declare them.",
    },
    CVG316: {
        title: "A unit is not made inactive, because another resource has it",
        severity: "warning",
        cause: "A resource leaves the program, but its unit belongs to another resource of the program, for example because that one adopted it under a new name.",
        remedy: "Nothing needs to be done.",
    },
    CVG317: {
        title: "A change waits until the unit is active",
        severity: "info",
        cause: "The gateway takes no changes of inactive units. What is declared is written when the unit is set active again.",
        remedy: "Nothing needs to be done.",
    },
    CVG318: {
        title: "Projects exchange telephone numbers",
        severity: "error",
        cause: "Each number is on at most one active project, so a number must be free before another project gets it. Where projects exchange numbers in a ring, each would wait for the other.",
        remedy: "Do it in two runs: first take the numbers out of one of the projects, then give it its new ones.",
    },
    CVG319: {
        title: "A unit has been purged",
        severity: "warning",
        cause: "The unit was inactive for as long as the gateway keeps inactive units, and is gone for good, with its data.",
        remedy: "Remove it from the program, or let `pulumi up` make a new one.",
    },
    CVG321: {
        title: "The state was written by a later version",
        severity: "error",
        cause: "The stack was last updated with a later version of pulumi-cvg, whose state this version does not understand. Nothing was changed.",
        remedy: "Install that version or a later one.",
    },
    CVG322: {
        title: "A create whose answer was lost is settled",
        severity: "info",
        cause: "The request to make a unit was sent and its answer did not come, or could not be read. It was not sent again; the gateway's tree was read, and shows one unit of this name at this place that was not there before and is what was sent. It belongs to the resource now.",
        remedy: "Nothing needs to be done. If it happens often, look at what stands between you and the gateway.",
    },
    CVG323: {
        title: "Calls go to another bot",
        severity: "warning",
        cause: "The host of a project's bot changed, or the kind of bot: what callers say goes to another server, perhaps to another company.",
        remedy: "Nothing needs to be done if that is meant.",
        example: 'CVG323 hotline: calls go to the bot at "bots.globex.example" instead of "bots.acme.example".',
    },
    CVG324: {
        title: "A unit becomes inactive",
        severity: "warning",
        cause: "A unit has `active: false` by now. It takes everything below it along, its telephone numbers are free for others at once, and the gateway purges it for good when its retention days are over.",
        remedy: "Nothing needs to be done if that is meant. Until the purge `active: true` restores it, without its numbers if others have them by then.",
        example:
            'CVG324 acme: customer "Acme" becomes inactive with the 3 units below it, and is purged for good 90 days later, on <day> at the earliest.',
    },
    CVG325: {
        title: "A project moves to another account",
        severity: "warning",
        cause: "The project's `account` changed, so it moves in place, with its numbers and its data. The engine shows two tokens; this message says whose they are.",
        remedy: "Nothing needs to be done if that is meant. Another customer means: its administrators see the project and what it stores.",
        example:
            'CVG325 hotline: moves from account "Schaden" of customer "Acme" to account "Service" of customer "Globex", with its numbers and its data.',
    },
    CVG326: {
        title: "A unit cannot be named in this way",
        severity: "error",
        cause: "The option `import` cannot work with a provider that lives in the program, and neither can `pulumi import TYPE NAME ID`. `getCustomer` and its friends ask the gateway while the program runs: they take texts, not outputs, and do not find what this program has yet to make.",
        remedy: 'To take a unit over, write `ifExists: { token: "..." }`, or import it with a file (see the recipes). For a unit of the same program use its object: wherever a unit is named, the object will do.',
        example:
            'CVG326 acme: the option import cannot work with this provider.\n  Write ifExists: { token: "<token>" } instead, which takes the unit over at the next up; the line can go again afterwards.',
        says: {
            import: {
                what: "{{by}}: the option import cannot work with this provider.",
                remedy: 'Write ifExists: { token: "{{token}}" } instead, which takes the unit over at the next up; the line can go again afterwards.',
            },
            importPolicy: {
                what: "{{by}}: the option import cannot work with this provider.",
                remedy: "Leave it out: a PrivacyPolicy takes over the settings that its unit has, and the preview says what it changes.",
            },
            output: {
                what: "{{caller}}: {{what}} is no text. It may be an output, which is not known while the program runs.",
                remedy: "Give a text. Where this program declares the unit, use its object instead: wherever a unit is named, the object will do.",
            },
            declared: {
                what: 'the {{level}} "{{name}}" is not at the gateway yet: this program declares it as {{declared}}.',
                remedy: "Use that object instead of looking for it: wherever a unit is named, the object will do, and its id is the token.",
            },
        },
    },
    CVG327: {
        title: "A unit is inactive",
        severity: "info",
        cause: "A unit left the program, or the stack was destroyed. The gateway purges an inactive unit with all its data when its retention days are over; until then it can be restored. One that was inactive before is left as it is.",
        remedy: "Nothing needs to be done if that is meant. To have it back, declare it again before the purge, with `ifExists` `restore`.",
        says: {
            now: {
                what: "{{unit}} is inactive now. It can be restored until {{until}}; then it is purged for good, with all its data.{{numbers}}",
            },
            already: { what: "{{unit}} is inactive already." },
        },
    },
    CVG328: {
        title: "A unit is replaced by a new one",
        severity: "warning",
        cause: "A new unit is made in the place of one that is there, because an account changed its customer, or an option of the resource asks for it (`replaceOnChanges`, `replacementTrigger`, `replaceWith`). The new one has another token. The old one becomes inactive when the run is through, and is purged with all its data when the gateway's retention days are over. Projects of this program move from an old account to the new one.",
        remedy: "Make sure that nobody knows the unit by its old token, and that its data may go. To keep the unit, take back what replaces it: everything but an account's customer changes in place.",
        example:
            'CVG328 claims: replaced: the new account gets a token of its own. account "Schaden" (<token>) becomes inactive at the end of this run, and is purged for good 90 days later, on <day> at the earliest. What knows the old token has to learn the new one. Of what is below it, 1 project ("Hotline") of this program will be moved to the new one, with token, numbers and data.',
    },
    CVG329: {
        title: "A project is deleted and made anew instead of moved",
        severity: "error",
        cause: "A project leaves the program, and in the same run one of its name below the same customer, or with one of its numbers, is new. Mostly it is the same project, whose logical name changed when it was to move: logical names that contain the account do. As it stands the new one would get another token, the dialog data and recordings of the old one would go with that, and a number would not be free in time. Found at preview, by what the stack has recorded; nothing was written.",
        remedy: "Write the alias that the message shows into the options of the resource: then the project keeps its token, its numbers and its data, and moves. If another project is meant, remove the old one in a run of its own first; one of the same name without a number of the old one's can also be made beside it, with `ifExists` `create`.",
        says: {
            named: {
                what: "{{by}}: {{unit}} leaves this program in the same run, and {{by}} would be made in its place, with another token and without its data.",
                remedy: 'If it is the same project, write aliases: [{{alias}}] into the options of {{by}}: then it moves. If another one is meant, remove the old one in a run of its own first, or say ifExists: "create".',
            },
            withNumbers: {
                what: "{{by}}: {{unit}} leaves this program in the same run, and {{by}} asks for {{numbers}}, which is free only after that, and would have another token and none of its data.",
                remedy: "If it is the same project, write aliases: [{{alias}}] into the options of {{by}}: then it moves, or is changed in place. If another one is meant, remove the old one in a run of its own first.",
            },
        },
    },
} as const satisfies Record<string, Entry>;
