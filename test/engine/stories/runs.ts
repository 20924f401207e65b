/** What a user runs, as steps of a story. Each knows nothing of those before it but the state, as it is on the command line. */
import { randomUUID } from "node:crypto";
import { startSandbox } from "../../../provider/sandbox/index.js";
import type { EngineOnGrpc, Operation, Problem, Run } from "../../harness/engine-on-grpc.js";
import { providerConfiguration } from "../../harness/provider-environment.js";
import { declared, openPlaying, phase, type Scene, type Wanted } from "./scene.js";
import { type Step, step } from "./step.js";

export type Plan = Readonly<Record<string, Operation>>;

/** What a run that fails says: the resource, the code, and more words of the message. */
export interface Failing {
    readonly at?: string;
    readonly during?: Problem["during"];
    readonly code: string;
    readonly says?: readonly (string | ((scene: Scene) => string))[];
    /** What must not be in the message. */
    readonly without?: readonly string[];
}

type Work = (engine: EngineOnGrpc, program: ReturnType<typeof declared>) => Promise<Run>;

function ran(says: string, work: Work) {
    return (wanted?: Wanted, plan?: Plan): Step =>
        step(says, async (scene) => {
            const program = declared(scene, wanted);
            const run = await phase(scene, (engine) => work(engine, program));
            expect(run.problem).toBeUndefined();
            if (plan !== undefined) expect(run.plan).toEqual(plan);
        });
}

function failed(says: string, work: Work) {
    return (wanted: Wanted | undefined, failing: Failing): Step =>
        step(says, async (scene) => {
            const program = declared(scene, wanted);
            const run = await phase(scene, (engine) => work(engine, program));
            expectProblem(scene, run, failing);
        });
}

function expectProblem(scene: Scene, { problem }: Run, { at, during, code, says = [], without = [] }: Failing): void {
    const message = problem?.reasons.join("\n") ?? "no problem";
    if (at !== undefined) expect({ at: problem?.name, message }).toEqual({ at, message });
    if (during !== undefined) expect({ during: problem?.during, message }).toEqual({ during, message });
    for (const words of [code, ...says]) expect(message).toContain(typeof words === "string" ? words : words(scene));
    for (const words of without) expect(message).not.toContain(words);
}

const work = {
    up: (engine, program) => engine.up(program),
    preview: (engine, program) => engine.preview(program),
    refresh: (engine) => engine.refresh(),
    destroy: (engine) => engine.destroy(),
} satisfies Readonly<Record<string, Work>>;

export const up = ran("up", work.up);
export const preview = ran("preview", work.preview);
export const upFails = failed("up fails", work.up);
export const previewFails = failed("preview fails", work.preview);
export const refreshFails = (failing: Failing): Step => failed("refresh fails", work.refresh)(undefined, failing);
export const destroyFails = (failing: Failing): Step => failed("destroy fails", work.destroy)(undefined, failing);

/** A preview of the program as it is. */
export const expectPlan = (plan: Plan): Step => preview(undefined, plan);

/** `pulumi up --refresh`: one process that looks first. */
export const upRefresh = ran("up --refresh", async (engine, program) => {
    const refresh = await engine.refresh();
    if (refresh.problem !== undefined) return refresh;
    const run = await engine.up(program);
    return { ...run, messages: [...refresh.messages, ...run.messages] };
});

/** @param drift the outputs that changed, by resource; a resource that is gone says "gone" */
export const refresh = (drift?: Readonly<Record<string, readonly string[] | "gone">>): Step =>
    step("refresh", async (scene) => {
        const run = await phase(scene, work.refresh);
        expect(run.problem).toBeUndefined();
        const found = run.steps.filter(({ op, changed }) => op === "delete" || changed.length > 0);
        const told = Object.fromEntries(found.map(({ name, op, changed }) => [name, op === "delete" ? "gone" : changed]));
        if (drift !== undefined) expect(told).toEqual(drift);
    });

export const destroy: Step = step("destroy", async (scene) => {
    const run = await phase(scene, work.destroy);
    expect(run.problem).toBeUndefined();
    scene.now.program = [];
    expect([...scene.now.stack.state.keys()]).toEqual([]);
});

/** The stack's state is lost: the program is all that there is. */
export const loseState: Step = step("the state is lost", async ({ now }) => now.stack.bringBack(new Map()));

/** `pulumi state delete`. */
export const forget = (name: string): Step =>
    step(`forget ${name}`, async ({ now }) => now.stack.bringBack(new Map([...now.stack.state].filter(([by]) => by !== name))));

/** `pulumi config set`, for all runs that follow. */
export const configured = (configuration: Readonly<Record<string, string>>): Step =>
    step("configured", async ({ now }) => {
        now.configuration = configuration;
    });

/** The stack is pointed at a reseller that is not the one of its state: `pulumi config set cvg:reseller ...`. */
export const otherReseller: Step = step("another reseller is configured", async (scene) => {
    const other = await startSandbox();
    scene.others.push(other);
    scene.now.configuration = providerConfiguration(other);
});

/** A reseller that the gateway does not know. */
export const unknownReseller: Step = step("an unknown reseller is configured", async ({ now }) => {
    now.configuration = { "cvg:reseller": randomUUID() };
});

/** From now on another stack runs. */
export const inStack = (name: string): Step =>
    step(`in stack ${name}`, async (scene) => {
        const known = scene.stacks.get(name) ?? (await openPlaying(scene));
        scene.stacks.set(name, known);
        scene.now = known;
    });
