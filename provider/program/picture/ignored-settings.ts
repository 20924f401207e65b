/** What a resource's `ignoreChanges` names. Only the engine can apply that, so such settings are not judged here; the provider is told. */
import { SETTING_NAMES, type SettingName } from "../../policy/index.js";

/** A property path as the engine reads it: `privacy.dialogRetention`, `privacy["dialogRetention"]`, `*`. */
function segments(path: string): readonly string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
        ([, quoted, index, name]) => quoted ?? index ?? name ?? "",
    );
}

const covers = (path: readonly string[], place: readonly string[]): boolean =>
    path.slice(0, place.length).every((segment, index) => segment === "*" || segment === place[index]);

/** Everything that is named, by segments. What a transformation adds later is not known here. */
export function ignoredPaths(ignoreChanges: readonly string[] | undefined): readonly (readonly string[])[] | undefined {
    const paths = (ignoreChanges ?? []).map(segments).filter((path) => path.length > 0);
    return paths.length === 0 ? undefined : paths;
}

/** @param within where the settings stand in the inputs: `["privacy"]` of a unit, `[]` of a policy */
export function ignoredSettings(ignoreChanges: readonly string[] | undefined, within: readonly string[]): ReadonlySet<SettingName> {
    const paths = ignoredPaths(ignoreChanges) ?? [];
    return new Set(SETTING_NAMES.filter((name) => paths.some((path) => covers(path, [...within, name]))));
}
