/** What runs in the user's program. */
export { type Passage, passGate, quiet } from "./gate.js";
export { settled } from "./links.js";
export { getReseller, type ResellerFound } from "./lookup.js";
export { type Declared, declaredLater, type PolicyNode, type Ref, type UnitNode } from "./node.js";
export { type AnyUnit, NOT_TOLD, refOf, registerUnit, unitToken } from "./units.js";
