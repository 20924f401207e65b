/**
 * Whether what the program declares is what will happen. The engine does not say so: it runs a program for an update, for
 * `destroy --run-program` and for `up --target` alike. It asks a provider only about what it would write, so it is asked about a resource that
 * no state has: where it would write that, the provider refuses it, with all that the program breaks; elsewhere the engine passes it over.
 */
import * as pulumi from "@pulumi/pulumi";
import { arrived, hush } from "../picture/later-values.js";

/** States never hold one. Type and handler are as frozen as those of the others. */
class Rules extends pulumi.CustomResource {
    constructor(broken: readonly string[], end: string) {
        const __provider = 'exports.handler = () => require("pulumi-cvg/handlers/rules")';
        super("pulumi-nodejs:dynamic/cvg:Rules", "pulumi-cvg", { broken, end, __provider });
    }
}

/**
 * Settles with true where the run was refused. Where rules do not count (what is removed, what is only looked at, what is not targeted), it
 * settles with false: then the provider's checks judge what is written.
 *
 * @param broken what is wrong, a message each · @param end how the run ends
 */
export async function isRefused(broken: readonly string[], end: string): Promise<boolean> {
    try {
        const { urn } = new Rules(broken, end);
        hush(urn);
        // Where the engine refuses, this may also never settle: the run is over then.
        await arrived(urn);
        return false;
    } catch (error) {
        // Something else kept the engine from asking the provider (a transformation of the program's may throw): then nobody has said what is wrong.
        if (!isOver(error)) for (const message of [String(error), ...broken]) void pulumi.log.error(message);
        return true;
    }
}

/** How the SDK names a request that the engine did not answer any more. */
const isOver = (error: unknown): boolean => error instanceof Error && error.message.includes("Resource monitor is terminating");
