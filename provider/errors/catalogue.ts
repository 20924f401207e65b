/**
 * Every coded message of the provider: what users search for, and what docs/errors.md and the pages of docs/errors are generated from.
 *
 * 1xx privacy settings · 2xx inputs · 3xx life of a unit · 4xx configuration · 5xx the gateway's answers · 6xx the embedded gateway and the CLI.
 * A code is never reused and never changes its meaning.
 */
interface Entry {
    readonly title: string;
    readonly severity: "error" | "warning" | "info";
    readonly cause: string;
    readonly remedy: string;
    /** What the provider printed in a real run, tokens, ids and hosts replaced by words in angle brackets. */
    readonly example?: string;
}

export const CATALOGUE = {
    CVG101: {
        title: "A setting is looser than the level above allows",
        severity: "error",
        cause: "A customer, account or project asks for more than the reseller, customer or account above it allows: a longer period, recordings, outbound calls or dialog data where they are off above, or plain numbers where they are anonymized above. Found at preview; nothing was written.",
        remedy: "Choose one of the offered values, leave the setting out so that it follows the level above, or change the level above first. What a reseller may allow is a case for the VIER Customer Service Desk.",
        example:
            'CVG101 hotline: dialogRetention "1 week" is longer than the "1 day" that customer "Acme Versicherung" (acme) allows.\n  Choose "1 day", "1 hour" or "10 minutes" here, or raise it there first.',
    },
    CVG102: {
        title: "A privacy setting has a value that does not exist",
        severity: "error",
        cause: 'A switch takes true, false or "inherit"; dialogRetention takes one of the five periods of the console; recordingRetention also takes a whole number of minutes, hours, days or weeks. At the reseller nothing can be inherited.',
        remedy: "Write one of the values that the message lists.",
        example: 'CVG102 hotline: privacy.recordings does not take this text.\n  It takes true, false or "inherit".',
    },
    CVG103: {
        title: "Two owners for the privacy settings of one unit",
        severity: "error",
        cause: "A unit has inline `privacy` and a PrivacyPolicy, or two PrivacyPolicies.",
        remedy: "Declare its settings in one place.",
        example:
            "CVG103 acme-privacy: the privacy settings of this unit are declared by acme already.\n  Declare them in one place: inline in the unit, or in one PrivacyPolicy.",
    },
    CVG104: {
        title: "The gateway keeps other privacy settings than it was asked to",
        severity: "error",
        cause: "After the write, the unit was read again and held other values: the gateway cut them silently, or somebody changed them at the same moment.",
        remedy: "Run `pulumi refresh`, look at what the levels above allow, and declare that.",
        example:
            'CVG104 customer "Acme Versicherung" (<token>): the gateway keeps other privacy settings than it was asked to. dialogRetention: asked for "1 week", it kept "1 hour".\n  A level above allows less than expected. Run `pulumi refresh`, look at what the levels above allow, and declare that.',
    },
    CVG106: {
        title: "recordingRetention has no effect while recordings are off",
        severity: "info",
        cause: "A period is declared at a unit where no calls are recorded.",
        remedy: "Nothing needs to be done: the period applies as soon as recordings are switched on.",
        example: "CVG106 globex: recordingRetention has no effect while recordings are off.",
    },
    CVG107: {
        title: "A change may lose stored data",
        severity: "warning",
        cause: "A period becomes shorter, or dialog data is no longer stored. The gateway may delete what is older, for good, as soon as the change is applied. Inherited changes are told at every unit that they reach; how many active units are below a unit is said with it, whoever declares them.",
        remedy: "Make sure that nobody needs the data, or export it first.",
        example:
            'CVG107 acme: recordingRetention "1 month" => "1 week": recordings older than "1 week" may be deleted for good (12 units below: 3 accounts, 9 projects).',
    },
    CVG108: {
        title: "A setting becomes looser",
        severity: "warning",
        cause: "More is recorded, stored, kept, shown or allowed than before. Inherited changes are told at every unit that they reach.",
        remedy: "Make sure that whoever answers for the callers' data agrees.",
        example:
            'CVG108 acme: dialogRetention "1 day" => "1 week": what is said in dialogs is kept for "1 week" (1 unit below: 1 project).',
    },
    CVG109: {
        title: "Something that worked will stop working",
        severity: "warning",
        cause: "Outbound calls or recordings are switched off, or bots no longer see phone numbers.",
        remedy: "Make sure that the bots concerned do not depend on it.",
        example:
            'CVG109 acme: anonymizeNumbers false => true: bots and integrations no longer see phone numbers: remote "+49..." becomes "md5-hash:..." (3 units below: 1 account, 2 projects).',
    },
    CVG110: {
        title: "Settings of a unit were made stricter on the way",
        severity: "warning",
        cause: "Before a level was loosened, a unit below was pinned to what applied to it, so that it does not become looser as well; or, where the gateway insists, a unit below was cut to what will apply before a level was tightened. A project that moves without settings of its own is pinned too, and cut to what its new place allows where the gateway insists.",
        remedy: "Nothing needs to be done where the unit is declared: its own update follows. Elsewhere, declare its settings if they should be other.",
        example:
            'CVG110 project "Glasbruch" (<token>): dialogRetention pinned to what applies now, before customer "Acme Versicherung" (<token>) is loosened.',
    },
    CVG111: {
        title: "Settings could not be verified in this preview",
        severity: "warning",
        cause: "Values of privacy settings come out of resources that do not exist yet, so nobody knows them before the update. They are checked then, before the resources that have them are written.",
        remedy: "Nothing needs to be done. To have them checked at preview, take the values from the configuration, or from a resource that knows them at preview.",
    },
    CVG113: {
        title: "A level is not tightened, because units below would be cut",
        severity: "error",
        cause: 'A policy says below: "refuse", and units below its unit have looser settings than it will allow. Nothing of it was written. Found at preview where the settings below are known, else by the update, before the first write.',
        remedy: 'Tighten the units that the message names first, in an update of its own, or say `below: "cut"`.',
    },
    CVG114: {
        title: "Settings wait for their unit",
        severity: "warning",
        cause: "The gateway takes no changes of inactive units. The policy is recorded, and written by the first update that finds the unit active, also where that update makes it active.",
        remedy: "Nothing needs to be done. If the unit stays inactive, remove the policy.",
    },
    CVG115: {
        title: "A policy was removed",
        severity: "info",
        cause: 'The settings of its unit are no longer managed. They stay as they are or, with onDelete: "reset", became the stricter of what applied and the console\'s defaults; a reset never makes anything looser. Nothing is written to a unit that is inactive or gone, nor where another resource declares the settings now.',
        remedy: "Nothing needs to be done.",
    },
    CVG201: {
        title: "An input has a wrong type or value",
        severity: "error",
        cause: "The value does not fit the input's documented type, range or form.",
        remedy: "Correct the field that the message names.",
        example: "CVG201 hotline: utteranceTimeout does not take 5000.\n  It takes whole milliseconds, 200 to 1000.",
    },
    CVG202: {
        title: "An input does not exist",
        severity: "error",
        cause: "The resource has no input of this name; often a spelling mistake, or a field of another bot type.",
        remedy: "Remove it, or correct its name.",
        example: "CVG202 hotline: colour does not exist.\n  Did you mean color? If not, remove colour.",
    },
    CVG203: {
        title: "A required input is missing",
        severity: "error",
        cause: "The resource cannot be declared without this input.",
        remedy: "Add it.",
        example: 'CVG203 hotline: transcriberLanguage is missing.\n  It takes a language, like "de-DE".',
    },
    CVG301: {
        title: "The unit is not at the gateway",
        severity: "error",
        cause: "The gateway answers 404 for a unit that was not due to be purged: another endpoint or reseller is configured, a token is mistyped, or the unit was removed by other means. State is left as it is.",
        remedy: "Check `cvg:endpoint`, `cvg:reseller` and the token. If the unit is really gone, forget it with `pulumi state delete`.",
        example:
            'CVG301 customer "Acme Versicherung" (<token>) is not at the gateway, although it was not due to be purged.\n  Check cvg:endpoint and cvg:reseller. If the unit is really gone, forget it with `pulumi state delete URN`; its state was left as it is.',
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
        remedy: "Take the number from the other project first, or choose another. Where the other project leaves the same program, remove it in one run and give the number away in the next.",
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
        cause: "A resource is to be made where the gateway has a unit of the same level and name, active or inactive. Names are not unique, so it may or may not be the one that is meant. Typical reasons: the state was lost, the unit was made in the console, a destroyed tenant comes back, or the resource was only renamed in the program.",
        remedy: 'Where the resource was renamed: `aliases`. Else say what is meant with `ifExists`: `"adopt"` an active unit, `"restore"` an inactive one, `{ token }` exactly that one, or `"create"` a second one.',
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
        cause: "Without a refresh a preview compares the program with the state. The gateway's tree shows that a unit is inactive, active, moved, renamed or gone although the state says otherwise.",
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
    CVG401: {
        title: "The configuration is incomplete or wrong",
        severity: "error",
        cause: "Settings of the provider are missing or have values that cannot be used. All problems are listed together.",
        remedy: "Run the `pulumi config set` lines of the message, or set the environment variables that it names.",
        example:
            "CVG401 The configuration of pulumi-cvg is incomplete or wrong:\n  cvg:endpoint is plain http, which only an address of this machine may be: use https: pulumi config set cvg:endpoint https://<host>/master-api (or the environment variable CVG_ENDPOINT)\n  cvg:reseller is missing: pulumi config set cvg:reseller <token of the reseller> (or the environment variable CVG_RESELLER)\n  Credentials are missing: pulumi config set cvg:clientId <client id> (or the environment variable CVG_CLIENT_ID), with cvg:clientSecret and cvg:tokenUrl, or else pulumi config set --secret cvg:accessToken (or the environment variable CVG_ACCESS_TOKEN)",
    },
    CVG501: {
        title: "The gateway does not accept the credentials",
        severity: "error",
        cause: "The token endpoint or the gateway answered 401.",
        remedy: "Check `cvg:clientId`, `cvg:clientSecret` and `cvg:tokenUrl`, or `cvg:accessToken`.",
        example:
            'CVG501 customer "Acme Versicherung" (<token>): the gateway answered 401 UNAUTHORIZED to GET /customers/{reseller}/{customer}: A fault on order. (request id: <id>)\n  Check cvg:clientId and cvg:clientSecret, or get a new cvg:accessToken.',
    },
    CVG502: {
        title: "The gateway refused the request",
        severity: "error",
        cause: "The gateway found the request invalid. The message names the fields that it complained about.",
        remedy: "Correct these fields. If they look right, report it with the X-Request-Id of the message.",
        example:
            'CVG502 new customer "Globex" under reseller "Sandbox" (<token>): the gateway answered 400 VALIDATION to POST /customers/{reseller}: A fault on order. (request id: <id>)',
    },
    CVG503: {
        title: "The gateway cannot be reached or does not answer",
        severity: "error",
        cause: "The connection failed, the answer did not come in time, or the gateway answered 5xx, also when the request was repeated as often as is sound.",
        remedy: "Run the command again when the gateway answers; what was done before is recorded.",
        example:
            'CVG503 customer "Acme Versicherung" (<token>): the gateway answered 503 UNAVAILABLE to GET /customers/{reseller}/{customer} (sent 5 times): A fault on order. (request id: <id>)\n  Run again later: what is done is kept.',
    },
    CVG504: {
        title: "The gateway's answer cannot be read",
        severity: "error",
        cause: "The answer is not JSON, or not of the documented shape: often a proxy's page, or an endpoint that is not the gateway's. A write counts as done only when it is answered as documented, with an empty body. Longer than 32 MB, not UTF-8, compressed, of another unit or another reseller, with a token that is none or a date that cannot be: each of these is refused too. What can be repeated without harm is sent three times first.",
        remedy: "Check `cvg:endpoint`, and what stands between you and the gateway. A write may have been done all the same: run `pulumi refresh`, then `pulumi up`.",
        example:
            'CVG504 customer "Acme Versicherung" (<token>): the answer 200 to GET /customers/{reseller}/{customer} (sent 3 times) cannot be read: it is not JSON (request id: <id>)\n  Check cvg:endpoint, and that this version of pulumi-cvg knows the gateway\'s contract.',
    },
    CVG505: {
        title: "A create got no answer: the unit may exist",
        severity: "error",
        cause: "The request to make a unit may have arrived, but its answer did not. It is never repeated blindly, because that could make the unit twice.",
        remedy: 'Run `pulumi up` again: if the unit is there, it is refused with CVG308, and `ifExists: "adopt"` takes it over.',
    },
    CVG506: {
        title: "The gateway limits the number of requests",
        severity: "error",
        cause: "The gateway answered 429, also after the waiting that it asked for.",
        remedy: "Lower `cvg:maxRequestsPerSecond`, or run the command again later.",
        example:
            'CVG506 customer "Acme Versicherung" (<token>): the gateway answered 429 TOO_MANY_REQUESTS to GET /customers/{reseller}/{customer}: A fault on order. (it asks to wait 3600 seconds; request id: <id>)\n  Lower cvg:maxRequestsPerSecond or cvg:maxConcurrency, or run again later.',
    },
    CVG507: {
        title: "The credentials may not do this",
        severity: "error",
        cause: "The gateway answered 403.",
        remedy: "Use credentials that may administer this reseller.",
        example:
            'CVG507 new customer "Globex" under reseller "Sandbox" (<token>): the gateway answered 403 FORBIDDEN to POST /customers/{reseller}: A fault on order. (request id: <id>)\n  Use credentials that may do this at the reseller cvg:reseller.',
    },
    CVG599: {
        title: "A defect in pulumi-cvg",
        severity: "error",
        cause: "Something happened that the provider did not foresee.",
        remedy: "Please report it with the command that you ran and the text of the message.",
    },
    CVG601: {
        title: "The embedded gateway cannot start",
        severity: "error",
        cause: "Node is too old for `node:sqlite`, the port is taken, or the data file cannot be used.",
        remedy: "Use Node 22.19 or later, another port, or another file.",
        example:
            "CVG601 The embedded gateway cannot listen on 127.0.0.1:38791: the port is in use.\n  Choose another port, or none for one that is free.",
    },
    CVG602: {
        title: "The command line cannot be understood",
        severity: "error",
        cause: "A command or an option of `cvg` does not exist, lacks its value, or has one that cannot be used.",
        remedy: "Correct what the message names; `cvg --help` and `cvg sandbox --help` list what there is.",
    },
    CVG603: {
        title: "The Pulumi CLI could not be asked",
        severity: "error",
        cause: "`cvg` was given `--stack`, and the command of the Pulumi CLI that reads a stack's configuration or state is missing or failed.",
        remedy: "Run it in the folder of the Pulumi program or name that with `--cwd`, logged in to the backend of the stack; or leave `--stack` out and set the configuration in the environment.",
    },
    CVG604: {
        title: "A library that only this format needs is not installed",
        severity: "error",
        cause: "Workbooks and calendars are written by libraries that most users never need, so they are not installed with the package.",
        remedy: "Run the `npm install` line of the message, or choose another format.",
    },
    CVG605: {
        title: "A file is not what a command of `cvg` has written",
        severity: "error",
        cause: "A command that compares with an earlier result was given a file that cannot be read, or that is something else.",
        remedy: "Name a file that the same command has written with `--json --output FILE`.",
    },
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof CATALOGUE;
