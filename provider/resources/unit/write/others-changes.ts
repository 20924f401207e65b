/** Changes that others made since the unit was recorded: the write that follows replaces them, and says which. */
import type { UpdateRequest } from "../../../definition/resource-definition.js";
import { liveAbove, type RawBody, settingsOfBody } from "../../../gateway/index.js";
import { type ReadableSettings, readable, SETTING_NAMES } from "../../../policy/index.js";
import { looserIn } from "../../privacy/looser-below.js";
import { knownSettings } from "../../privacy/state-settings.js";
import { difference } from "../difference.js";
import type { UnitInputs, UnitKind } from "../kind.js";
import { described } from "../recorded.js";
import { readFields } from "../unit-body.js";

/** @param body as it was before our write */
export async function tellOthersChanges(kind: UnitKind, request: UpdateRequest<UnitInputs>, body: RawBody): Promise<void> {
    const { id, state, log } = request;
    const found = readFields(kind, body, state);
    const fields = kind.fields
        .filter(({ input, same }) => state[input] !== undefined && !same(found[input], state[input]))
        .map(({ input }) => difference(input, state[input], found[input]));
    const changes = [...fields, ...(await otherSettings(kind, request, body))];
    if (changes.length === 0) return;
    const unit = described(kind, id, state);
    const what = `${unit}: changed by someone else since the last run: ${changes.join(", ")}. It is now as declared.`;
    log.each("warning", { code: "CVG315", unit, what, alike: "changed by someone else since the last run, and now as declared" });
}

/** Settings that are neither as recorded nor merely cut by what applies above. */
async function otherSettings(kind: UnitKind, { id, state, gateway }: UpdateRequest<UnitInputs>, body: RawBody): Promise<readonly string[]> {
    const recorded = state.privacy === undefined ? undefined : knownSettings(state.effective);
    if (recorded === undefined) return [];
    const [was, is]: readonly ReadableSettings[] = [readable(recorded), readable(settingsOfBody(body))];
    if (was === undefined || is === undefined) return [];
    const differ = SETTING_NAMES.filter((name) => was[name] !== is[name]);
    if (differ.length === 0) return [];
    const limit = readable((await liveAbove(gateway, kind.level, id)).effective.settings);
    // What only follows a limit that became stricter was changed by nobody.
    const stored = settingsOfBody(body);
    const looser = new Set(looserIn(stored, recorded));
    return differ.filter((name) => looser.has(name) || is[name] !== limit[name]).map((name) => difference(name, was[name], is[name]));
}
