/** What docs/limits.md says a run costs in requests: for each unit, besides a few for all. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { openConsole } from "../../harness/console.js";
import type { EngineOnGrpc, Run } from "../../harness/engine-on-grpc.js";
import { startProvider } from "../../harness/provider-process.js";
import { account, changed, customer, declarations, type Program, project } from "../stories/program.js";
import { openStack } from "./life.js";

const PROJECTS = Array.from({ length: 8 }, (_, index) => `p${index}`);
const UNITS = PROJECTS.length + 3;
const tenant: Program = [
    customer("acme", "Acme", { privacy: { dialogRetention: "1 day" } }),
    account("claims", "acme", "Schaden", { privacy: {} }),
    account("sales", "acme", "Vertrieb", { privacy: {} }),
    ...PROJECTS.map((name, index) => project(name, index % 2 === 0 ? "claims" : "sales", `Project ${name}`, { privacy: {} })),
];
const coloured = changed(tenant, Object.fromEntries(PROJECTS.map((name) => [name, { color: "red" }])));
const tightened = changed(coloured, { acme: { privacy: { dialogRetention: "1 hour" } } });

test("a run asks for as much as the page says", async () => {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    await using process = await startProvider({ renewable: true });
    await using stack = await openStack(sandbox, { process });
    const cost = async (work: (engine: EngineOnGrpc) => Promise<Run>): Promise<{ readonly ofUnits: number; readonly besides: number }> => {
        await console.control("DELETE", "/requests");
        await stack.phase(async (engine) => expect((await work(engine)).problem).toBeUndefined());
        const ofAll = ["POST token", "GET /projecthierarchy/{reseller}", "GET /reseller/{reseller}", "GET /userdetails"];
        const counts = Object.entries(await console.counts());
        const sum = (isWanted: (kind: string) => boolean) => counts.reduce((all, [kind, times]) => (isWanted(kind) ? all + times : all), 0);
        return { ofUnits: sum((kind) => !ofAll.includes(kind)), besides: sum((kind) => ofAll.includes(kind) && kind !== "POST token") };
    };
    const up = (program: Program) => cost((engine) => engine.up(declarations(program)));
    const preview = (program: Program) => cost((engine) => engine.preview(declarations(program)));

    // The tree once more: what others have made meanwhile beside the customer.
    expect(await up(tenant)).toEqual({ ofUnits: UNITS, besides: 4 });
    expect(await preview(tenant)).toEqual({ ofUnits: 0, besides: 2 });
    expect(await up(tenant)).toEqual({ ofUnits: 0, besides: 2 });
    expect(await preview(coloured)).toEqual({ ofUnits: PROJECTS.length, besides: 2 });
    expect(await up(coloured)).toEqual({ ofUnits: 4 * PROJECTS.length, besides: 3 });
    expect(await preview(tightened)).toEqual({ ofUnits: UNITS, besides: 2 });
    expect(await up(tightened)).toEqual({ ofUnits: 4 * UNITS, besides: 3 });
    expect(await cost((engine) => engine.refresh())).toEqual({ ofUnits: UNITS, besides: 2 });
    expect(await cost((engine) => engine.destroy())).toEqual({ ofUnits: UNITS, besides: 2 });

    const page = readFileSync(join(__dirname, "../../../docs/limits.md"), "utf8");
    expect([...page.matchAll(/^\| `pulumi[^|]*\| (\d)/gm)].map(([, number]) => number).join()).toBe("1,2,1,4,1,1");
});
