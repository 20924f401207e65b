/**
 * Runs stories and judges them by the gateway's own history: at no moment is a unit looser than the looser of before and declared, and one
 * that nobody declares never becomes looser at all. Many tenants share the processes of a phase, each with a state and a failure of its own.
 */
import { formatPeriod, SETTING_NAMES, type SettingName } from "../../../provider/policy/index.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { PROJECT_BODY } from "../../harness/bodies.js";
import { type Console, type Json, openConsole } from "../../harness/console.js";
import { type Declaration, type EngineOnGrpc, engineOnGrpc, type Run } from "../../harness/engine-on-grpc.js";
import { providerConfiguration } from "../../harness/provider-environment.js";
import { startProvider } from "../../harness/provider-process.js";
import type { ResourceState } from "../../harness/stack-state.js";
import { resellerPolicy } from "../../harness/tenant-program.js";
import { looserMeanwhile, settingOf, unitsByToken, writesSince } from "./never-looser.js";

export interface Program {
    readonly name: string;
    /** Made first, before there are units that nobody declares. */
    readonly earlier: readonly Declaration[];
    readonly before: readonly Declaration[];
    readonly after: readonly Declaration[];
    /** What is declared once the change has failed: the same change again, or what was there before. */
    readonly next: readonly Declaration[];
    /** Display names of the units below which others are made in the console: an account, and a customer that gets an account. */
    readonly account: string;
    readonly customer: string;
    /** The write of the change that fails, counted from 0, and whether it was done all the same. */
    readonly failure?: { readonly write: number; readonly done: boolean };
}

export interface Told {
    readonly name: string;
    /** The run that changes the settings; the failing one, where one fails. */
    readonly change: Run;
}

export const COMBINATIONS = ["cap", "reject", "clamp"].flatMap((tightening) =>
    ["reject", "clamp"].map((looserWrite) => ({ tightening, looserWrite })),
);
export type Behaviour = (typeof COMBINATIONS)[number];

type States = Map<string, ReadonlyMap<string, ResourceState>>;

/** One process, and one engine for each program in it. */
async function phase(
    sandbox: Sandbox,
    states: States,
    programs: readonly Program[],
    work: (engine: EngineOnGrpc, program: Program) => Promise<void>,
) {
    await using provider = await startProvider();
    await provider.configure({ ...providerConfiguration(sandbox), "cvg:maxRequestsPerSecond": "1000" });
    // The process has its access token by now: what fails later is what is ordered to fail.
    await engineOnGrpc(provider).preview([resellerPolicy({})]);
    for (const program of programs) {
        const engine = engineOnGrpc(provider, { state: states.get(program.name) ?? new Map() });
        await work(engine, program);
        states.set(program.name, new Map(engine.state));
    }
}

const fine = async (name: string, run: Promise<Run>): Promise<Run> => {
    const { problem } = await run;
    expect({ name, problem }).toEqual({ name, problem: undefined });
    return run;
};

/** A project beside the declared one, and an account with a project beside the declared account, each as loose as it may be on that day. */
async function makeWildUnits(console: Console, { reseller }: Sandbox, programs: readonly Program[]): Promise<void> {
    const finder = async () => {
        const units = await console.units();
        return (name: string) => {
            const unit = units.get(name);
            if (unit === undefined) throw new Error(`there is no ${name}`);
            return unit;
        };
    };
    const makeProject = (account: string, projectName: string, commonConfiguration: Json) =>
        console.post(`/projects/${reseller}/${account}`, { ...PROJECT_BODY, projectName, commonConfiguration });
    const find = await finder();
    for (const { name, account, customer } of programs) {
        await makeProject(find(account).token, `${name} wild`, find(account).effective);
        const above = find(customer);
        const body = { accountName: `${name} wild account`, commonConfiguration: above.effective };
        await console.post(`/accounts/${reseller}/${above.token}`, body);
    }
    const findMade = await finder();
    for (const { name } of programs) {
        const { token, effective } = findMade(`${name} wild account`);
        await makeProject(token, `${name} wild below`, effective);
    }
}
/** Takes every program through its change, through the failure that it orders and the run after it, and demands what is promised. */
export async function changeInOrder(behaviour: Behaviour, programs: readonly Program[]): Promise<readonly Told[]> {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    await console.control("POST", "/behaviour", behaviour);
    const states: States = new Map();
    await phase(sandbox, states, programs, async (engine, { name, earlier }) => void (await fine(name, engine.up(earlier))));
    await makeWildUnits(console, sandbox, programs);
    const moved = programs.filter(({ earlier, before }) => earlier !== before);
    if (moved.length > 0)
        await phase(sandbox, states, moved, async (engine, { name, before }) => void (await fine(name, engine.up(before))));

    const start = await unitsByToken(console);
    await console.control("DELETE", "/history");
    const told: Told[] = [];
    await phase(sandbox, states, programs, async (engine, { name, after, failure }) => {
        if (failure !== undefined) {
            // A refusal is not repeated and was not done; a write whose answer stays broken was done, and fails after its third try.
            const kind = failure.done ? { kind: "malformed", times: 3 } : { kind: "status", status: 403 };
            await console.control("POST", "/faults", { match: { method: "POST" }, skip: failure.write, ...kind });
        }
        told.push({ name, change: await engine.up(after) });
        await console.control("DELETE", "/faults");
    });
    const failed = programs.filter((program) => told.some(({ name, change }) => name === program.name && change.problem !== undefined));
    if (failed.length > 0) await phase(sandbox, states, failed, async (engine, { name, next }) => void (await fine(name, engine.up(next))));

    const end = await unitsByToken(console);
    const declared = new Map(
        [...states.values()].flatMap((state) =>
            [...state.values()].flatMap(({ id, outputs }) => (outputs.effective === undefined ? [] : [[id, outputs.effective] as const])),
        ),
    );
    const writes = await writesSince(console);
    expect(writes.length).toBeGreaterThan(0);
    expect(looserMeanwhile(writes, { start, end, isDeclared: (unit) => declared.has(unit) })).toEqual([]);

    for (const [id, effective] of declared) {
        const unit = end.get(id);
        const holds = (name: SettingName) => {
            const found = settingOf(unit?.effective ?? {}, name);
            return typeof found === "number" ? formatPeriod(found) : found;
        };
        const actual = Object.fromEntries(SETTING_NAMES.map((name) => [name, holds(name)]));
        expect({ name: unit?.name, ...actual }).toEqual({ name: unit?.name, ...Object(effective) });
    }
    await phase(sandbox, states, programs, async (engine, { name, next }) => {
        expect({ name, plan: (await fine(name, engine.preview(next))).plan }).toEqual({ name, plan: {} });
        const drift = (await fine(name, engine.refresh())).steps.filter(({ changed }) => changed.length > 0);
        expect({ name, drift }).toEqual({ name, drift: [] });
    });
    return told;
}
