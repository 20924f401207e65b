// One fault for each setting on each side, of many kinds. `from` stands exactly once in the file; with `to` in its place the two sides
// must no longer agree, on that setting and on no other.

const RULES = "provider/policy/rules.ts";
const SETTINGS = "provider/policy/settings.ts";
const SQL = "provider/sandbox/data/setting-rules.ts";

export const FAULTS = [
    {
        setting: "outboundCalls",
        side: "rules",
        what: "on above counts as the limit, not off",
        file: SETTINGS,
        from: "outboundCalls: false,",
        to: "outboundCalls: true,",
    },
    {
        setting: "recordings",
        side: "rules",
        what: "ignored: on is no looser than off",
        file: SETTINGS,
        from: "return value === STRICT[name] ? 0 : 1;",
        to: 'return name === "recordings" || value === STRICT[name] ? 0 : 1;',
    },
    {
        setting: "recordingRetention",
        side: "rules",
        what: "the longer period wins",
        file: SETTINGS,
        from: "if (isPeriod(name)) return Number(value);",
        to: 'if (isPeriod(name)) return name === "recordingRetention" ? -Number(value) : Number(value);',
    },
    {
        setting: "anonymizeNumbers",
        side: "rules",
        what: "what applies is taken from another setting",
        file: RULES,
        from: 'anonymizeNumbers: of("anonymizeNumbers") === true,',
        to: 'anonymizeNumbers: of("recordings") === true,',
    },
    {
        setting: "storeDialogData",
        side: "rules",
        what: "never a violation",
        file: RULES,
        from: "    return SETTING_NAMES.flatMap((setting) => {\n        const value = asked(",
        to: '    return SETTING_NAMES.flatMap((setting) => {\n        if (setting === "storeDialogData") return [];\n        const value = asked(',
    },
    {
        setting: "dialogRetention",
        side: "rules",
        what: "compared in whole minutes",
        file: SETTINGS,
        from: "if (isPeriod(name)) return Number(value);",
        to: 'if (isPeriod(name)) return name === "dialogRetention" ? Math.floor(Number(value) / 60_000) : Number(value);',
    },
    {
        setting: "outboundCalls",
        side: "gateway",
        what: "on anywhere above means on below (MAX for MIN)",
        file: SQL,
        from: '"MIN(level.allowOutboundCalls)"',
        to: '"MAX(level.allowOutboundCalls)"',
    },
    {
        setting: "recordings",
        side: "gateway",
        what: "a looser write is accepted",
        file: SQL,
        from: '"own.allowRecordings > allowed.allowRecordings"',
        to: '"0"',
    },
    {
        setting: "recordingRetention",
        side: "gateway",
        what: "the same period as above is refused (>= for >)",
        file: SQL,
        from: '"own.maxRecordingRetentionTime > allowed.maxRecordingRetentionTime"',
        to: '"own.maxRecordingRetentionTime >= allowed.maxRecordingRetentionTime"',
    },
    {
        setting: "anonymizeNumbers",
        side: "gateway",
        what: "compared the wrong way (> for <)",
        file: SQL,
        from: '"own.anonymizeRemoteNumbers < allowed.anonymizeRemoteNumbers"',
        to: '"own.anonymizeRemoteNumbers > allowed.anonymizeRemoteNumbers"',
    },
    {
        setting: "storeDialogData",
        side: "gateway",
        what: "compared with another setting of the level above",
        file: SQL,
        from: '"own.storeDialogData > allowed.storeDialogData"',
        to: '"own.storeDialogData > allowed.allowRecordings"',
    },
    {
        setting: "dialogRetention",
        side: "gateway",
        what: "cut to whole minutes",
        file: SQL,
        from: '"MIN(level.maxDialogRetentionTime)"',
        to: '"MIN(level.maxDialogRetentionTime / 60000 * 60000)"',
    },
];
