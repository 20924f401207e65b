/** The privacy settings as the wire names them, and their rules put together into pieces of SQL. */
import { z } from "zod";
import { SETTINGS } from "./setting-rules.js";

export type SettingName = keyof typeof SETTINGS;

/** The six settings under their wire names; periods in milliseconds. */
export interface Settings {
    readonly allowOutboundCalls: boolean;
    readonly allowRecordings: boolean;
    readonly maxRecordingRetentionTime: number;
    readonly anonymizeRemoteNumbers: boolean;
    readonly storeDialogData: boolean;
    readonly maxDialogRetentionTime: number;
}

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Where a setting stands in a stored body, as SQLite's JSON path and as the contract's field reference. */
export const jsonPath = (name: SettingName): string => `'$.commonConfiguration.${name}'`;
export const fieldReference = (name: SettingName): string => `commonConfiguration.${name}`;

/** SQLite has no booleans: what a column of a setting becomes when it is written back into JSON. */
export const asJson = (name: SettingName, column: string): string =>
    SETTINGS[name].kind === "switch" ? `json(iif(${column}, 'true', 'false'))` : column;

/** All settings as columns, read out of the stored body: the body is the only place that holds them. */
export const storedColumns = SETTING_NAMES.map(
    (name) => `${name} INTEGER NOT NULL GENERATED ALWAYS AS (body ->> ${jsonPath(name)}) STORED`,
).join(",\n    ");
export const effectiveColumns = SETTING_NAMES.map((name) => `${SETTINGS[name].effective} AS ${name}`).join(",\n    ");

/** One row of 0 and 1: which settings are looser in any of the rows `own` than in its `allowed`. */
export const looserColumns = SETTING_NAMES.map((name) => `MAX(${SETTINGS[name].looser}) AS ${name}`).join(", ");
export const columnsOf = (row: string): string => SETTING_NAMES.map((name) => `${row}.${name} AS ${name}`).join(", ");

const flag = z.int().transform((value) => value === 1);

/** A row with all six columns. */
export const SettingsRow = z.object({
    allowOutboundCalls: flag,
    allowRecordings: flag,
    maxRecordingRetentionTime: z.int(),
    anonymizeRemoteNumbers: flag,
    storeDialogData: flag,
    maxDialogRetentionTime: z.int(),
});

const mark = z
    .int()
    .nullable()
    .transform((value) => value === 1);

/** A row of `looserColumns`; without rows to compare, nothing is looser. */
export const MarksRow = z
    .object({
        allowOutboundCalls: mark,
        allowRecordings: mark,
        maxRecordingRetentionTime: mark,
        anonymizeRemoteNumbers: mark,
        storeDialogData: mark,
        maxDialogRetentionTime: mark,
    })
    .transform((marks): readonly SettingName[] => SETTING_NAMES.filter((name) => marks[name]));

export const sameSettings = (one: Settings, other: Settings): boolean => SETTING_NAMES.every((name) => one[name] === other[name]);

/** Only the six, in the order of the contract: a stored block may hold fields that we do not know. */
export const onlySettings = (from: Settings): Settings => ({
    allowOutboundCalls: from.allowOutboundCalls,
    allowRecordings: from.allowRecordings,
    maxRecordingRetentionTime: from.maxRecordingRetentionTime,
    anonymizeRemoteNumbers: from.anonymizeRemoteNumbers,
    storeDialogData: from.storeDialogData,
    maxDialogRetentionTime: from.maxDialogRetentionTime,
});
