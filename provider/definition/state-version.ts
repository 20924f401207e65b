/** The version of what stands in a state, and the way from older versions to this one. */
import { CATALOGUE, CvgError } from "../errors/index.js";
import type { Draft, Migrations } from "./resource-definition.js";

/** The output that holds the version. */
export const SCHEMA = "schema";

export const versionOf = (migrations: Migrations): number => migrations.length + 1;

/**
 * A state as this version of the package writes it. One without a version is of version 1.
 *
 * @throws CVG321 for a state of a later version
 */
export function migrated(state: Draft, migrations: Migrations): Draft {
    const { [SCHEMA]: stamped, ...rest } = state;
    const version = typeof stamped === "number" ? stamped : 1;
    if (version > versionOf(migrations)) {
        throw CvgError.of(CATALOGUE.CVG321.says.later({ format: version, known: versionOf(migrations) }));
    }
    return migrations.slice(version - 1).reduce((older, migrate) => migrate(older), rest);
}
