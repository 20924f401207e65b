export { type Clock, systemClock } from "./clock.js";
export { type Access, type Configuration, environmentVariable, IF_EXISTS, type IfExists, parseConfiguration } from "./configuration.js";
export { type ConnectOptions, connect } from "./connect.js";
export * from "./contract.js";
export { GatewayError, isRefusedWith, type Refusal } from "./errors.js";
export type { Change, Gateway, TreeUnit, UnitTree } from "./gateway.js";
export { isObject, plain, sameJson } from "./json.js";
export { liveAbove, liveAt } from "./live.js";
export { settingsFromWire, settingsOfBody, settingsToWire, WIRE_NAME } from "./settings.js";
