/**
 * What a resource is registered with: transformations (of its own, of its components, of the stack) change what its constructor was given,
 * after that constructor and before the engine. They run one after another, off a list that is read while they run: so one of ours that comes
 * first can put another last, which sees what all of them made.
 *
 * Only for transformations. A `transform`, which the engine calls, comes after the program's part.
 */
import type * as pulumi from "@pulumi/pulumi";

export interface Registration {
    readonly props: Readonly<Record<string, unknown>>;
    readonly opts: pulumi.CustomResourceOptions;
}

/** The SDK's own list, not a copy: what is put there counts. */
const listOf = (resource: object): unknown[] | undefined =>
    "__transformations" in resource && Array.isArray(resource.__transformations) ? resource.__transformations : undefined;

/**
 * The options that let `seen` see it. Without transformations, and under an SDK that keeps its list otherwise, it sees what is given here.
 *
 * @param opts of the last transformation, made of what the others left
 */
export function watched(
    options: pulumi.CustomResourceOptions,
    seen: (registration: Registration) => void,
    opts: (options: pulumi.CustomResourceOptions) => pulumi.CustomResourceOptions = (same) => same,
): pulumi.CustomResourceOptions {
    const last: pulumi.ResourceTransformation = (args) => {
        const list = listOf(args.resource);
        // Resources below would run them too.
        for (const own of [first, last]) list?.splice(list.indexOf(own), 1);
        seen({ props: args.props, opts: args.opts });
        return { props: args.props, opts: opts(args.opts) };
    };
    const first: pulumi.ResourceTransformation = (args) => {
        const list = listOf(args.resource);
        if (list === undefined) {
            seen({ props: args.props, opts: args.opts });
            return { props: args.props, opts: opts(args.opts) };
        }
        list.push(last);
        return undefined;
    };
    return { ...options, transformations: [first, ...(options.transformations ?? [])] };
}
