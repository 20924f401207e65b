/** What docs/limits.md says a run costs in requests: for each unit, besides a few for all. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import type { EngineOnGrpc, Run } from "../../harness/engine-on-grpc.js";
import { startProvider } from "../../harness/provider-process.js";
import { account, changed, customer, declarations, type Program, project, resellerPrivacy } from "../stories/program.js";
import { openStack, type Stack } from "./life.js";

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

interface Cost {
    /** Requests for single units: reads and writes. */
    readonly ofUnits: number;
    /** Requests that one process sends once, however many units there are; without tokens. */
    readonly besides: number;
}

const OF_ALL = ["POST token", "GET /projecthierarchy/{reseller}", "GET /reseller/{reseller}", "GET /userdetails"];

/** What a phase of a stack costs, for one program or another. */
function costsOf(stack: Stack, console: Console) {
    const cost = async (work: (engine: EngineOnGrpc) => Promise<Run>): Promise<Cost> => {
        await console.control("DELETE", "/requests");
        await stack.phase(async (engine) => expect((await work(engine)).problem).toBeUndefined());
        const counts = Object.entries(await console.counts());
        const sum = (isWanted: (kind: string) => boolean) => counts.reduce((all, [kind, times]) => (isWanted(kind) ? all + times : all), 0);
        return { ofUnits: sum((kind) => !OF_ALL.includes(kind)), besides: sum((kind) => OF_ALL.includes(kind) && kind !== "POST token") };
    };
    return {
        cost,
        up: (program: Program) => cost((engine) => engine.up(declarations(program))),
        preview: (program: Program) => cost((engine) => engine.preview(declarations(program))),
    };
}

test("a run asks for as much as the page says", async () => {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    await using process = await startProvider({ renewable: true });
    await using stack = await openStack(sandbox, { process });
    const { cost, up, preview } = costsOf(stack, console);

    // The tree once more: what others have made meanwhile beside the customer.
    expect(await up(tenant)).toEqual({ ofUnits: UNITS, besides: 4 });
    expect(await preview(tenant)).toEqual({ ofUnits: 0, besides: 2 });
    expect(await up(tenant)).toEqual({ ofUnits: 0, besides: 2 });
    expect(await preview(coloured)).toEqual({ ofUnits: PROJECTS.length, besides: 2 });
    // Of each account the first project is read back; before the second, the levels above are read that this run does not write.
    const [accounts, levelsAbove] = [2, 3];
    expect(await up(coloured)).toEqual({ ofUnits: 2 * PROJECTS.length + accounts + levelsAbove, besides: 3 });
    expect(await preview(tightened)).toEqual({ ofUnits: UNITS, besides: 2 });
    // Whom a tightened level reaches, it reads: one more for each unit. And of each level the first unit whose setting changes is read back.
    const levels = 3;
    expect(await up(tightened)).toEqual({ ofUnits: 3 * UNITS + levels, besides: 3 });
    expect(await cost((engine) => engine.refresh())).toEqual({ ofUnits: UNITS, besides: 2 });
    expect(await cost((engine) => engine.destroy())).toEqual({ ofUnits: UNITS, besides: 2 });

    const page = readFileSync(join(__dirname, "../../../docs/limits.md"), "utf8");
    expect([...page.matchAll(/^\| `pulumi[^|]*\| (\d)/gm)].map(([, number]) => number).join()).toBe("1,2,1,2,1,1");
});

test("one unit costs no more than its part", async () => {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    await using process = await startProvider({ renewable: true });
    await using stack = await openStack(sandbox, { process });
    const { cost, up } = costsOf(stack, console);
    const small: Program = [
        customer("acme", "Acme", { privacy: { dialogRetention: "1 day" } }),
        account("claims", "acme", "Schaden", { privacy: {} }),
        account("sales", "acme", "Vertrieb", { privacy: {} }),
        project("hotline", "claims", "Hotline", { privacy: {} }),
    ];
    const renamed = changed(small, Object.fromEntries(small.map(({ by }) => [by, { name: `${by} (new)` }])));
    const coloured = changed(renamed, { hotline: { color: "red" } });
    const moved = coloured.map((one) => (one.by === "hotline" ? { ...one, above: "sales" } : one));
    const adopting = changed(moved, Object.fromEntries(moved.map(({ by }) => [by, { ifExists: "adopt" }])));
    const below = (dialogRetention: string): Program => [resellerPrivacy({ dialogRetention }), ...adopting];
    const units = small.length;

    // What comes besides is asked once a process: the tree, the reseller's settings, the defaults; the tree again after customers were made.
    expect(await up(small)).toEqual({ ofUnits: units, besides: 4 });
    expect(await up(renamed)).toEqual({ ofUnits: 2 * units, besides: 3 });
    // Read, written, and read back, because nobody has read the levels above.
    expect(await up(coloured)).toEqual({ ofUnits: 3, besides: 3 });
    // Read, moved, and read again: a move may take more along than was asked.
    expect(await up(moved)).toEqual({ ofUnits: 3, besides: 3 });
    expect(await up(changed(moved, { hotline: { active: false } }))).toEqual({ ofUnits: 1, besides: 3 });
    // Restored, and read: it is as declared.
    expect(await up(moved)).toEqual({ ofUnits: 2, besides: 3 });
    stack.bringBack(new Map());
    expect(await up(adopting)).toEqual({ ofUnits: units, besides: 3 });
    expect(await cost((engine) => engine.refresh())).toEqual({ ofUnits: units, besides: 2 });
    // One write. The reseller is read to be judged, to be changed and after it, and each unit below it: whom it reaches, and who has to be pinned.
    expect(await up(below("1 week"))).toEqual({ ofUnits: units + 1, besides: 5 });
    expect(await up(below("1 month"))).toEqual({ ofUnits: units + 1, besides: 5 });
    expect(await cost((engine) => engine.destroy())).toEqual({ ofUnits: units, besides: 2 });
});
