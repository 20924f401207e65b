/** One line among the preview's diagnostics: what nobody can verify before the update. */
import * as pulumi from "@pulumi/pulumi";
import { CATALOGUE, printed } from "../../errors/index.js";
import { Judge } from "../judge/settings-judge.js";
import { Values } from "../picture/later-values.js";
import { judgedLate } from "./judged-late.js";
import type { Run } from "./program-run.js";

/** Tells, when the program has ended and all that can be known is, what could not be verified. In previews only: an update knows everything. */
export function summarize(run: Run): void {
    if (!pulumi.runtime.isDryRun()) return;
    run.gate.summarizeOnce(() =>
        toTheEnd(run)
            .then(() => tellUnverified(run))
            // A run that breaks rules has more to say.
            .catch(() => undefined),
    );
}

async function toTheEnd(run: Run): Promise<void> {
    let count = 0;
    while (count !== run.gate.batches.length) {
        count = run.gate.batches.length;
        await Promise.all(run.gate.batches);
        await Promise.all(run.declarations.all.map((node) => judgedLate(run, node)));
        // Its outputs are there when the program has ended.
        await new Values().settled(run.stack?.outputs);
    }
}

async function tellUnverified(run: Run): Promise<void> {
    // Then the provider has more to say.
    if (run.gateway() === undefined || !run.places.answered) return;
    const judge = new Judge(run.declarations, run.places, run.values);
    const found = run.gate
        .unsummedOf(run.declarations.all)
        .map((node) => ({ by: node.by, settings: judge.unverified(node) }))
        .filter(({ settings }) => settings.length > 0);
    if (found.length === 0) return;
    const count = found.reduce((sum, { settings }) => sum + settings.length, 0);
    const named = found.map(({ by, settings }) => `${by} (${settings.join(", ")})`);
    await pulumi.log.warn(printed(CATALOGUE.CVG111.says.unverified({ count, found: named })));
}
