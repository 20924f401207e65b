/** What a resource's `ignoreChanges` names. Only the engine can apply that, so such settings are not judged here; the provider is told. */
import { SETTING_NAMES, type SettingName } from "../../policy/index.js";
import { ignoredPaths } from "../../told.js";

const covers = (path: readonly string[], place: readonly string[]): boolean =>
    path.slice(0, place.length).every((segment, index) => segment === "*" || segment === place[index]);

/** @param within where the settings stand in the inputs: `["privacy"]` of a unit, `[]` of a policy */
export function ignoredSettings(ignoreChanges: readonly string[] | undefined, within: readonly string[]): ReadonlySet<SettingName> {
    const paths = ignoredPaths(ignoreChanges) ?? [];
    return new Set(SETTING_NAMES.filter((name) => paths.some((path) => covers(path, [...within, name]))));
}
