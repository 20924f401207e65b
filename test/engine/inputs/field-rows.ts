/** For each field of each resource: what it is set and changed to, where the gateway's body holds it, what an admin makes of it, and what is left without it. */
import { isRecord, type Properties } from "../../harness/properties.js";

export interface FieldRow {
    /** The field's place in the gateway's body. */
    readonly wire: string;
    readonly set: unknown;
    readonly changed: unknown;
    /** As the body spells a value. @default as the user does */
    readonly spelled?: (value: unknown) => unknown;
    /** What the body holds once the user's line is removed; undefined: nothing. Not given: the field is required. */
    readonly removed?: { readonly body: unknown };
    /** What an admin puts into the body's place instead, or takes out of it; each is found and repaired. */
    readonly drifts: readonly unknown[];
    /** Inputs that the field needs beside it. */
    readonly beside?: Properties;
}

/** Fields whose life is not a write of the body have tests of their own. */
export const APART = "apart";
type Rows = Readonly<Record<string, FieldRow | typeof APART>>;

const absent = { body: undefined };
const MONTH = 2_592_000_000;
const LENGTH: Readonly<Record<string, number>> = { "1 hour": 3_600_000, "36 hours": 129_600_000, "1 day": 86_400_000 };
const milliseconds = (period: unknown): unknown => LENGTH[String(period)];

/** Settings below a reseller that allows everything: what is removed follows it. */
const settings = (prefix: string): Rows => ({
    [`${prefix}outboundCalls`]: flag("allowOutboundCalls", false, true),
    [`${prefix}recordings`]: flag("allowRecordings", false, true),
    [`${prefix}recordingRetention`]: period("maxRecordingRetentionTime", "1 day", "36 hours"),
    [`${prefix}anonymizeNumbers`]: flag("anonymizeRemoteNumbers", true, false),
    [`${prefix}storeDialogData`]: flag("storeDialogData", false, true),
    [`${prefix}dialogRetention`]: period("maxDialogRetentionTime", "1 day", "1 hour"),
    [`${prefix}because`]: APART,
});
const flag = (wire: string, strict: boolean, loose: boolean): FieldRow => ({
    wire: `commonConfiguration.${wire}`,
    set: strict,
    changed: loose,
    removed: { body: loose },
    drifts: [strict],
});
const period = (wire: string, set: string, changed: string): FieldRow => ({
    wire: `commonConfiguration.${wire}`,
    set,
    changed,
    spelled: milliseconds,
    removed: { body: MONTH },
    drifts: [90_500, 60_000_000],
});

const unit = (level: string): Rows => ({
    name: { wire: `${level}Name`, set: "Erste", changed: " Zweite ✓ ", drifts: ["Dritte", "Zweite ✓"] },
    active: APART,
    ifExists: APART,
    privacy: APART,
    ...settings("privacy."),
});

const text = (wire: string, beside: Properties = {}): FieldRow => ({
    wire,
    set: "one",
    changed: "two",
    removed: absent,
    drifts: ["three", undefined],
    beside,
});
const number = (wire: string, beside: Properties = {}): FieldRow => ({
    wire,
    set: "+4989100001",
    changed: "+4989100002",
    removed: absent,
    drifts: ["+4989100003", undefined],
    beside,
});
const required = ({ removed: _removed, ...row }: FieldRow): FieldRow => ({
    ...row,
    drifts: row.drifts.filter((drift) => drift !== undefined),
});

const url = "https://bot.example";
const at = (row: FieldRow): FieldRow => required({ ...row, set: `${url}/1`, changed: `${url}/2`, drifts: [`${url}/3`] });
const cognigy = { bot: { type: "cognigy", endpointUrl: url } };
const dialogflow = (type: string): Rows => {
    const key = (value: number): string => JSON.stringify({ key: value });
    const beside = { bot: { type, serviceAccountKey: key(0) } };
    const keyed = { ...text("botConfiguration.serviceAccountKey", beside), set: key(1), changed: key(2), drifts: [key(3)] };
    return {
        [`bot(${type}).serviceAccountKey`]: required(keyed),
        [`bot(${type}).agent`]: text("botConfiguration.agent", beside),
    };
};
const withUrl = (type: string): Rows => {
    const beside = { bot: { type, url, token: "t" } };
    return {
        [`bot(${type}).url`]: at(text("botConfiguration.url", beside)),
        [`bot(${type}).token`]: required(text("botConfiguration.token", beside)),
    };
};

const speech = (name: string): Rows => ({
    [name]: {
        wire: name,
        set: [{ vendor: "GOOGLE" }],
        changed: [{ vendor: "IBM", profileToken: "p" }, { vendor: "GOOGLE" }],
        drifts: [[{ vendor: "GOOGLE" }, { vendor: "IBM", profileToken: "p" }], [{ vendor: "AMAZON" }]],
    },
    [`${name}[].vendor`]: required({ ...text(`${name}.0.vendor`), beside: { [name]: [{ vendor: "GOOGLE" }] } }),
    [`${name}[].profileToken`]: text(`${name}.0.profileToken`, { [name]: [{ vendor: "GOOGLE" }] }),
});
const language = (name: string): FieldRow => ({ wire: name, set: "de-DE", changed: "en", drifts: ["fr-FR"] });

const external = { externalNumbers: [{ number: "116117", type: "OTHER" }] };
const fallback = { fallback: { number: "+4989444444", text: "Bitte warten" } };
const range = (wire: string, set: number, changed: number, drift: number, body: unknown): FieldRow => ({
    wire,
    set,
    changed,
    removed: { body },
    drifts: body === undefined ? [drift, undefined] : [drift],
});

export const FIELDS = {
    customer: unit("customer"),
    account: { ...unit("account"), customer: APART },
    project: {
        ...unit("project"),
        account: APART,
        bot: {
            wire: "botConfiguration",
            set: { type: "custom", url, token: "one" },
            changed: { type: "cognigy", endpointUrl: url },
            drifts: [
                { type: "dialogflow-es", serviceAccountKey: "key" },
                { type: "custom", url, token: "other" },
            ],
        },
        "bot.type": {
            wire: "botConfiguration.type",
            set: "rasa",
            changed: "boost",
            drifts: ["vier"],
            beside: { bot: { type: "rasa", url, token: "t" } },
        },
        "bot(cognigy).endpointUrl": at(text("botConfiguration.endpointUrl", cognigy)),
        "bot(cognigy).channel": text("botConfiguration.channel", cognigy),
        ...dialogflow("dialogflow-es"),
        ...dialogflow("dialogflow-cx"),
        ...withUrl("boost"),
        ...withUrl("rasa"),
        ...withUrl("vier"),
        ...withUrl("ubitec"),
        ...withUrl("neohelden"),
        ...withUrl("jovo"),
        ...withUrl("echobot"),
        ...withUrl("custom"),
        ...speech("transcribers"),
        ...speech("synthesizers"),
        transcriberLanguage: language("transcriberLanguage"),
        synthesizerLanguage: language("synthesizerLanguage"),
        platformNumbers: {
            wire: "platformNumbers",
            set: ["+4930100", "+4930101"],
            changed: ["+4930101"],
            removed: { body: [] },
            drifts: [["+4930102"], []],
        },
        externalNumbers: {
            wire: "externalNumbers",
            set: external.externalNumbers,
            changed: [{ number: "110", type: "SHARED_COST" }, ...external.externalNumbers],
            removed: { body: [] },
            drifts: [[], external.externalNumbers],
        },
        "externalNumbers[].number": required(text("externalNumbers.0.number", external)),
        "externalNumbers[].type": {
            wire: "externalNumbers.0.type",
            set: "OTHER",
            changed: "GEOGRAPHIC",
            drifts: ["TOLL_FREE"],
            beside: external,
        },
        allowedOrigins: {
            wire: "callOriginRestriction",
            set: ["+4930100", "+4930101"],
            changed: [],
            spelled: (allowedNumbers) => ({ enabled: true, allowedNumbers }),
            removed: { body: { enabled: false, allowedNumbers: [] } },
            drifts: [
                { enabled: true, allowedNumbers: ["+4930109"] },
                { enabled: false, allowedNumbers: [] },
            ],
        },
        fallback: {
            wire: "fallback",
            set: fallback.fallback,
            changed: { number: "sip:desk@example.com", text: "Moment" },
            spelled: (value) => (isRecord(value) ? { fallbackNumber: value.number, fallbackText: value.text } : value),
            removed: absent,
            drifts: [{ fallbackNumber: "+4989", fallbackText: "x" }, undefined],
        },
        "fallback.number": required(number("fallback.fallbackNumber", fallback)),
        "fallback.text": required(text("fallback.fallbackText", fallback)),
        defaultCallerId: number("defaultCallerId"),
        color: { ...text("color"), drifts: ["three", null, undefined] },
        featureFlags: { wire: "featureFlags", set: ["a"], changed: ["b", "a"], removed: absent, drifts: [["a", "c"], [], undefined] },
        utteranceTimeout: range("utteranceTimeout", 200, 1000, 300, 500),
        inactivityTimeout: range("inactivityTimeout", 2000, 20_000, 3000, undefined),
        minimumNoiseLevel: range("minimumNoiseLevel", -60, -30, -40.5, -45),
    },
    "privacy-policy": { scope: APART, ...settings(""), onDelete: APART, below: APART },
} as const satisfies Readonly<Record<string, Rows>>;
