/** A stack of the dynamic provider goes over to the plugin, and back: nothing is written, and nothing is a change. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "../../../provider/sandbox/index.js";
import type { ShellName } from "../../harness/provider-process.js";
import type { ResourceState } from "../../harness/stack-state.js";
import { fine, openStack } from "../life/life.js";
import { EVERY_TYPE } from "../state/every-type.js";
import { replant } from "../state/recorded.js";
import { declarations } from "../stories/program.js";

type State = ReadonlyMap<string, ResourceState>;

const TYPES: Readonly<Record<ShellName, string>> = { dynamic: "pulumi-nodejs:dynamic/cvg:", native: "cvg:index:" };

/** What aliases do: the resource that is recorded under one type is the one that is declared under another. */
const aliased = (state: State, from: ShellName, to: ShellName): State =>
    new Map([...state].map(([name, each]) => [name, { ...each, urn: each.urn.replace(TYPES[from], TYPES[to]) }]));

/** Every format of a state that was ever recorded: ../state/recorded-v1.json and those after it. */
const VERSIONS = readdirSync(join(__dirname, "../state")).flatMap(
    (file) => /^recorded-v(\d+)\.json$/.exec(file)?.slice(1).map(Number) ?? [],
);

test("the states of all formats are there", () => {
    expect(VERSIONS.length).toBeGreaterThan(0);
    expect(VERSIONS).toContain(1);
});

test.each(VERSIONS)(
    "a stack that version %i of the format recorded needs no change under the plugin, nor back under the dynamic provider",
    async (version) => {
        await using sandbox = await startSandbox();
        const stacks = { native: await openStack(sandbox, { shell: "native" }), dynamic: await openStack(sandbox) };
        const { console } = stacks.native;
        const program = declarations(EVERY_TYPE);
        let state = await replant(version, console, sandbox.reseller);
        const before = await console.writes();
        let from: ShellName = "dynamic";
        for (const to of ["native", "dynamic"] as const) {
            const stack = stacks[to];
            stack.bringBack(aliased(state, from, to));
            await stack.phase(async (engine) => {
                const up = await fine(engine.up(program));
                expect({ to, plan: up.plan }).toEqual({ to, plan: {} });
                expect(up.messages.filter(({ severity }) => severity === "warning" || severity === "error")).toEqual([]);
            });
            await stack.phase(async (engine) => {
                const { steps } = await fine(engine.refresh());
                expect(steps).toEqual(EVERY_TYPE.map(({ by }) => ({ name: by, op: "refresh", changed: [] })));
                expect({ to, plan: (await fine(engine.preview(program))).plan }).toEqual({ to, plan: {} });
            });
            [state, from] = [stack.state, to];
        }
        expect((await console.writes()) - before).toBe(0);
        await stacks.dynamic.phase(async (engine) => void (await fine(engine.destroy())));
    },
);
