/** What is wrong with a program, told once each, and how a run ends that breaks rules. */
import * as pulumi from "@pulumi/pulumi";
import type { CvgError } from "../errors/index.js";
import { activeBelowInactive } from "./life.js";
import type { Node } from "./node.js";
import { numbersTwice } from "./numbers.js";
import { Judge } from "./rules.js";
import type { Run } from "./run.js";

/** Everything that is wrong with resources, by all that is known by now. */
export function violationsOf(run: Run, nodes: readonly Node[]): readonly CvgError[] {
    const judge = new Judge(run.declarations, run.places, run.values);
    return [
        ...nodes.flatMap((node) => [...judge.judge(node), ...activeBelowInactive(node, run.values)]),
        ...numbersTwice(nodes, run.declarations.all, run.values),
    ];
}

/** Reports violations that were not reported yet; answers whether there were any. */
export function tell(run: Run, violations: readonly CvgError[]): boolean {
    const fresh = violations.filter(({ message }) => !run.told.has(message));
    for (const { message } of fresh) {
        run.told.add(message);
        void pulumi.log.error(message);
    }
    return fresh.length > 0;
}

/** Milliseconds between two looks, and how many looks without anything new are taken for the end. */
const LOOK_MS = 25;
const LOOKS = 40;

/** Waits while other resources are on their way to be judged, for as long as anything happens. */
async function calm(run: Run): Promise<void> {
    let before = run.activity;
    for (let looks = 0; run.waiting > 0 && looks < LOOKS; looks += 1) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        if (run.activity !== before) looks = 0;
        before = run.activity;
    }
}

/**
 * What resources that break rules are rejected with. The first rejection ends the program. A preview writes nothing, so there it waits until
 * the others have been judged too; an update ends at once.
 */
export async function refuse(run: Run): Promise<Error> {
    if (pulumi.runtime.isDryRun()) await calm(run);
    const written = run.registered > 0 && !pulumi.runtime.isDryRun();
    const end = written
        ? "What was written before this showed is recorded: correct the program and run it again."
        : "Nothing of it was written.";
    run.failed ??= Object.assign(new pulumi.RunError(`pulumi-cvg: the program breaks rules (see above). ${end}`), {
        // A program without outputs counts as ended by now; the SDK would print the stack instead of the message.
        stack: "",
    });
    return run.failed;
}
