/**
 * How each privacy setting limits the levels below, in SQL: one entry a setting, each complete in itself.
 *
 * `effective` is an aggregate over `level`: the stored settings of a unit and of all units above it.
 * `looser` compares two rows, `own` and `allowed`: true where own lets more through.
 *
 * These rules are written a second time, in TypeScript, in the provider's policy folder, by other hands. Nothing here may call that or
 * be derived from it: the two are held against each other by a test, and a fault in either must make it fail.
 */
export const SETTINGS = {
    // AND: off above means off below.
    allowOutboundCalls: {
        kind: "switch",
        effective: "MIN(level.allowOutboundCalls)",
        looser: "own.allowOutboundCalls > allowed.allowOutboundCalls",
    },
    // AND. Source: manual, "Deaktivierung der Gesprächsaufzeichnung".
    allowRecordings: {
        kind: "switch",
        effective: "MIN(level.allowRecordings)",
        looser: "own.allowRecordings > allowed.allowRecordings",
    },
    // The shortest wins. Source: manual, "Hierarchischer Aufbau".
    maxRecordingRetentionTime: {
        kind: "period",
        effective: "MIN(level.maxRecordingRetentionTime)",
        looser: "own.maxRecordingRetentionTime > allowed.maxRecordingRetentionTime",
    },
    // OR: on above means on below, and it cannot be switched off there. Source: manual, "Datenschutz-Optionen einrichten".
    anonymizeRemoteNumbers: {
        kind: "switch",
        effective: "MAX(level.anonymizeRemoteNumbers)",
        looser: "own.anonymizeRemoteNumbers < allowed.anonymizeRemoteNumbers",
    },
    // AND.
    storeDialogData: {
        kind: "switch",
        effective: "MIN(level.storeDialogData)",
        looser: "own.storeDialogData > allowed.storeDialogData",
    },
    // The shortest wins. Source: manual, "Hierarchischer Aufbau".
    maxDialogRetentionTime: {
        kind: "period",
        effective: "MIN(level.maxDialogRetentionTime)",
        looser: "own.maxDialogRetentionTime > allowed.maxDialogRetentionTime",
    },
} as const satisfies Readonly<Record<string, { kind: "switch" | "period"; effective: string; looser: string }>>;
