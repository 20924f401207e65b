/** What runs in the user's program. */
export { connection } from "./connection.js";
export { type Passage, passGate, quiet } from "./gate.js";
export type { Declared, PolicyNode, Ref, UnitNode } from "./node.js";
export { type AnyUnit, NOT_TOLD, refOf, registerUnit, unitToken } from "./units.js";
