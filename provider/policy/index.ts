/** Privacy settings, periods and rules. Pure: no I/O, no Pulumi. */
export { type Applied, appliesAt, type ChainLink } from "./chain.js";
export { type Consequence, consequences } from "./consequences.js";
export { type DecidersBySource, groupDeciders, readDeciders } from "./deciders.js";
export { describeDecider, type Explanation, explain, offered, variableOf } from "./explain.js";
export { LEVELS, type Level } from "./level.js";
export {
    LOOSEST,
    type Own,
    type ReadableSettings,
    type Resolved,
    readable,
    readOwn,
    refused,
    resolve,
    resolveAtTop,
    unknownLevel,
} from "./partial.js";
export { formatPeriod, isChoosable, NAMED_PERIODS, type NamedPeriod, offeredPeriods, parsePeriod, type WholePeriod } from "./period.js";
export {
    type Comparison,
    compare,
    type Direction,
    eachSetting,
    effective,
    effectiveAtTop,
    settingsOf,
    type Violation,
    violations,
} from "./rules.js";
export {
    type Decider,
    deciderOf,
    type Effective,
    looseness,
    type Owner,
    type OwnPeriod,
    type OwnSettings,
    type OwnSwitch,
    type Settings,
    strictest,
} from "./settings.js";
export {
    type ByKind,
    byKind,
    bySetting,
    isPeriod,
    type Kind,
    type KindOf,
    type PeriodName,
    SETTING_NAMES,
    SETTINGS,
    type SettingName,
    type SwitchName,
} from "./table.js";
