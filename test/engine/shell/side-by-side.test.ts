/** What a run needs before it can judge anything is asked for at once: a gateway far away makes each request that waits for another felt. */
import * as z from "zod";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { tell } from "../../../provider/told.js";
import { openConsole } from "../../harness/console.js";
import { configurationOf, configured, to } from "./shell.js";

const LATENCY_MS = 800;
const Asked = z.object({ requests: z.array(z.object({ method: z.string(), route: z.string(), at: z.string() })) });

test("the first customer of a run waits for the tree and for what is stored at the reseller at the same time, and each is asked for once", async () => {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    await console.control("POST", "/limits", { latencyMs: LATENCY_MS });
    await using provider = await configured(configurationOf(sandbox));
    const acme = { name: "Acme", ...tell({ by: "acme" }), privacy: { recordings: false } };
    expect((await provider.check("urn", {}, to("customer", acme))).failures).toEqual([]);

    const { requests } = Asked.parse(await console.control("GET", "/requests"));
    const at = (begin: string): readonly number[] =>
        requests.filter(({ method, route }) => method === "GET" && route.startsWith(begin)).map((request) => Date.parse(request.at));
    const [[tree = Number.NaN, ...trees], [reseller = Number.NaN, ...resellers]] = [at("/projecthierarchy"), at("/reseller")];
    expect([trees, resellers]).toEqual([[], []]);
    expect(Math.abs(tree - reseller)).toBeLessThan(LATENCY_MS / 2);
});
