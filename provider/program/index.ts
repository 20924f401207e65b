/** What runs in the user's program. */

export type { ResellerFound, UnitFound } from "../gateway/index.js";
export { demandArguments, demandFields, demandList, demandParts, demandToken } from "./arguments.js";
export { explainDeletes, explained } from "./explain-deletes.js";
export { type Passage, passGate, quiet } from "./gate/gate.js";
export { getAccount, getCustomer, getProject, getReseller } from "./lookup.js";
export { type Registration, watched } from "./picture/as-registered.js";
export { settled } from "./picture/declarations.js";
export { activeOrDefault, ifExistsOrDefault } from "./picture/family.js";
export { identityOf } from "./picture/identity.js";
export { ignoredSettings, mustNotIgnoreEverything } from "./picture/ignored-settings.js";
export { secretOnes } from "./picture/later-values.js";
export { Needs } from "./picture/needs.js";
export { type Declared, declaredLater, type PolicyNode, type Ref, type Shown, type UnitNode } from "./picture/node.js";
export { named, presetsOf } from "./picture/preset.js";
export { type AnyUnit, NOT_TOLD, refOf, registerNode, unitToken } from "./picture/references.js";
export { withoutStack } from "./plain-error.js";
export { withoutPromiseStacks } from "./without-promise-stacks.js";
