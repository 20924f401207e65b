/** The definition of a unit's resource, from its kind. */
import type { ResourceDefinition } from "../../definition/resource-definition.js";
import { checkUnit } from "./judge/check-unit.js";
import { planUnit } from "./judge/plan-unit.js";
import { readUnit } from "./judge/read-unit.js";
import type { UnitInputs, UnitKind } from "./kind.js";
import { CheckedUnit } from "./kind.js";
import { createUnit } from "./write/create-unit.js";
import { deleteUnit } from "./write/make-inactive.js";
import { updateUnit } from "./write/update-unit.js";

export function unitDefinition(kind: UnitKind): ResourceDefinition<UnitInputs> {
    return {
        type: kind.type,
        accepts: kind.accepts,
        inputs: CheckedUnit,
        secrets: kind.secrets,
        migrations: [],
        check: (request) => checkUnit(kind, request),
        plan: (request) => planUnit(kind, request),
        create: (request) => createUnit(kind, request),
        read: (request) => readUnit(kind, request),
        update: (request) => updateUnit(kind, request),
        delete: (request) => deleteUnit(kind, request),
    };
}
