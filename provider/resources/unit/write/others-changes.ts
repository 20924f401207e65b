/** Changes that others made since the unit was recorded: the write that follows replaces them, and says which. */
import { isIgnored, type UpdateRequest } from "../../../definition/resource-definition.js";
import { CATALOGUE, unitText } from "../../../errors/index.js";
import { liveAbove, type RawBody, settingsOfBody } from "../../../gateway/index.js";
import { type ReadableSettings, readable, SETTING_NAMES } from "../../../policy/index.js";
import { looserIn } from "../../privacy/looser-below.js";
import { knownSettings } from "../../privacy/state-settings.js";
import { difference } from "../difference.js";
import type { UnitKind } from "../kind.js";
import { otherwise } from "../unit-body.js";
import type { OfUnit, UnitInputs } from "../unit-state.js";
import { withLive } from "../with-live.js";

/** @param body as it was before our write */
export async function tellOthersChanges(kind: UnitKind, request: OfUnit<UpdateRequest<UnitInputs>>, body: RawBody): Promise<void> {
    const { id, state, log } = request;
    const live = { kind, body, ignored: request.ignored, returns: false };
    const known = { own: withLive(live, state.own, state.own), whileInactive: state.standing !== "active" };
    const fields = otherwise(kind, body, known).map(([field, was, is]) => difference(field, was, is));
    const changes = [...fields, ...(await otherSettings(kind, request, body))];
    if (changes.length === 0) return;
    const unit = unitText({ level: kind.level, token: id, name: state.name });
    log.each("warning", { unit, ...CATALOGUE.CVG315.says.replaced({ unit, changes }) });
}

/** Settings that are neither as recorded nor merely cut by what applies above. */
async function otherSettings(
    kind: UnitKind,
    { id, state, ignored, gateway }: OfUnit<UpdateRequest<UnitInputs>>,
    body: RawBody,
): Promise<readonly string[]> {
    const recorded = state.privacy === undefined ? undefined : knownSettings(state.effective);
    if (recorded === undefined) return [];
    const [was, is]: readonly ReadableSettings[] = [readable(recorded), readable(settingsOfBody(body))];
    if (was === undefined || is === undefined) return [];
    const differ = SETTING_NAMES.filter((name) => was[name] !== is[name] && !isIgnored(ignored, "privacy", name));
    if (differ.length === 0) return [];
    const limit = readable((await liveAbove(gateway, kind.level, id)).effective.settings);
    // What only follows a limit that became stricter was changed by nobody.
    const stored = settingsOfBody(body);
    const looser = new Set(looserIn(stored, recorded));
    return differ.filter((name) => looser.has(name) || is[name] !== limit[name]).map((name) => difference(name, was[name], is[name]));
}
