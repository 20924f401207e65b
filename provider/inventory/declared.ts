/** Which stack declares a unit, and where: read from exported states (`pulumi stack export`). Pure. */
import { z } from "zod";
import { ourType } from "../package/resource-types.js";
import { sourceOf } from "../review/preview/source.js";

/** A resource of ours in a stack. */
export interface Declaration {
    readonly stack: string;
    /** `settings`: a PrivacyPolicy for the unit. */
    readonly declares: "unit" | "settings";
    /** Logical name. */
    readonly name: string;
    /** `index.ts#12`: file and line of the program, where the state has it. */
    readonly position: string | undefined;
    /** When the resource was made or last changed by a run, as ISO 8601, where the state has it. */
    readonly since: string | undefined;
    /** The reason that stands beside the settings. */
    readonly because: string | undefined;
}

const Resource = z.looseObject({
    urn: z.string(),
    type: z.string(),
    id: z.string().optional(),
    delete: z.boolean().optional(),
    inputs: z.record(z.string(), z.unknown()).optional(),
    sourcePosition: z.string().optional(),
    stackTrace: z.array(z.unknown()).nullish(),
    created: z.string().optional(),
    modified: z.string().optional(),
});
const Export = z.looseObject({ deployment: z.looseObject({ resources: z.array(Resource).optional() }) });

/**
 * The user's own line, as `index.ts#7`: where a construct of a package or a language's host has made the resource (the one for YAML names lines of itself), whoever
 * called it, if anybody did.
 */
function place(resource: z.infer<typeof Resource>): string | undefined {
    const source = sourceOf(resource);
    return source === undefined ? undefined : `${source.file}#${source.line}`;
}

function becauseOf(inputs: Readonly<Record<string, unknown>> | undefined): string | undefined {
    const privacy = inputs?.privacy;
    const within = typeof privacy === "object" && privacy !== null && "because" in privacy ? privacy.because : inputs?.because;
    return typeof within === "string" ? within : undefined;
}

/**
 * Declarations by the token of their unit.
 *
 * @param exported the JSON of `pulumi stack export`, parsed
 * @throws ZodError where it is none
 */
export function declarationsIn(stack: string, exported: unknown): ReadonlyMap<string, readonly Declaration[]> {
    const found = new Map<string, readonly Declaration[]>();
    for (const resource of Export.parse(exported).deployment.resources ?? []) {
        const kind = ourType(resource.type);
        if (kind === undefined || resource.id === undefined || resource.delete === true) continue;
        const declaration: Declaration = {
            stack,
            declares: kind === "PrivacyPolicy" ? "settings" : "unit",
            name: resource.urn.slice(resource.urn.lastIndexOf("::") + 2),
            position: place(resource),
            since: resource.modified ?? resource.created,
            because: becauseOf(resource.inputs),
        };
        found.set(resource.id, [...(found.get(resource.id) ?? []), declaration]);
    }
    return found;
}

/** Several states as one. */
export function joined(maps: readonly ReadonlyMap<string, readonly Declaration[]>[]): ReadonlyMap<string, readonly Declaration[]> {
    const all = new Map<string, readonly Declaration[]>();
    for (const map of maps) for (const [token, each] of map) all.set(token, [...(all.get(token) ?? []), ...each]);
    return all;
}
