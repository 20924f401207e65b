/** The embedded gateway: the HTTP contract in one process, for tests, for trying out and for learning what settings do. */
export { BEHAVIOUR, type Behaviour, DEFAULT_BEHAVIOUR } from "./behaviour.js";
export type { Change, Write } from "./history.js";
export { DOCUMENTED, OPEN_QUESTIONS, type OpenQuestion, type Standing } from "./open-questions.js";
export type { LoggedRequest } from "./requests.js";
export { parseSeed, type Seed } from "./seed.js";
export type { Settings } from "./settings.js";
export { type Sandbox, type SandboxOptions, startSandbox } from "./start.js";
