/** What a resource's `ignoreChanges` names. Only the engine can apply that, so such settings are not judged here; the provider is told. */
import type * as pulumi from "@pulumi/pulumi";
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { SETTING_NAMES, type SettingName } from "../../policy/index.js";
import { ignoredPaths } from "../../told.js";
import { withoutStack } from "../plain-error.js";

const covers = (path: readonly string[], place: readonly string[]): boolean =>
    path.slice(0, place.length).every((segment, index) => segment === "*" || segment === place[index]);

/** @param within where the settings stand in the inputs: `["privacy"]` of a unit, `[]` of a policy */
export function ignoredSettings(ignoreChanges: readonly string[] | undefined, within: readonly string[]): ReadonlySet<SettingName> {
    const paths = ignoredPaths(ignoreChanges) ?? [];
    return new Set(SETTING_NAMES.filter((name) => paths.some((path) => covers(path, [...within, name]))));
}

/**
 * `*` keeps all inputs as recorded, and with them what check added; what the class tells goes. Nothing could be judged then, so nothing would be written.
 * Of what is only read nothing changes.
 *
 * @param like fields that may stand in its place, as a program writes them
 * @throws CvgError CVG201
 */
export function mustNotIgnoreEverything(by: string, { id, ignoreChanges }: pulumi.CustomResourceOptions, like: string): void {
    if (id === undefined && (ignoredPaths(ignoreChanges) ?? []).some(([first]) => first === "*"))
        throw withoutStack(CvgError.of(CATALOGUE.CVG201.says.everythingIgnored({ by, like })));
}
