export {
    type Access,
    CONFIGURATION_KEYS,
    type Configuration,
    environmentVariable,
    IF_EXISTS,
    type IfExists,
    parseConfiguration,
} from "./configuration.js";
export { type ConnectOptions, connect } from "./connect.js";
export type { Change, ChangeOptions, CreateOptions, Gateway, TreeUnit, UnitTree } from "./gateway.js";
export { customerOf, liveAbove, liveAt } from "./live-settings.js";
export { findReseller, findUnit, type ResellerFound, type Sought, type UnitFound } from "./look-up/find.js";
export { says } from "./lost-creates.js";
export { markingOfPurge, plannedPurge, purgeAt, purgeOfMarking } from "./purge.js";
export { openLog, type RunLog } from "./run-log.js";
export { budgetPlace } from "./transport/budget/postgres-ledger.js";
export { type Clock, systemClock } from "./transport/clock.js";
export { GatewayError, isRefusedWith } from "./transport/gateway-error.js";
export type { Refusal } from "./transport/refusal.js";
export { operation, resultOf, type Watch } from "./transport/watch.js";
export { hiddenSecrets, isMask } from "./wire/bot-secrets.js";
export * from "./wire/contract.js";
export { isObject, plain, sameJson } from "./wire/json.js";
export { invisibleIn, MAX_NAME_LENGTH, nameKey, nameLength, sameName } from "./wire/names.js";
export { settingsFromWire, settingsOfBody, settingsToWire } from "./wire/settings.js";
