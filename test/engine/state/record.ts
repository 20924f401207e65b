/** Records a stack of today's version: `writeFileSync(recordedFile(2), JSON.stringify(await record(sandbox)))` makes the next baseline. */
import type { Sandbox } from "../../../provider/sandbox/index.js";
import { fine, openStack } from "../life/life.js";
import { declarations } from "../stories/program.js";
import { EVERY_TYPE } from "./every-type.js";
import { Recorded } from "./recorded.js";

const ROUTE = { reseller: "reseller", customer: "customers", account: "account", project: "project" } as const;

export async function record(sandbox: Sandbox): Promise<Recorded> {
    const stack = await openStack(sandbox);
    await stack.phase(async (engine) => void (await fine(engine.up(declarations(EVERY_TYPE)))));
    const units = (await stack.console.everyUnit()).filter(({ level }) => level !== "reseller");
    return Recorded.parse({
        reseller: sandbox.reseller,
        resellerBody: await stack.console.get(`/reseller/${sandbox.reseller}`),
        units: await Promise.all(
            units.map(async ({ level, token, above, inactive }) => {
                const body = await stack.console.get(`/${ROUTE[level]}/${sandbox.reseller}/${token}`);
                return { level, token, above, inactive, body };
            }),
        ),
        resources: [...stack.state.values()],
    });
}
