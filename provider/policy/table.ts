/**
 * The six privacy settings that all four levels carry, one row each: the one place that knows which there are. Everything that is said or done
 * for each setting follows from its row; a seventh is a row here, and the compiler names what else it needs (the wire's shape, the arguments).
 * Source: manual, "Hierarchischer Aufbau". The embedded gateway has a table of its own on purpose: it checks this one.
 */

/** What it takes, beside `"inherit"`: on or off, one of the console's five periods, or any whole period. */
export type Kind = "switch" | "console period" | "any period";

/** Stored data that a stricter value may delete or make unreadable. */
export type StoredData = "recordings" | "dialog data";

interface Row {
    /** In `commonConfiguration` of the gateway's bodies. */
    readonly wire: string;
    /** Left out where everything that is stored stays until it is due. */
    readonly takes?: StoredData;
}

interface SwitchRow extends Row {
    readonly kind: "switch";
    /** The value that is strict: whoever switches it there limits all levels below. */
    readonly strict: boolean;
    /** What a level does that has the strict value: `customer "Acme" (acme) has switched ... off`. */
    readonly forbids: string;
    /** What becomes of calls and data when it turns strict, and when it no longer is. */
    readonly stricter: string;
    readonly looser: string;
}

interface PeriodRow extends Row {
    readonly kind: Exclude<Kind, "switch">;
    /** The same of a period; `{period}` stands for the new one. */
    readonly stricter: string;
    readonly looser: string;
}

/** In the order of display everywhere: as in the console. */
export const SETTINGS = {
    /** Bots may start calls, and hand over to agents. */
    outboundCalls: {
        kind: "switch",
        wire: "allowOutboundCalls",
        strict: false,
        forbids: "has switched outbound calls off",
        stricter: "bots can no longer start calls or hand calls over to agents; such attempts fail with DISABLED",
        looser: "bots may start calls and hand calls over to agents",
    },
    recordings: {
        kind: "switch",
        wire: "allowRecordings",
        strict: false,
        forbids: "has switched recordings off",
        stricter: "calls can no longer be recorded; recordings that are stored stay until they are due",
        looser: "calls may be recorded",
    },
    /** Counted from the end of the call. */
    recordingRetention: {
        kind: "any period",
        wire: "maxRecordingRetentionTime",
        takes: "recordings",
        stricter: "recordings older than {period} may be deleted for good",
        looser: "recordings are kept for {period}",
    },
    /** Bots and integrations see `md5-hash:...` instead of the caller's number. */
    anonymizeNumbers: {
        kind: "switch",
        wire: "anonymizeRemoteNumbers",
        strict: true,
        forbids: "anonymizes numbers for itself and all levels below",
        stricter: 'bots and integrations no longer see phone numbers: remote "+49..." becomes "md5-hash:..."',
        looser: 'bots and integrations see phone numbers: remote "md5-hash:..." becomes "+49..."',
    },
    storeDialogData: {
        kind: "switch",
        wire: "storeDialogData",
        takes: "dialog data",
        strict: false,
        forbids: "has switched the storing of dialog data off",
        stricter: "dialog data is no longer kept, and what is stored may be deleted for good",
        looser: "what is said in dialogs is stored",
    },
    /** Counted from the end of the dialog. */
    dialogRetention: {
        kind: "console period",
        wire: "maxDialogRetentionTime",
        takes: "dialog data",
        stricter: "dialog data older than {period} may be deleted for good",
        looser: "what is said in dialogs is kept for {period}",
    },
} as const satisfies Readonly<Record<string, SwitchRow | PeriodRow>>;

export type SettingName = keyof typeof SETTINGS;
export type KindOf<S extends SettingName> = (typeof SETTINGS)[S]["kind"];
export type SwitchName = { [S in SettingName]: KindOf<S> extends "switch" ? S : never }[SettingName];
export type PeriodName = Exclude<SettingName, SwitchName>;

export const isSetting = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);
export const isPeriod = (name: SettingName): name is PeriodName => SETTINGS[name].kind !== "switch";

export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter(isSetting);

/** What a setting may take away from what is stored, when it becomes stricter. */
export function takenBy(name: SettingName): StoredData | undefined {
    const row: Row = SETTINGS[name];
    return row.takes;
}

/** One value a setting, by its kind. */
export type ByKind<Of extends Readonly<Record<Kind, unknown>>> = { readonly [S in keyof typeof SETTINGS]: Of[KindOf<S>] };

/** One value a setting, made by its kind: `{ outboundCalls: of.switch("outboundCalls"), ... }`. */
export function byKind<Of extends Readonly<Record<Kind, unknown>>>(
    of: {
        readonly [K in Kind]: (name: SettingName) => Of[K];
    },
): ByKind<Of> {
    // Made several times for each unit: without lists in between.
    const made: Partial<Record<SettingName, Of[Kind]>> = {};
    for (const name of SETTING_NAMES) made[name] = of[SETTINGS[name].kind](name);
    // The compiler cannot see that the names are all of the table's; this is the one place where it is told.
    return made as ByKind<Of>;
}

/** One value a setting: of one kind for the switches, of one for the periods. */
export const bySetting = <OfSwitch, OfPeriod>(
    ofSwitch: (name: SettingName) => OfSwitch,
    ofPeriod: (name: SettingName) => OfPeriod,
): ByKind<{ switch: OfSwitch; "console period": OfPeriod; "any period": OfPeriod }> =>
    byKind({ switch: ofSwitch, "console period": ofPeriod, "any period": ofPeriod });
