/** Without a refresh a preview trusts the state. What the tree shows otherwise is told; only a refresh changes the state. */
import type { PlanRequest } from "../../../definition/resource-definition.js";
import { CATALOGUE, CvgError, printed, unitText } from "../../../errors/index.js";
import { sameName, type TreeUnit } from "../../../gateway/index.js";
import type { UnitKind } from "../kind.js";
import type { OfUnit } from "../unit-state.js";

export async function tellDrift(kind: UnitKind, { id, state, gateway, log, phase }: OfUnit<PlanRequest>): Promise<void> {
    const name = unitText({ level: kind.level, token: id, name: state.name });
    const other = phase.held.takenBy(id);
    if (other !== undefined) throw CvgError.of(CATALOGUE.CVG309.says.belongs({ unit: name, other }));
    const unit = (await gateway.tree()).find(id);
    const { says } = CATALOGUE.CVG311;
    const tell = (topic: string, said: ReturnType<(typeof says)["madeInactive"]>): void =>
        log.each("warning", { topic, unit: name, ...said });
    if (unit === undefined) {
        if (state.standing === "active") log.each("warning", { topic: "gone", unit: name, ...says.gone({ unit: name }) });
        return;
    }
    if (unit.made) return;
    // A unit below one that this run has made inactive went with it.
    const isOurs = (each: TreeUnit | undefined): boolean => each !== undefined && (phase.inactivated.has(each.token) || isOurs(each.above));
    if (unit.inactive && state.standing === "active" && !isOurs(unit)) tell("was made inactive", says.madeInactive({ unit: name }));
    if (!unit.inactive && !unit.returned && state.standing !== "active") tell("was made active", says.madeActive({ unit: name }));
    if (state.name !== undefined && !sameName(unit.name, state.name)) tell("was renamed", says.renamed({ unit: name, name: unit.name }));
    if (state.parent !== undefined && unit.above !== undefined && unit.above.token !== state.parent)
        tell("was moved", says.moved({ unit: name, above: unitText(unit.above) }));
}

/** A unit that was recorded as inactive is gone, as planned: no refresh is needed to know. */
export function tellPurged(kind: UnitKind, { id, state, log }: OfUnit<PlanRequest>): void {
    const purgeAt = state.standing === "active" ? undefined : state.purgeAt;
    log.warn(printed(CATALOGUE.CVG319.says.madeAnew({ unit: unitText({ level: kind.level, token: id, name: state.name }), purgeAt })));
}
