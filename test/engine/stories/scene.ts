/** Where a story plays: an embedded gateway with a tenant of others, an admin in the console, and stacks that run against it. */
import type { Behaviour, Sandbox } from "../../../provider/sandbox/index.js";
import { type Console, type Json, openConsole, type ShownUnit } from "../../harness/console.js";
import type { EngineOnGrpc, Run } from "../../harness/engine-on-grpc.js";
import type { ShellName } from "../../harness/provider-process.js";
import { openStack, type Stack } from "../life/life.js";
import { declarations, type Program } from "./program.js";

/** A stack, what its program says now, and what its last run said. */
export interface Playing {
    readonly stack: Stack;
    program: Program;
    last: Run | undefined;
    configuration: Readonly<Record<string, string>>;
}

export interface Scene extends AsyncDisposable {
    readonly sandbox: Sandbox;
    readonly behaviour: Behaviour;
    /** Whether one process serves all phases of a stack, each with the package loaded anew. */
    readonly oneProcess: boolean;
    readonly shell: ShellName;
    readonly console: Console;
    /** Tokens by display name, as each name was first seen. */
    readonly tokens: Map<string, string>;
    readonly stacks: Map<string, Playing>;
    /** The stack that runs. */
    now: Playing;
    /** Display names that more than one unit may have in the end. */
    readonly namesakes: Set<string>;
    /** Ended together with the scene. */
    readonly others: Sandbox[];
}

/** A program, or one that needs what is at the gateway by then. */
export type Wanted = Program | ((scene: Scene) => Program);

export const UNITS_OF_OTHERS = ["Others", "Others' department", "Others' hotline"];

export async function openScene(sandbox: Sandbox, behaviour: Behaviour, oneProcess: boolean, shell: ShellName = "dynamic"): Promise<Scene> {
    const console = await openConsole(sandbox);
    await console.control("POST", "/behaviour", behaviour);
    const now = await openPlaying({ sandbox, behaviour, oneProcess, shell });
    const stacks = new Map([["first", now]]);
    const others: Sandbox[] = [];
    return {
        ...{ sandbox, behaviour, oneProcess, shell, console, stacks, now, others },
        tokens: new Map(),
        namesakes: new Set(),
        [Symbol.asyncDispose]: async () => {
            for (const { stack } of stacks.values()) await stack[Symbol.asyncDispose]();
            for (const other of others) await other.close();
        },
    };
}

/** Who knows that the gateway keeps hidden secrets says so; who does not has every write refused that could lose one. */
export async function openPlaying(scene: Pick<Scene, "sandbox" | "behaviour" | "oneProcess" | "shell">): Promise<Playing> {
    const { sandbox, behaviour, oneProcess, shell } = scene;
    const { secretsOnRead, maskedWrite } = behaviour;
    const hiddenAndKept = secretsOnRead !== "plain" && maskedWrite === "keep";
    const configuration = hiddenAndKept ? { "cvg:maskedSecrets": "kept" } : {};
    const stack = await openStack(sandbox, { configuration, oneProcess, shell });
    return { stack, program: [], last: undefined, configuration: {} };
}

/** A phase of the stack that runs. */
export async function phase(scene: Scene, work: (engine: EngineOnGrpc) => Promise<Run>): Promise<Run> {
    const { now } = scene;
    let run: Run | undefined;
    await now.stack.phase(async (engine) => {
        run = await work(engine);
    }, now.configuration);
    if (run === undefined) throw new Error("nothing ran");
    now.last = run;
    for (const { name, token } of await scene.console.everyUnit()) if (!scene.tokens.has(name)) scene.tokens.set(name, token);
    return run;
}

/** What the program wants now, for the engine; from now on it is the program of the stack that runs. */
export function declared(scene: Scene, wanted: Wanted | undefined) {
    const { now } = scene;
    if (wanted !== undefined) now.program = typeof wanted === "function" ? wanted(scene) : wanted;
    return declarations(now.program, now.configuration["cvg:ifExists"]);
}

/** The unit of this display name: the one that the story has seen first, where several have it. */
export async function unitNamed({ console, tokens }: Scene, name: string): Promise<ShownUnit> {
    const units = (await console.everyUnit()).filter((unit) => unit.name === name);
    const found = units.find(({ token }) => token === tokens.get(name)) ?? units[0];
    if (found === undefined) throw new Error(`the gateway has no unit "${name}"`);
    return found;
}

const ROUTE = { reseller: "reseller", customer: "customers", account: "account", project: "project" } as const;

export const pathOf = ({ sandbox }: Scene, { level, token }: Pick<ShownUnit, "level" | "token">): string =>
    level === "reseller" ? `/reseller/${sandbox.reseller}` : `/${ROUTE[level]}/${sandbox.reseller}/${token}`;

export async function bodyOf(scene: Scene, name: string): Promise<Json> {
    return await scene.console.get(pathOf(scene, await unitNamed(scene, name)));
}

/** What an admin sees who may see secrets, whatever the gateway shows of them otherwise. */
export async function inPlain<T>({ console, behaviour: { secretsOnRead } }: Scene, look: () => Promise<T>): Promise<T> {
    await console.control("POST", "/behaviour", { secretsOnRead: "plain" });
    try {
        return await look();
    } finally {
        await console.control("POST", "/behaviour", { secretsOnRead });
    }
}
