/**
 * Every question about the real service that no source answers outright: each with the switch that can answer it either way, or with one
 * fixed answer and why that is enough. docs/gateway-assumptions.md is made from this list and from the switches.
 */
import type { SwitchName } from "./behaviour.js";

/** `inferred`: it follows from what sources say. `ours`: no source says anything, and we decided. */
export type Standing = "inferred" | "ours";

export type OpenQuestion =
    | { readonly standing: Standing; readonly switch: SwitchName }
    | { readonly standing: Standing; readonly question: string; readonly answer: string; readonly reason: string };

const switched = (name: SwitchName, standing: Standing = "ours"): OpenQuestion => ({ standing, switch: name });
const ours = (question: string, answer: string, reason: string): OpenQuestion => ({ standing: "ours", question, answer, reason });
const inferred = (question: string, answer: string, reason: string): OpenQuestion => ({ standing: "inferred", question, answer, reason });

/** What a public source says, as far as the package rests on it. */
export const DOCUMENTED: readonly string[] = [
    "The four levels, and that all carry the same block of privacy settings (`commonConfiguration`).",
    "Recordings that are off at the reseller, the customer or the account cannot be on at the project; anonymized numbers at the reseller hold below.",
    "A retention period is never longer than that of the level above. Dialogs: 10 minutes (the default), 1 hour, 1 day, 1 week, 1 month.",
    "A longer period than the reseller has is a case for the vendor's service desk.",
    "An anonymized number is `md5-hash:` and the MD5 of the `+E.164` number, unsalted, in `SessionParameters.remote` and `CallStarted.callerNumber`.",
    "Country and network of called numbers are stored whatever the settings. Starting a recording that is forbidden answers 403.",
    "Dialog data is deleted its period after the end of the dialog; reading it gives 404 then.",
    "Deleting marks a unit as inactive; 90 days later (`deletionRetentionTimeInDays`) customers and projects are purged for good, and until then can be restored.",
    "Deleting a project frees its telephone numbers at once. A project can move to another account in place.",
    "Bodies hold more than is managed here (`provisioningBlocks`, `dialogDuration`, `callOptions`, the reseller's contact and styles).",
    "The runtime side: the calls of the Dialog, Recording, Call and Health API with their bodies, as the vendor's Python SDK 0.5.1 reads and sends them; types of dialog entries; reasons of an end; why a call out fails (`DISABLED` among them, with a `message`).",
    "What reaches a bot, as the vendor's channel for Rasa 1.4.0 takes it: `/session`, `/message`, `/answer`, `/inactivity`, `/terminated`, `/recording`, with the bot's token, the content type `application/json` without a charset, tokens in `projectContext`, and what to call back (`callback`, `authToken`).",
    "Several recordings of a dialog, told apart by their ids, the first `default`; their files are there after the dialog or once a recording is terminated, and are kept until the period that is configured ends. A terminated one cannot be resumed.",
    "A reader chooses the types of entries that it is given (`includeType`). A `Start` holds the SIP headers, and no telephone number.",
    "Older versions of the service answered 2xx with `errorData` in the body: it is taken as the error that it is.",
];

export const OPEN_QUESTIONS: readonly OpenQuestion[] = [
    switched("tightening"),
    switched("looserWrite", "inferred"),
    switched("unchangedLooser"),
    inferred(
        "How do outbound calls and stored dialog data of a level limit those below?",
        "Off above means off below, at every level.",
        "The manual says it of recordings, and the console shows the others the same way.",
    ),
    inferred(
        "Do anonymized numbers of a customer or an account hold below, as the reseller's do?",
        "Yes, and they cannot be switched off there.",
        "The stricter reading: a number that must not be seen is not shown.",
    ),
    ours(
        "Do limits come from what a level above stores, or from what applies there?",
        "From what applies there, after all levels above it.",
        "Otherwise a capped level would allow more below than it may do itself.",
    ),
    inferred(
        "Which dialog periods can be chosen?",
        "Exactly the five that the console lists; any other may be read and is kept as it is.",
        "The manual names no other.",
    ),
    ours(
        "Which recording periods can be chosen?",
        "The five names and any whole number of minutes, hours, days or weeks.",
        "No source lists them, and the wire takes any.",
    ),
    ours("How long is one month?", "30 days.", "The wire takes milliseconds."),
    ours(
        "What is dialog data storage called on the wire?",
        "storeDialogData.",
        "The other five names are known; one word in one mapper to change.",
    ),
    ours(
        "Which defaults does the console have for a new unit, beside the 10 minutes?",
        "Outbound calls off, recordings off, recordings kept 1 week, numbers not anonymized, dialog data stored.",
        "We never rely on them: a create sends all six settings.",
    ),
    ours(
        "What does a fresh reseller allow?",
        "Everything, numbers in plain, both periods 30 days.",
        "Only the embedded gateway ever makes one.",
    ),
    switched("settingsApply"),
    ours(
        "What happens to stored recordings when recordings are switched off?",
        "They stay until they are due.",
        "The switch is about new recordings.",
    ),
    inferred(
        "From when on does the period of a recording count?",
        "From the end of the call.",
        "As the manual says of dialogs; the SDK says that it is kept until the configured period ends.",
    ),
    inferred("What is left of a dialog that is not stored?", "Nothing can be read.", "That is what the setting is called."),
    inferred(
        "What does a bot get that dials, or hands over to an agent, while outbound calls are off?",
        "Failure with the reason DISABLED.",
        "The vendor's SDK knows that reason for dial, forward and bridge; that this setting is what it stands for follows.",
    ),
    inferred(
        "Do SIP headers undo a hash?",
        "Only headers that begin with X- reach bot and dialog, as they are: what a telephone system writes into them is not anonymized.",
        "Two fields are hashed, and no others; which headers to send is the telephone system's to decide.",
    ),
    ours(
        "How does a client of the runtime API prove who it is?",
        "By an access token, or, in its own dialog, by the authToken that a bot was given. Files of recordings need neither: their addresses cannot be guessed.",
        "The SDK sends nothing by itself, but takes a header for all its calls.",
    ),
    ours(
        "What is a bot told of an end, and of a recording?",
        "/terminated when the caller hangs up, not when it ended the call itself; /recording with recordingId and status AVAILABLE, once for each.",
        "The channel for Rasa passes such bodies on as they are.",
    ),
    ours(
        "When does the fallback of a project take over?",
        "When its bot does not answer in time, refuses /session, or answers anything but 2xx: its text is spoken, then its number called, which needs outgoing calls.",
        "Only the embedded gateway plays it; programs declare it.",
    ),
    ours(
        "Which webhooks are there beside CallStarted, and where are they configured?",
        "CallEnded, with a reason; named in the call of the control API.",
        "No unit's body that is known names an address for them.",
    ),
    ours(
        "What does /call/refer answer when it is not allowed, and /call/dial without any number to call with?",
        "403 FORBIDDEN; Failure with the reason MISSING_CALLER_ID.",
        "The channel for Rasa takes any status but 2xx for a failed referral; the SDK knows that reason.",
    ),
    ours(
        "What is the type of a bot by Dify on the wire, and what does it take?",
        "Not known: it cannot be declared. A project that has one is read, and keeps it as long as its program names no bot.",
        "The vendor says that there are such bots; no source shows a body.",
    ),
    ours("What do bots see of a suppressed number that is anonymized?", "An empty text.", "There is nothing to hash."),
    switched("deleteWithChildren"),
    switched("restoreChildren"),
    switched("restoreLooser"),
    switched("deletionTimestamp", "inferred"),
    inferred("Are accounts purged after the same 90 days?", "Yes.", "One number of days is told, for all."),
    inferred(
        "What does reading an inactive unit answer, and a purged one?",
        "200 with inactive: true; after the purge 404.",
        "A unit that can be restored can be looked at. A 404 that was not due is never taken for a purge.",
    ),
    inferred("Does a restored project have its numbers again?", "No.", "They were freed at once, and may be another's by now."),
    ours("Does an update of an inactive unit fail?", "400 UNIT_INACTIVE.", "The provider never sends one: it restores first."),
    ours(
        "Does deleting an inactive unit fail, or restoring an active one?",
        "Neither: 204 and 200 again.",
        "The unit is then what was asked for.",
    ),
    ours("Can a unit be restored, made or moved under an inactive one?", "400 PARENT_INACTIVE.", "The provider works from the top down."),
    switched("moveNumbers"),
    switched("moveLooser"),
    ours("Does moving a project to where it is fail?", "No: 201 again.", "The provider does not ask for it."),
    switched("secretsOnRead"),
    switched("maskedWrite"),
    ours(
        "What does a masked secret look like?",
        "`********`.",
        "One constant; a secret that is hidden otherwise counts as changed, and is written again.",
    ),
    inferred(
        "What becomes of fields that a write leaves out, and of fields that the gateway does not know?",
        "Left out: removed. Not known: stored and given back.",
        "There is no PATCH, so a body is the whole unit; the provider always writes back what it read.",
    ),
    ours(
        "How long may the name of a unit be, and must it be unique?",
        "1 to 200 characters after trimming; not unique.",
        "A name is never an id, so nothing depends on it.",
    ),
    ours(
        "Which error codes and field references does an error carry, and which comes first?",
        "Those of the contract that the embedded gateway speaks: access, then existence, then the body, then the state.",
        "One table in the client maps them.",
    ),
    ours(
        "Does the service limit the rate of requests, and how does it say so?",
        "429, with or without Retry-After.",
        "The client takes both, and stays below cvg:maxRequestsPerSecond anyway.",
    ),
    inferred(
        "Are there idempotency keys, ETags, paging or bulk reads of settings?",
        "None.",
        "What is known of the console's back end shows none. A create that may have arrived is never repeated.",
    ),
];

/** What the vendor's own clients cannot do, seen when they were run; each with the way around it. */
export const CLIENT_LIMITS: readonly { readonly client: string; readonly cannot: string; readonly instead: string }[] = [
    {
        client: "cvg-python-sdk 0.5.1",
        cannot: "Read a dialog in which somebody spoke: its classes for `Transcription` and `Synthesis` are those of the Health API, and it raises.",
        instead: "Leave them out with `include_type`, or read the JSON: `_preload_content=False`.",
    },
    {
        client: "cvg-python-sdk 0.5.1",
        cannot: "Send a prompt: the object for its kind refers to itself without end, and it raises.",
        instead: "Post `/call/prompt` with another HTTP client.",
    },
    {
        client: "cvg-python-sdk 0.5.1",
        cannot: "Ask for a recording by an object of its own class `RecordingId`.",
        instead: "Give the id as a plain text.",
    },
    {
        client: "cvg-python-sdk 0.5.1",
        cannot: "Authorize itself: its specification names no way.",
        instead: 'Give the header to the client: `ApiClient(configuration, "Authorization", "Bearer ...")`.',
    },
    {
        client: "rasa-vier-cvg 1.4.0",
        cannot: "Take a request whose content type has a charset: it answers 415.",
        instead: "The embedded gateway sends none.",
    },
];
