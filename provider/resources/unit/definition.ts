/** The definition of a unit's resource, from its kind. What is recorded is taken apart here, once. */
import type { Draft, ResourceDefinition } from "../../definition/resource-definition.js";
import { checkUnit } from "./judge/check-unit.js";
import { planUnit } from "./judge/plan-unit.js";
import { readUnit } from "./judge/read-unit.js";
import type { UnitKind } from "./kind.js";
import { flatState, stateOf, type UnitInputs, unitInputs } from "./unit-state.js";
import { createUnit } from "./write/create-unit.js";
import { deleteUnit } from "./write/make-inactive.js";
import { updateUnit } from "./write/update-unit.js";

export function unitDefinition(kind: UnitKind): ResourceDefinition<UnitInputs> {
    const parsed = <Request extends { readonly state: Draft }>(request: Request) => ({ ...request, state: stateOf(kind, request.state) });
    return {
        type: kind.type,
        accepts: kind.accepts,
        inputs: unitInputs(kind),
        secrets: kind.secrets,
        migrations: [],
        check: (request) => checkUnit(kind, request),
        plan: (request) => planUnit(kind, parsed(request)),
        create: async (request) => {
            const { id, state } = await createUnit(kind, request);
            return { id, state: flatState(kind, state) };
        },
        // Without a state: a user reads a unit that is not managed.
        read: (request) =>
            readUnit(kind, { ...request, state: Object.keys(request.state).length === 0 ? undefined : stateOf(kind, request.state) }),
        update: async (request) => flatState(kind, await updateUnit(kind, parsed(request))),
        delete: (request) => deleteUnit(kind, parsed(request)),
    };
}
