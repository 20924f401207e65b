/** What runs in the user's program. */

export { explainDeletes, explained } from "./explain-deletes.js";
export { type Passage, passGate, quiet } from "./gate.js";
export { ignoredSettings } from "./ignored.js";
export { activeOrDefault, ifExistsOrDefault } from "./life.js";
export { settled } from "./links.js";
export { getAccount, getCustomer, getProject, getReseller, type ResellerFound, type UnitFound } from "./lookup.js";
export { type Declared, declaredLater, type PolicyNode, type Ref, type UnitNode } from "./node.js";
export { type AnyUnit, NOT_TOLD, refOf, registerNode, unitToken } from "./units.js";
