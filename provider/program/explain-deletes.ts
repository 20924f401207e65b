/** What removing a unit means, said in the preview by the engine's delete hooks. */
import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { CATALOGUE, printed } from "../errors/index.js";
import { type Gateway, markingOfPurge, purgeOfMarking } from "../gateway/index.js";
import { currentRun, isMocked } from "./gate/program-run.js";

/** States hold this name: the engine finds the hook of a removed unit by it. Frozen. */
const HOOK = "cvg:explainDelete";

/**
 * From here on each preview says what the deletion of a unit means: which unit becomes inactive, when it is purged for good, which telephone
 * numbers others may have from then on, and that dialog data and recordings go with it (CVG314). Call it once, at the top of the program.
 *
 * Opt-in, because the engine then asks the program at every deletion: `pulumi destroy` fails without `--run-program`, and so does removing
 * this line in the same run as a unit. Remove this line first, run `pulumi up`, then remove the unit. What `up` and `destroy` do is
 * said in their output in any case.
 *
 * @example cvg.explainDeletes();
 */
export function explainDeletes(): void {
    const run = currentRun();
    if (isMocked() || run.deleteHook !== undefined) return;
    const gateway = run.gateway();
    // In an update the provider says what it did. The engine calls the hook outside of the program that made it: an inline program is told by its context.
    const hook = AsyncResource.bind(async (args: pulumi.ResourceHookArgs) => {
        if (pulumi.runtime.isDryRun()) await pulumi.log.warn(await explanation(args, gateway));
    });
    run.deleteHook = new pulumi.ResourceHook(HOOK, hook, { onDryRun: true });
}

/** The options of a unit with the hook, where it was asked for and the unit is really deleted. */
export function explained(options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    const { deleteHook } = currentRun();
    if (deleteHook === undefined || options.retainOnDelete === true) return options;
    return { ...options, hooks: { ...options.hooks, beforeDelete: [...(options.hooks?.beforeDelete ?? []), deleteHook] } };
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

async function explanation({ id, name, type, oldOutputs }: pulumi.ResourceHookArgs, gateway: Gateway | undefined): Promise<string> {
    const level = type.slice(type.lastIndexOf(":") + 1).toLowerCase();
    const old = oldOutputs ?? {};
    const unit = `${name}: ${level} "${text(old.name) ?? "without a name"}" (${id})`;
    const days = await daysUntilPurge(gateway);
    const { says } = CATALOGUE.CVG314;
    if (old.active === false) {
        const purgeAt = text(old.purgeAt);
        const since = purgeAt === undefined || days === undefined ? undefined : day(markingOfPurge(Date.parse(purgeAt), days));
        return printed(says.already({ unit, since, purgeOn: purgeAt === undefined ? undefined : day(Date.parse(purgeAt)) }));
    }
    const purge = days === undefined ? undefined : { days, on: day(purgeOfMarking(gateway?.now() ?? Date.now(), days)) };
    return printed(says.deleted({ unit, level, numbers: old.platformNumbers, purge }));
}

/** By the gateway, asked once a run. A gateway that does not answer must not stop a preview: the provider reports it. */
async function daysUntilPurge(gateway: Gateway | undefined): Promise<number | undefined> {
    try {
        return (await gateway?.defaults())?.deletionRetentionTimeInDays;
    } catch {
        return undefined;
    }
}

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
