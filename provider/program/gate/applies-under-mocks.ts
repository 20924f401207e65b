/** What applies at a resource and who decides it, where no provider is there to say so: in tests, under `pulumi.runtime.setMocks`. */
import type * as pulumi from "@pulumi/pulumi";
import { groupDeciders, readable, SETTING_NAMES } from "../../policy/index.js";
import { Judge } from "../judge/settings-judge.js";
import { placeOf, settled } from "../picture/declarations.js";
import type { Node } from "../picture/node.js";
import type { Run } from "./program-run.js";

/**
 * Outputs as the provider would answer them. What nobody in the program decides is left out: only a gateway knows it.
 *
 * @param above the resources that must be there first: what they declare is known by then
 */
export function appliesUnderMocks(run: Run, node: Node, above: Promise<readonly pulumi.Resource[]>): pulumi.Inputs {
    if (!run.mocked || node.settings === undefined) return {};
    const applies = above.then(async (owners) => {
        await Promise.all(owners.map(({ urn }) => settled(urn)));
        await run.valuesOf(node);
        const { effective, unknown } = new Judge(run.declarations, run.places, run.values).appliesAt(placeOf(node));
        const known = SETTING_NAMES.filter((name) => !unknown.has(name));
        const values = readable(effective.settings);
        return {
            effective: Object.fromEntries(known.map((name) => [name, values[name]])),
            decidedBy: groupDeciders(Object.fromEntries(known.map((name) => [name, effective.decidedBy[name]]))),
        };
    });
    return { effective: applies.then(({ effective }) => effective), decidedBy: applies.then(({ decidedBy }) => decidedBy) };
}
