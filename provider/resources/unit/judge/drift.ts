/** Without a refresh a preview trusts the state. What the tree shows otherwise is told; only a refresh changes the state. */
import type { PlanRequest } from "../../../definition/resource-definition.js";
import { CvgError, coded, unitText } from "../../../errors/index.js";
import { sameName } from "../../../gateway/index.js";
import type { UnitKind } from "../kind.js";
import type { OfUnit } from "../unit-state.js";

const REFRESH = "`pulumi up --refresh` looks at it, and makes it as declared.";

export async function tellDrift(kind: UnitKind, { id, state, gateway, log, phase }: OfUnit<PlanRequest>): Promise<void> {
    const name = unitText({ level: kind.level, token: id, name: state.name });
    const other = phase.held.takenBy(id);
    if (other !== undefined)
        throw new CvgError(
            "CVG309",
            `${name} belongs to a resource of this stack already, and ${other} is to take it over.`,
            `A unit belongs to one resource: take one of the two out of the program, or make another with ifExists: "create".`,
        );
    const unit = (await gateway.tree()).find(id);
    const tell = (what: string, alike = what): void =>
        log.each("warning", {
            code: "CVG311",
            topic: alike,
            unit: name,
            what: `${name} ${what}, behind this stack's back.`,
            alike: `each ${alike}, behind this stack's back`,
            remedy: REFRESH,
        });
    if (unit === undefined) {
        const gone = { code: "CVG311", topic: "gone", unit: name, remedy: "`pulumi refresh` says more." } as const;
        if (state.standing === "active")
            log.each("warning", { ...gone, what: `${name} is no longer at the gateway.`, alike: "no longer at the gateway" });
        return;
    }
    if (unit.made) return;
    if (unit.inactive && state.standing === "active") tell("was made inactive");
    if (!unit.inactive && !unit.returned && state.standing !== "active") tell("was made active");
    if (state.name !== undefined && !sameName(unit.name, state.name)) tell(`was renamed to "${unit.name}"`, "was renamed");
    if (state.parent !== undefined && unit.above !== undefined && unit.above.token !== state.parent)
        tell(`was moved to ${unitText(unit.above)}`, "was moved");
}

/** A unit that was recorded as inactive is gone, as planned: no refresh is needed to know. */
export function tellPurged(kind: UnitKind, { id, state, log }: OfUnit<PlanRequest>): void {
    const planned = state.standing === "active" ? undefined : state.purgeAt;
    const what = `${unitText({ level: kind.level, token: id, name: state.name })} was inactive and has been purged, as planned for ${planned}.`;
    log.warn(coded("CVG319", what, "A new one is made, with a token of its own and nothing of the old one's data."));
}
