/**
 * Refuses a program that breaks rules. The program itself cannot: it is not told whether it runs for an update, which rules may stop, or for
 * `destroy --run-program`, `refresh --run-program` or some `--target`, where what it declares is not what happens. The engine asks a provider
 * about what it would write, and about nothing else: so this resource, which nobody targets and no state has, is asked about exactly where the
 * whole program counts.
 */
import "../package/needs-node.js";

import * as z from "zod";
import { engineLog } from "./engine-log.js";
import type { DynamicHandler } from "./protocol.js";
import { configure } from "./session.js";
import { receivedDraft } from "./wire-values.js";

const Broken = z.object({
    /** What is wrong, a message each. */
    broken: z.array(z.string()),
    /** How the run ends. */
    end: z.string(),
});

export const rulesHandler: Pick<DynamicHandler, "configure" | "check"> = {
    async configure({ config }) {
        configure((key) => config.get(`cvg:${key}`));
    },

    async check(_olds, news) {
        const { broken, end } = Broken.parse(receivedDraft(news));
        const log = engineLog();
        for (const message of broken) log.error(message);
        await log.said();
        return { failures: [{ property: "", reason: end }] };
    },
};
