/**
 * Resources that are not there although the program declares them: a run leaves out what `--exclude` names, and what `--target` does not; and with
 * `--continue-on-error` it goes on after one that failed.
 */
import * as pulumi from "@pulumi/pulumi";
import { CATALOGUE, printed } from "../../errors/index.js";
import type { Needed } from "../../told.js";
import { settled } from "../picture/declarations.js";
import { unitNeeded } from "../picture/family.js";
import { isKnown } from "../picture/later-values.js";
import { isDeclared } from "../picture/linked-units.js";
import type { Node } from "../picture/node.js";
import { neededBy } from "../picture/waits-for.js";

/** The engine reads it, and never asks whether it may be written. */
const isOnlyRead = (node: Node): boolean => node.kind === "unit" && !isDeclared(node);

const kindOf = (node: Node): Needed["kind"] => (node.kind === "unit" ? node.level : "policy");

/** One that failed by itself, and not because of another. Source: `registerResource` of the SDK 3.259; that of 3.276 leaves all outputs unknown. */
const hasFailed = (error: unknown): boolean => error instanceof Error && /^resource .* failed to register$/.test(error.message);

/** What the SDK keeps in a resource of a dynamic provider: an input that is always known, and its output. */
type Inside = pulumi.CustomResource & { readonly __provider?: pulumi.Output<unknown> };

/**
 * Whether what went into a resource came out of it. In a preview the engine answers nothing of a new one that is left out. In an update the SDK takes the
 * inputs for its outputs, but leaves those of one that failed unknown.
 */
const isAnswered = async ({ __provider }: Inside): Promise<boolean> => __provider !== undefined && (await isKnown(__provider));

/**
 * Whether a resource is there, once the engine has passed it, or failed.
 *
 * @throws RunError CVG330 where it failed and the SDK would end the program with a stack trace
 */
async function isThereOrFailed(other: Node, node: Node): Promise<boolean> {
    const { resource } = other.declared();
    try {
        const token = await settled(resource.id);
        if (token !== undefined && token !== pulumi.runtime.unknownValue) return true;
        // A preview knows no token of what is new.
        return (await isAnswered(resource)) === pulumi.runtime.isDryRun();
    } catch (error) {
        if (!hasFailed(error)) throw error;
        const message = printed(CATALOGUE.CVG330.says.notMade({ by: node.by, kind: kindOf(other), other: other.by }));
        throw Object.assign(new pulumi.RunError(message), { stack: "" });
    }
}

/**
 * Waits for what a resource is written after, and answers what of it the engine is to record as that. A new resource that is left out is recorded
 * nowhere; one that was said to depend on it would leave a state that the engine refuses to read ever after. After one that failed the engine passes
 * over what depends on it.
 */
export async function writtenFirst(node: Node, first: readonly Node[]): Promise<pulumi.Resource[]> {
    const unit = unitNeeded(node);
    // Without it there is nothing to write: the engine waits for it in any case.
    if (unit !== undefined) await isThereOrFailed(unit, node);
    const there = await Promise.all(first.map((other) => isThereOrFailed(other, node)));
    return first.filter((_, index) => there[index]).map((other) => other.declared().resource);
}

/** What a resource is declared with, as the provider is told of it: the engine waits for all of it, and records that the resource depends on it. */
export async function neededOf(node: Node): Promise<readonly Needed[] | undefined> {
    const unit = unitNeeded(node);
    const nodes = [...new Set(neededBy(node))].filter((other) => other !== node && other.exists() && !isOnlyRead(other));
    const needed = nodes.map(async (other): Promise<Needed> => {
        const input = other !== unit ? {} : { input: node.kind === "unit" ? unit.level : "scope" };
        return { kind: kindOf(other), by: other.by, identity: other.identity, id: await settled(other.declared().resource.id), ...input };
    });
    return needed.length === 0 ? undefined : Promise.all(needed);
}
