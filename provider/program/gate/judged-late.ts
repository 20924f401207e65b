/**
 * Judges what was not known yet when the gate opened: values that come out of other resources, of the gateway, of other stacks. A resource
 * waits for them in any case, because they are its inputs; so it is judged when they are there, and after whoever declares the settings above.
 */

import { violationsOf } from "../judge/violations.js";
import type { Node } from "../picture/node.js";
import { neededBy } from "../picture/waits-for.js";
import type { Run } from "./program-run.js";
import { refuse } from "./verdict.js";

/** Settles when a resource may register; rejects when it breaks a rule in a run where rules count. Answers whether anything had to be waited for. */
export async function judgedLate(run: Run, node: Node): Promise<boolean> {
    if (run.mocked) return false;
    if (run.gate.isRefused(node)) await refuse(run, [node]);
    return await run.gate.judgedOnce(node, () => judge(run, node));
}

async function judge(run: Run, node: Node): Promise<boolean> {
    const found = await run.gate.underWay(node, () => judgeOf(run, node));
    if (found === "breaks rules") await refuse(run, [node]);
    return found !== "known at once";
}

async function judgeOf(run: Run, node: Node): Promise<"known at once" | "waited" | "breaks rules"> {
    const tokens = await run.tokensOf(node);
    const values = await run.valuesOf(node);
    if (tokens) await run.readLive([node]);
    await run.declarations.needsAbove(node);
    const owner = run.declarations.nearestOwner(node);
    // A resource that needs one that is refused is refused with it, and not by an error of its own.
    const first = [owner, run.declarations.namedByToken(node)].filter((other) => other !== undefined);
    const needed = new Set([...neededBy(node), ...first]);
    // A component that it is in, and depends on, stands for it too: nothing waits for itself.
    needed.delete(node);
    const above = (await Promise.all([...needed].map((other) => judgedLate(run, other)))).includes(true);
    if (!tokens && !values && !above) return "known at once";
    // Where a policy turns out to stand, or was declared after others had registered, it may bind what has been judged without it.
    const bound = tokens || run.gate.batches.length > 1 ? run.declarations.all : [node];
    return run.gate.note(violationsOf(run, bound)) || violationsOf(run, [node]).length > 0 ? "breaks rules" : "waited";
}
