/** What `ignoreChanges` names of a unit's own fields, as the gateway has it. */

import { mergedSets, withLiveParts } from "../../definition/ignored.js";
import { type Ignored, ignoredIn, isIgnored } from "../../definition/resource-definition.js";
import { plain, type RawBody } from "../../gateway/index.js";
import type { Field, UnitKind } from "./kind.js";
import type { OwnFields } from "./unit-state.js";

interface Live {
    readonly kind: UnitKind;
    readonly body: RawBody;
    readonly ignored: Ignored | undefined;
    /** Whether the unit was inactive until now: what the gateway took away from it then, nobody else changed. */
    readonly returns: boolean;
}

/**
 * Fields with everything that is ignored as it is in the body. A field that is ignored as a whole is left out: then it is neither written nor
 * taken for a line that was removed. A secret that is ignored and hidden is what the read shows: it is not known here.
 */
export function withLive({ kind, body, ignored, returns }: Live, own: OwnFields, recorded: OwnFields): OwnFields {
    if (ignored === undefined) return own;
    const next = new Map(own);
    for (const field of kind.fields) {
        const { input } = field;
        if (!own.has(input) || (returns && field.emptyWhileInactive === true)) continue;
        if (isIgnored(ignored, input)) next.delete(input);
        else {
            const parts = ignoredIn(ignored, input);
            if (parts.length > 0) next.set(input, partly(field, body, { declared: own.get(input), recorded: recorded.get(input), parts }));
        }
    }
    return next;
}

interface Values {
    readonly declared: unknown;
    readonly recorded: unknown;
    readonly parts: Ignored;
}

function partly(field: Field, body: RawBody, { declared, recorded, parts }: Values): unknown {
    const raw = plain(body[field.wire]);
    const live = field.read(raw, raw);
    if (field.isSet === true && Array.isArray(declared) && Array.isArray(live))
        return mergedSets(declared, live, Array.isArray(recorded) ? recorded : []);
    return withLiveParts(declared, live, parts);
}
