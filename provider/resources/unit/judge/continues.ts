/**
 * Whether a unit that is there is what a create of these inputs would have sent: the mark of a run that was interrupted. Such a unit can be
 * taken over without a change; one that differs is somebody else's, or was changed since.
 */
import { type CheckRequest, type Draft, UNKNOWN } from "../../../definition/resource-definition.js";
import { liveAt, plain, type RawBody, says, type TreeUnit } from "../../../gateway/index.js";
import { knownSettings } from "../../privacy/state-settings.js";
import type { UnitKind } from "../kind.js";
import { birthBody } from "../unit-body.js";
import { unitInputs } from "../unit-state.js";

const SETTINGS = "commonConfiguration";

const holdsUnknown = (value: unknown): boolean =>
    value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));

const isEmpty = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** Names of what differs from what would be sent. What is not known yet is compared when it is. @param body of the unit as it is */
export async function differsFromBirth(
    kind: UnitKind,
    { gateway }: Pick<CheckRequest, "gateway">,
    { unit, inputs, body }: { readonly unit: TreeUnit; readonly inputs: Draft; readonly body: RawBody },
): Promise<readonly string[]> {
    const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !holdsUnknown(value)));
    const above = unit.above ?? { level: "reseller" as const, token: gateway.reseller };
    const live = (await liveAt(gateway, above.level, above.token)).effective.settings;
    const settings = inputs.privacy === undefined ? kind.born(live) : knownSettings(inputs.effective);
    const sent = birthBody(kind, {
        inputs: unitInputs(kind).parse(known),
        settings: settings ?? live,
        defaults: await gateway.defaults(),
    });
    const waits = (wire: string): boolean =>
        (wire === SETTINGS && settings === undefined) ||
        kind.fields.some(({ input, wire: own }) => own === wire && inputs[input] !== undefined && known[input] === undefined);
    const otherwise = Object.keys(sent).filter((wire) => !waits(wire) && !says(body[wire], sent[wire], wire));
    const besides = kind.fields.map(({ wire }) => wire).filter((wire) => !(wire in sent) && !waits(wire) && !isEmpty(plain(body[wire])));
    const state = inputs.active === true && unit.inactive ? ["active"] : [];
    const named = (wire: string): string =>
        kind.fields.find((field) => field.wire === wire)?.input ?? (wire === SETTINGS ? "privacy" : wire);
    return [...new Set([...otherwise, ...besides].map(named)), ...state];
}
