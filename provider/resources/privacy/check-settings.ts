/** One check of settings, for units with inline `privacy` and for PrivacyPolicies: what is refused, and what will apply. */
import { type Draft, UNKNOWN } from "../../definition/resource-definition.js";
import { CATALOGUE, type Refusal } from "../../errors/index.js";
import {
    explain,
    groupDeciders,
    type Owner,
    parsePeriod,
    type Resolved,
    readable,
    readOwn,
    refused,
    resolve,
    SETTING_NAMES,
} from "../../policy/index.js";
import type { Above } from "./what-applies-above.js";

/** What check makes of settings: as written, as they apply, and who decides them. */
export interface CheckedSettings {
    readonly written: Draft;
    readonly effective: Draft;
    readonly decidedBy: Draft;
}

export const ownOf = (written: Draft) => readOwn(written, (value) => value === UNKNOWN);

/** Keeps the spelling of the last run where the length is the same: "14 days" and "2 weeks" are no change. */
function keepSpelling(now: unknown, before: unknown): unknown {
    if (typeof now !== "string" || typeof before !== "string") return now;
    const length = parsePeriod(now);
    return length !== undefined && length === parsePeriod(before) ? before : now;
}

/** Every setting that the level above forbids, in words. */
function refusals(owner: Owner, written: Draft, above: Above): readonly Refusal[] {
    return refused(ownOf(written), above).map((violation) => {
        const { what, remedy } = explain(violation, above.name, above.scope);
        return CATALOGUE.CVG101.says.looser({ by: owner.by, what, remedy });
    });
}

/** Effective settings as state and previews hold them. */
export function resolvedOutputs({ effective, unknown }: Resolved): { readonly effective: Draft; readonly decidedBy: Draft } {
    const values = readable(effective.settings);
    const known = SETTING_NAMES.filter((name) => !unknown.has(name));
    return {
        effective: Object.fromEntries(SETTING_NAMES.map((name) => [name, unknown.has(name) ? UNKNOWN : values[name]])),
        decidedBy: groupDeciders(Object.fromEntries(known.map((name) => [name, effective.decidedBy[name]]))),
    };
}

/**
 * Settings as they are stored: as written, and "inherit" for one that is not written but stands in the last run's, because it was taken out
 * of the program or has drifted. So a preview names it on both sides, and what never was written takes no room.
 */
function toStore(written: Draft, before: Draft): Draft {
    const names = SETTING_NAMES.filter((name) => written[name] !== undefined || before[name] !== undefined);
    return Object.fromEntries(names.map((name) => [name, keepSpelling(written[name] ?? "inherit", before[name])]));
}

/** Checks the settings of a unit below the reseller against what applies above it. `before`: as they were stored in the last run. */
export function checkSettings(owner: Owner, written: Draft, before: Draft | undefined, above: Above): CheckedSettings | readonly Refusal[] {
    const failures = refusals(owner, written, above);
    if (failures.length > 0) return failures;
    return { written: toStore(written, before ?? {}), ...resolvedOutputs(resolve(ownOf(written), above, owner)) };
}
