/** The embedded gateway: the HTTP contract in one process, for tests, for trying out and for learning what settings do. */
import "../package/needs-node.js";
import "./needs-libraries.js";

export { BEHAVIOUR, type Behaviour, DEFAULT_BEHAVIOUR } from "./behaviour.js";
export type { Change, Write } from "./data/history.js";
export type { Settings } from "./data/settings.js";
export type { LoggedRequest } from "./http/request-log.js";
export { DOCUMENTED, OPEN_QUESTIONS, type OpenQuestion, type Standing } from "./open-questions.js";
export { type Sandbox, type SandboxOptions, startSandbox } from "./start.js";
export { parseSeed, type Seed } from "./units/seed.js";
