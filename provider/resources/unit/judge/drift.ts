/** Without a refresh a preview trusts the state. What the tree shows otherwise is told; only a refresh changes the state. */
import type { PlanRequest } from "../../../definition/resource-definition.js";
import { CvgError, coded } from "../../../errors/index.js";
import type { UnitKind } from "../kind.js";
import { described, text } from "../recorded.js";

const REFRESH = "`pulumi up --refresh` looks at it, and makes it as declared.";

export async function tellDrift(kind: UnitKind, { id, state, gateway, log, phase }: PlanRequest): Promise<void> {
    const name = described(kind, id, state);
    const other = phase.held.takenBy(id);
    if (other !== undefined)
        throw new CvgError(
            "CVG309",
            `${name} belongs to a resource of this stack already, and ${other} is to take it over.`,
            `A unit belongs to one resource: take one of the two out of the program, or make another with ifExists: "create".`,
        );
    const unit = (await gateway.tree()).find(id);
    const tell = (what: string): void => log.warn(coded("CVG311", `${name} ${what}, behind this stack's back.`, REFRESH));
    if (unit === undefined) {
        if (state.active !== false) log.warn(coded("CVG311", `${name} is no longer at the gateway.`, "`pulumi refresh` says more."));
        return;
    }
    if (unit.made) return;
    if (unit.inactive && state.active === true) tell("was made inactive");
    if (!unit.inactive && !unit.returned && state.active === false) tell("was made active");
    const recorded = text(state.name)?.trim();
    if (recorded !== undefined && unit.name.trim() !== recorded) tell(`was renamed to "${unit.name}"`);
    const parent = kind.parent === undefined ? undefined : state[kind.parent.input];
    if (parent !== undefined && unit.above !== undefined && unit.above.token !== parent)
        tell(`was moved to ${unit.above.level} "${unit.above.name}" (${unit.above.token})`);
}

/** A unit that was recorded as inactive is gone, as planned: no refresh is needed to know. */
export function tellPurged(kind: UnitKind, { id, state, log }: PlanRequest): void {
    const what = `${described(kind, id, state)} was inactive and has been purged, as planned for ${text(state.purgeAt)}.`;
    log.warn(coded("CVG319", what, "A new one is made, with nothing of the old one's data."));
}
