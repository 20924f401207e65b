/** What applied at a unit before this run: with what others changed meanwhile, where the unit is going to be written anyway. */
import { isDeepStrictEqual } from "node:util";
import { type CheckRequest, type Draft, isIgnored } from "../../../definition/resource-definition.js";
import { liveAt, type TreeUnit } from "../../../gateway/index.js";
import { readable, SETTING_NAMES } from "../../../policy/index.js";
import { appliedBefore } from "../../privacy/changed-by-others.js";
import type { UnitKind } from "../kind.js";

/** Of what stands in inputs, this is no reason for a write. */
const NOT_WRITTEN = ["decidedBy", "existing"];
const written = (draft: Draft): Draft =>
    Object.fromEntries(Object.entries(draft).filter(([key, value]) => value !== undefined && !NOT_WRITTEN.includes(key)));

interface Checked {
    /** The unit that is there, where it is known. */
    readonly unit: TreeUnit | undefined;
    /** Inputs as check leaves them, settings included. */
    readonly inputs: Draft;
}

/**
 * A write replaces what others changed, so in a preview the settings of a unit that will be written are looked at. Of all others a refresh is
 * what looks; so many reads no preview should cost. The write itself reads the unit just before, and says what it replaces.
 */
export async function appliedAt(kind: UnitKind, request: CheckRequest, { unit, inputs }: Checked): Promise<unknown> {
    const { before, told, gateway, phase } = request;
    const there = unit === undefined || unit.made ? undefined : unit;
    // Settings that were not managed before: what applied is what is live.
    if (before?.effective === undefined)
        return there === undefined ? undefined : readable((await liveAt(gateway, there.level, there.token)).effective.settings);
    if (there === undefined || there.inactive || inputs.active !== true || before.active !== true) return before.effective;
    const { token, name } = there;
    const isToShow = told.writes !== true && !isDeepStrictEqual(written(before), written(inputs));
    if (isToShow && gateway.known(token) === undefined && phase.mayLook()) await gateway.settings(kind.level, token);
    const ignored = SETTING_NAMES.filter((setting) => isIgnored(told.ignored, "privacy", setting));
    const settings = SETTING_NAMES.filter((setting) => !ignored.includes(setting));
    return await appliedBefore(request, { level: kind.level, token, name, settings, ignored, recorded: before.effective });
}
