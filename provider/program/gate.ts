/**
 * The gate at which every resource waits until the constructors of the program have run.
 *
 * The engine stops at the first resource that a provider refuses. So that a reviewer sees all violations of a program in one preview, they
 * are found here: the gate opens when no more constructors come, or it reports every violation and nothing behind it registers.
 */
import * as pulumi from "@pulumi/pulumi";
import type { CvgError } from "../errors/index.js";
import { activeBelowInactive, type Below, unitsBelow } from "./life.js";
import { type Link, settledLinks } from "./links.js";
import type { Node } from "./node.js";
import { numbersTwice } from "./numbers.js";
import { Judge, nothingLive, readLive } from "./rules.js";
import { currentRun, isMocked, type Run } from "./run.js";

/** What a class hands to its resource. */
export interface Passage {
    /** For `dependsOn`: settles when the gate opens, with the resources that must be there first. */
    readonly dependsOn: Promise<pulumi.Resource[]>;
    /** For the hidden input `__above`. */
    readonly above: Promise<readonly Link[] | undefined>;
    /** For a policy's hidden input `__existing`: the token of its unit, known at preview, where that unit is taken over. */
    readonly existing: Promise<string | undefined>;
    /** For a unit's hidden input `__below`. */
    readonly below: Promise<readonly Below[] | undefined>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const nobodyListens = (): undefined => undefined;

function fail(run: Run, violations: readonly CvgError[]): Error {
    for (const violation of violations) void pulumi.log.error(violation.message);
    run.failed ??= Object.assign(new pulumi.RunError("pulumi-cvg: the program breaks rules (see above), so nothing of it was written."), {
        // A program without outputs counts as ended by now; the SDK would print the stack instead of the message.
        stack: "",
    });
    return run.failed;
}

async function open(run: Run, nodes: readonly Node[]): Promise<void> {
    await turn();
    // From here on a constructor belongs to the next batch; those of this turn's microtasks still joined this one.
    run.batch = undefined;
    await turn();
    const judge = new Judge(run.declarations, await readLive(run.gateway(), nodes));
    const violations = nodes.flatMap((node) => [
        ...judge.judge(node),
        ...activeBelowInactive(node),
        ...numbersTwice(node, run.declarations.all),
    ]);
    if (violations.length > 0) throw fail(run, violations);
}

/**
 * Under mocks a refused registration would be an unhandled rejection, which ends any test runner. So a resource is refused in its
 * constructor, judged by what was declared before it; nothing is read from a gateway.
 */
function refuseNow(run: Run, node: Node): void {
    const judge = new Judge(run.declarations, nothingLive);
    const [violation] = [...judge.judge(node), ...activeBelowInactive(node), ...numbersTwice(node, run.declarations.all)];
    if (violation !== undefined) throw violation;
}

/** Takes a resource to the gate. Called before the resource exists; `node.declared` is asked when the gate opens. */
export function passGate(node: Node): Passage {
    const run = currentRun();
    run.declarations.add(node);
    if (isMocked()) refuseNow(run, node);
    if (run.batch === undefined) {
        const nodes: Node[] = [];
        run.batch = { nodes, opened: open(run, nodes) };
        run.batch.opened.catch(nobodyListens);
    }
    run.batch.nodes.push(node);
    const { opened } = run.batch;
    const { declarations } = run;
    const dependsOn = opened.then(() => {
        const owner = declarations.nearestOwner(node);
        return owner === undefined ? [] : [owner.resource];
    });
    dependsOn.catch(nobodyListens);
    return {
        dependsOn,
        above: opened.then(() => settledLinks(declarations.linksAbove(node) ?? [])).catch(nobodyListens),
        existing: opened.then(() => declarations.existingOf(node)).catch(nobodyListens),
        below: opened.then(() => (node.kind === "unit" ? unitsBelow(declarations, node) : undefined)).catch(nobodyListens),
    };
}

/** After a resource's constructor: nobody may be listening yet when the gate refuses it, and Node would warn about each of its outputs. */
export function quiet(resource: pulumi.CustomResource): void {
    for (const value of Object.values(resource)) {
        if (!pulumi.Output.isInstance(value)) continue;
        const output: pulumi.OutputInstance<unknown> &
            Partial<Record<"isKnown" | "isSecret", Promise<unknown>>> & { promise?: () => Promise<unknown> } = value;
        output.promise?.().catch(nobodyListens);
        output.isKnown?.catch(nobodyListens);
        output.isSecret?.catch(nobodyListens);
    }
}
