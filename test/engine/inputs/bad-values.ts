/** For each field of each resource: what it takes, in the words of its messages, and what it does not. A field without a row fails the test. */

/** Stands in texts that no message may repeat: any of them may be a secret. */
export const MARKER = "MARKER-of-a-secret";

export interface Row {
    /** Values of any other kind are refused without being told here. */
    readonly kind: "text" | "number" | "switch" | "list" | "object" | "setting" | "choice";
    /** What the remedy says that the field takes. */
    readonly takes: string | RegExp;
    /** Values of the right kind that are wrong, and what the reason says of them. */
    readonly wrong?: readonly (readonly [value: unknown, says: string])[];
    /** A value that is nearly right, and the one that was meant. */
    readonly nearly?: readonly [value: string, meant: string];
}
type Rows = Readonly<Record<string, Row>>;

const TEXT = "It takes text that is not empty.";
const text: Row = { kind: "text", takes: TEXT, wrong: [["", "empty text"]] };
const key: Row = {
    kind: "text",
    takes: "It takes the JSON text of a service account key.",
    wrong: [
        ["", "empty text"],
        [MARKER, "this text"],
        [`"${MARKER}"`, "this text"],
        [`["${MARKER}"]`, "this text"],
        [`{"key":"${MARKER}"`, "this text"],
        ["null", "this text"],
    ],
};
const token: Row = { kind: "text", takes: "It takes a unit or its token.", wrong: [["", "empty text"]] };
const url: Row = {
    kind: "text",
    takes: "It takes a URL that starts with https:// or http://, without blanks, and without a user or password.",
    wrong: [
        ["", "empty text"],
        [MARKER, "this text"],
        [`ftp://${MARKER}`, "this text"],
        [`//${MARKER}`, "this text"],
        ["https://", "this text"],
        [`https://bots.example/${MARKER} x`, "this text"],
        [`https://bots.example/${MARKER}\n`, "this text"],
        [` https://bots.example/${MARKER}`, "this text"],
        [`https://bots.example\t/${MARKER}`, "this text"],
        [`https://user:${MARKER}@bots.example`, "this text"],
        [`https://${MARKER}@bots.example`, "this text"],
    ],
};
const language: Row = {
    kind: "text",
    takes: 'It takes a language, like "de-DE".',
    wrong: [
        ["", "empty text"],
        ["german", "this text"],
        ["de_DE", "this text"],
        ["de-", "this text"],
        ["de-DE ", "this text"],
        ["d", "this text"],
        [`de-${MARKER}`, "this text"],
    ],
};
const E164 = 'It takes a telephone number as + and up to 15 digits (E.164), like "+498912345".';
const notE164: Row["wrong"] = [
    ["", "empty text"],
    ["089 12345", "this text"],
    ["+49 89 12345", "this text"],
    ["0049891234", "this text"],
    ["+0891234", "this text"],
    ["+490891234", "this text"],
    ["+430123456", "this text"],
    ["+", "this text"],
    ["+4989123456789012", "this text"],
    [`+49${MARKER}`, "this text"],
];
const number: Row = { kind: "text", takes: E164, wrong: notE164 };
const twice = (entry: unknown): readonly [unknown, string] => [[entry, entry], "is the same as"];

function range(from: number, to: number, of: string, more: readonly number[] = []): Row {
    const outside = [from - 1, to + 1, 0, -from, 1e9].filter((value) => value < from || value > to);
    const wrong = [...outside, ...more];
    return { kind: "number", takes: `It takes ${of}, ${from} to ${to}.`, wrong: wrong.map((value) => [value, String(value)]) };
}

const onOff: Row = {
    kind: "setting",
    takes: 'It takes true, false, "inherit" or cvg.ifAllowed of true or false.',
    wrong: [
        ["yes", "this text"],
        ["", "empty text"],
        [MARKER, "this text"],
    ],
    nearly: ["Inherrits", "inherit"],
};
const periods = '"10 minutes", "1 hour", "1 day", "1 week", "1 month"';
const retention = (rest: string, more: Row["wrong"] = []): Row => ({
    kind: "setting",
    takes: `It takes ${periods}, ${rest}.`,
    wrong: [
        ["", "empty text"],
        [MARKER, "this text"],
        ["0 days", "this text"],
        ["-1 day", "this text"],
        ["1.5 days", "this text"],
        [{ atMost: MARKER }, "this object"],
        [{ atMost: "1 week", more: 1 }, "this object"],
        [{ atmost: "1 week" }, "this object"],
        ...more,
    ],
    nearly: ["1 wek", "1 week"],
});

const settings: Rows = {
    outboundCalls: onOff,
    recordings: onOff,
    recordingRetention: retention(
        'a whole number of minutes, hours, days or weeks like "36 hours", "inherit" or cvg.atMost of such a period',
    ),
    anonymizeNumbers: onOff,
    storeDialogData: onOff,
    dialogRetention: retention('"inherit" or cvg.atMost of one of these periods', [["36 hours", "this text"]]),
    because: {
        kind: "text",
        takes: "It takes a reason: 1 to 200 characters, without control characters.",
        wrong: [
            ["", "empty text"],
            ["ä".repeat(201), "this text"],
            [`${MARKER}\n`, "this text"],
        ],
    },
};
const names = "outboundCalls, recordings, recordingRetention, anonymizeNumbers, storeDialogData, dialogRetention and because";

const unit: Rows = {
    name: {
        kind: "text",
        takes: "It takes 1 to 200 characters, not counting blanks around them.",
        wrong: [
            ["", "empty text"],
            [" \t\n", "empty text"],
            ["ä".repeat(201), "text of 201 characters"],
            [` ${MARKER.repeat(100)} `, `text of ${MARKER.length * 100} characters`],
        ],
    },
    active: { kind: "switch", takes: "It takes true or false." },
    ifExists: {
        kind: "choice",
        takes: 'It takes "fail", "continue", "restore", "adopt", "create" or { token: "..." }.',
        wrong: [
            ["", "empty text"],
            [MARKER, "this text"],
            [{}, "this object"],
            [{ token: "" }, "this object"],
            [{ token: 7 }, "this object"],
            [{ token: MARKER, name: "Acme" }, "this object"],
        ],
        nearly: ["adoptt", "adopt"],
    },
    privacy: { kind: "object", takes: `It takes an object with ${names}.` },
    ...Object.fromEntries(Object.entries(settings).map(([name, row]) => [`privacy.${name}`, row])),
};

/** Written out, not taken from the shapes: a bot type without rows fails. */
const ofType = (type: string, fields: Rows): Rows =>
    Object.fromEntries(Object.entries(fields).map(([key, row]) => [`bot(${type}).${key}`, row]));
const urlBots: readonly string[] = ["boost", "rasa", "vier", "ubitec", "neohelden", "jovo", "echobot", "custom"];
const keyBots: readonly string[] = ["dialogflow-es", "dialogflow-cx"];
const types = ["cognigy", ...keyBots, ...urlBots].map((type) => `"${type}"`);
const typeList = `${types.slice(0, -1).join(", ")} or ${types.at(-1)}`;
const bots: Rows = {
    bot: { kind: "object", takes: `It takes an object with type ${typeList}, and the fields of that type.` },
    "bot.type": {
        kind: "text",
        takes: `It takes ${typeList}.`,
        wrong: [
            ["", "empty text"],
            [MARKER, "this text"],
            ["CUSTOM-2000", "this text"],
        ],
        nearly: ["Costum", "custom"],
    },
    ...ofType("cognigy", { endpointUrl: url, channel: text }),
    ...Object.assign({}, ...keyBots.map((type) => ofType(type, { serviceAccountKey: key, agent: text }))),
    ...Object.assign({}, ...urlBots.map((type) => ofType(type, { url, token: text }))),
};

const vendors: Row = { kind: "list", takes: /It takes a list/, wrong: [[[], "an empty list"]] };
const vendor: Row = { kind: "object", takes: "It takes an object with vendor and profileToken." };
const kinds = '"GEOGRAPHIC", "TOLL_FREE", "SHARED_COST" or "OTHER"';

export const BAD: Readonly<Record<string, Rows>> = {
    customer: unit,
    account: { ...unit, customer: token },
    project: {
        ...unit,
        account: token,
        ...bots,
        transcribers: vendors,
        "transcribers[]": vendor,
        "transcribers[].vendor": text,
        "transcribers[].profileToken": text,
        synthesizers: vendors,
        "synthesizers[]": vendor,
        "synthesizers[].vendor": text,
        "synthesizers[].profileToken": text,
        transcriberLanguage: language,
        synthesizerLanguage: language,
        platformNumbers: { kind: "list", takes: /a list; each entry is a telephone number|each number once/, wrong: [twice("+4989123")] },
        "platformNumbers[]": number,
        externalNumbers: {
            kind: "list",
            takes: /a list; each entry is an object with number and type|each number once/,
            wrong: [twice({ number: "116117", type: "OTHER" })],
        },
        "externalNumbers[]": { kind: "object", takes: "It takes an object with number and type." },
        "externalNumbers[].number": text,
        "externalNumbers[].type": {
            kind: "text",
            takes: `It takes ${kinds}.`,
            wrong: [
                ["", "empty text"],
                ["MOBILE", "this text"],
                [MARKER, "this text"],
            ],
            nearly: ["toll-fre", "TOLL_FREE"],
        },
        allowedOrigins: { kind: "list", takes: /a list; each entry is a telephone number|each number once/, wrong: [twice("+4989123")] },
        "allowedOrigins[]": number,
        fallback: { kind: "object", takes: "It takes an object with number and text." },
        "fallback.number": {
            kind: "text",
            takes: "It takes a telephone number as + and up to 15 digits (E.164), or a SIP URI.",
            wrong: [...notE164, ["sip:", "this text"], ["sip:a b@example.com", "this text"], ["https://example.com", "this text"]],
        },
        "fallback.text": text,
        defaultCallerId: number,
        color: text,
        featureFlags: { kind: "list", takes: "It takes a list; each entry is text that is not empty." },
        "featureFlags[]": text,
        utteranceTimeout: range(200, 1000, "whole milliseconds", [250.5]),
        inactivityTimeout: range(2000, 20_000, "whole milliseconds", [2000.5]),
        minimumNoiseLevel: range(-60, -30, "decibels", [-60.01]),
    },
    "privacy-policy": {
        scope: token,
        ...settings,
        onDelete: { kind: "text", takes: 'It takes "keep" or "reset".', wrong: [[MARKER, "this text"]], nearly: ["rest", "reset"] },
        below: { kind: "text", takes: 'It takes "cut" or "refuse".', wrong: [[MARKER, "this text"]], nearly: ["refused", "refuse"] },
    },
};
