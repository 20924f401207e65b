/** What is wrong with a program, told once each, and how a run ends that breaks rules. */
import * as pulumi from "@pulumi/pulumi";
import { Concealed } from "../../errors/index.js";
import { violationsOf } from "../judge/violations.js";
import { sources } from "../picture/later-values.js";
import type { Node } from "../picture/node.js";
import { nodeOf } from "../picture/references.js";
import { reaches } from "../picture/waits-for.js";
import type { Run } from "./program-run.js";
import { turn } from "./turn.js";
import { together } from "./violations-together.js";
import { isRefused } from "./whether-it-counts.js";

/** Names and numbers that the user marked secret: no message shows them. */
function markedSecret({ declarations, values }: Run): Concealed {
    const concealed = new Concealed();
    for (const node of declarations.all) {
        for (const value of node.kind === "unit" ? [node.name, node.numbers] : []) {
            const seen = values.look(value);
            if (seen !== "open" && seen.known && seen.secret) concealed.add(seen.value);
        }
    }
    return concealed;
}

/** What is wrong and was not said so far, as it is said. */
function unsaid(run: Run): readonly string[] {
    const concealed = markedSecret(run);
    return together(run.gate.takeUnsaid()).map((text) => concealed.hide(text));
}

/** Milliseconds between two looks, and how many looks without anything new are taken for the end: a provider needs a while to start. */
const LOOK_MS = 25;
const LOOKS = 600;

/** Waits for as long as anything happens and there is something to wait for. */
async function calm(run: Run, waits: () => boolean): Promise<void> {
    let before = run.activity;
    for (let looks = 0; waits() && looks < LOOKS; looks += 1) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        if (run.activity !== before) looks = 0;
        before = run.activity;
    }
}

/** Resources that are on their way to be judged, and do not wait for one that was refused. */
const underWay = (run: Run): boolean =>
    run.gate.waiting.some((node) => !run.gate.refused.some((refused) => node === refused || reaches(node, refused, run.declarations)));

/** Values of resources that stay behind the gate, which will be known all the same: they come from no resource that stays behind it. */
function stillOpen(run: Run, nodes: readonly Node[]): boolean {
    const comes = (value: unknown): boolean =>
        run.values.look(value) === "open" && ![...sources(value)].some((source) => nodeOf(source) !== undefined);
    return nodes.some((node) => run.valuesAsked(node).some(comes));
}

/**
 * Ends the run for resources that break rules, where rules count in it; elsewhere lets them pass. The first rejection ends the program. A
 * preview writes nothing, so there it waits until whatever can be known has been judged too; an update ends at once.
 */
export async function refuse(run: Run, nodes: readonly Node[]): Promise<void> {
    if (run.gate.isPardoned) return;
    run.gate.refuse(nodes);
    if (pulumi.runtime.isDryRun()) {
        // Those that came through the gate together are all on their way by then.
        await turn();
        await calm(run, () => stillOpen(run, nodes) || underWay(run));
        run.gate.note(violationsOf(run, run.declarations.all));
    }
    // Resources of other packages, and ours that are under way, may have been written by an update that shows only now what is wrong.
    const end = pulumi.runtime.isDryRun()
        ? ", so nothing of it was written."
        : ", so nothing more of it is written. What was written before that showed is recorded: correct the program and run it again.";
    const message = `the program breaks rules (see the other errors)${end}`;
    if (run.gate.hasFailed || (await run.gate.countsOnce(() => isRefused(unsaid(run), message)))) {
        // What shows when the run is refused already is said all the same.
        for (const text of unsaid(run)) void pulumi.log.error(text);
        // A program without outputs counts as ended by now; the SDK would print the stack instead of the message.
        throw run.gate.fail(Object.assign(new pulumi.RunError(`pulumi-cvg: ${message}`), { stack: "" }));
    }
    run.gate.pardon();
}
