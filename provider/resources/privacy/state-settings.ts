/** Settings between state, which holds them as people read them, and the rules. */
import * as z from "zod";
import { type Ignored, isIgnored, UNKNOWN } from "../../definition/resource-definition.js";
import { type Gateway, settingsFromWire } from "../../gateway/index.js";
import {
    bySetting,
    type Decider,
    eachSetting,
    LOOSEST,
    parsePeriod,
    type Resolved,
    readDeciders,
    SETTING_NAMES,
    type Settings,
} from "../../policy/index.js";

const Period = z.string().transform((text, context) => {
    const milliseconds = parsePeriod(text);
    if (milliseconds !== undefined) return milliseconds;
    context.addIssue({ code: "custom", message: `"${text}" is no period` });
    return z.NEVER;
});

/** Settings from state, in milliseconds. */
const StoredSettings = z.object(
    bySetting(
        () => z.boolean(),
        () => Period,
    ),
);

/** The same, as far as they are known. Made once: zod takes longer to make a shape than to read a thousand values with it. */
const KnownSettings = StoredSettings.partial();

/** Settings from checked inputs, ready to write. In an update all are known. */
export const settingsToWrite = (checked: unknown): Settings => StoredSettings.parse(checked);

/** Those of them that `ignoreChanges` does not name. @param within where settings stand in the inputs: `privacy` of a unit, nowhere of a policy */
export const notIgnored = (settings: Partial<Settings>, ignored: Ignored | undefined, ...within: readonly string[]): Partial<Settings> =>
    Object.fromEntries(SETTING_NAMES.filter((name) => !isIgnored(ignored, ...within, name)).map((name) => [name, settings[name]]));

/** Whether this process knows, without asking, that a unit stores other settings than these. */
export function storesOtherwise(gateway: Gateway, token: string, wanted: Partial<Settings>): boolean {
    const known = gateway.known(token);
    if (known === undefined) return false;
    const stored = settingsFromWire(known);
    return SETTING_NAMES.some((name) => wanted[name] !== undefined && wanted[name] !== stored[name]);
}

/** The same, where all are known and there are any. */
export const knownSettings = (checked: unknown): Settings | undefined => StoredSettings.safeParse(checked).data;

const Values = z.record(z.string(), z.unknown()).catch({});

/** Reads `effective` and `decidedBy` of another resource, as far as they are known. */
export function readResolved(effective: unknown, decidedBy: unknown, fallback: Decider): Resolved {
    const values = Values.parse(effective);
    const deciders = readDeciders(decidedBy);
    const isKnown = (value: unknown): boolean => value !== undefined && value !== UNKNOWN;
    const known = KnownSettings.parse(Object.fromEntries(Object.entries(values).filter(([, value]) => isKnown(value))));
    return {
        effective: {
            settings: { ...LOOSEST, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) },
            decidedBy: eachSetting((name) => deciders[name] ?? fallback),
        },
        unknown: new Set(SETTING_NAMES.filter((name) => !isKnown(values[name]))),
    };
}
