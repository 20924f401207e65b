/** Makes units inactive: one that is taken out of the program, or a whole tree that is declared inactive. */
import type { DeleteRequest, Request } from "../../../definition/resource-definition.js";
import { CATALOGUE, printed, unitText } from "../../../errors/index.js";
import { plannedPurge, type UnitLevel } from "../../../gateway/index.js";
import { activeBelow, othersBelow, undeclaredBelow } from "../judge/others-below.js";
import type { UnitKind } from "../kind.js";
import { isForgotten, isPurged, notThere, sameReseller } from "../recorded.js";
import { type OfUnit, platformNumbers } from "../unit-state.js";

async function deactivate({ gateway, phase }: Request, level: UnitLevel, token: string, name: string): Promise<void> {
    await gateway.deactivate(level, token);
    phase.inactivated.set(token, name);
}

/** Everything below first, leaves first. Only what the program declares: `key` is where it told of that. */
export async function deactivateTree(request: Request, kind: UnitKind, id: string, name: string, key: string): Promise<void> {
    const { gateway, phase } = request;
    const top = (await gateway.tree()).find(id);
    if (top !== undefined) {
        const others = undeclaredBelow(top, phase.declared.below(key), phase);
        if (others.length > 0) throw othersBelow(name, others, phase);
        for (const unit of activeBelow(top)) await deactivate(request, unit.level, unit.token, unitText(unit));
    }
    // A level above may have done it in this run already.
    if (!(phase.inactivated.has(id) && top?.inactive === true)) await deactivate(request, kind.level, id, name);
}

export async function deleteUnit(kind: UnitKind, request: OfUnit<DeleteRequest>): Promise<void> {
    const { id, state, gateway, log, phase } = request;
    sameReseller(gateway, { level: kind.level, token: id, reseller: state.reseller });
    const name = unitText({ level: kind.level, token: id, name: state.name });
    if (state.standing === "purged") return;
    if (phase.held.has(id)) {
        log.warn(printed(CATALOGUE.CVG316.says.held({ unit: name, holder: phase.held.takenBy(id) })));
        return;
    }
    const unit = (await gateway.tree()).find(id);
    if (state.standing === "inactive" || unit === undefined || unit.inactive) {
        const body = await gateway.read(kind.level, id);
        if (body === undefined) {
            if ((await isPurged(gateway, id, state)) || (await isForgotten(request, id))) return;
            throw notThere(kind, id, state);
        }
        if (body.inactive === true) {
            log.info(printed(CATALOGUE.CVG327.says.already({ unit: name })));
            return;
        }
    }
    const others = activeBelow(unit);
    if (others.length > 0) throw othersBelow(name, others, phase);
    await deactivate(request, kind.level, id, name);
    const until = await plannedPurge(gateway);
    log.info(printed(CATALOGUE.CVG327.says.now({ unit: name, until, numbers: platformNumbers(state.own) })));
}
