/** One stack and one gateway for several stories of one file, and what every story ends with. Somebody else's tenant is beside it from the start. */
import { z } from "zod";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { PROJECT_BODY, SPEECH } from "../../harness/bodies.js";
import { type Console, type Json, openConsole } from "../../harness/console.js";
import { gatewayEnvironment } from "../../harness/provider-environment.js";
import { type PulumiProject, pulumiProject, type Result } from "../../harness/pulumi-cli.js";

/** Every program begins with it. */
export const PRELUDE = `
const cvg = require("pulumi-cvg");
const bot = { bot: { type: "custom", url: "https://bot.example", token: "bot-token" }, ...${JSON.stringify(SPEECH)} };
`;

const LEVELS = ["customer", "account", "project"] as const;
type Level = (typeof LEVELS)[number];

/** A unit by its place: `Acme/Schaden/Hotline`. */
export interface Placed {
    readonly path: string;
    readonly level: Level;
    readonly token: string;
    readonly inactive: boolean;
}

const Children = z.array(z.looseObject({ inactive: z.boolean() })).default([]);

function* placed(unit: Json, depth: number, above: readonly string[]): Generator<Placed> {
    const level = LEVELS[depth];
    if (level === undefined) return;
    for (const child of Children.parse(unit[`${level}s`])) {
        const names = [...above, String(child[`${level}Name`])];
        yield { path: names.join("/"), level, token: String(child[`${level}Token`]), inactive: child.inactive };
        yield* placed(child, depth + 1, names);
    }
}

export interface StackLife extends AsyncDisposable {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly project: PulumiProject;
    /** Writes the program and runs `pulumi up`, which must succeed. */
    up(program: string, ...args: readonly string[]): Promise<Result>;
    /** As `up`, but it must fail, having written nothing. */
    refused(program: string, ...args: readonly string[]): Promise<Result>;
    /** Nothing is left to be done: a preview that refreshes first finds no change and writes nothing. Nothing of others was touched. */
    settled(): Promise<void>;
    /** The same, with a preview that trusts the state, and a refresh by itself. */
    settledApart(): Promise<void>;
    /** All units of the stack's side, `Acme/Schaden active`, sorted. */
    tree(): Promise<readonly string[]>;
    /** Tokens by place; one place may have several. */
    tokens(): Promise<Readonly<Record<string, string>>>;
    /** The one unit at a place that is active, or else the only one. */
    unit(path: string): Promise<Placed>;
    /** Its body, as the console reads it. */
    body(path: string): Promise<Json>;
    /** What an admin does in the console. */
    edit(path: string, change: (body: Json) => Json): Promise<void>;
    deactivate(path: string): Promise<void>;
    add(level: Level, name: string, above?: string): Promise<void>;
    /** Requests since the last `clear` that change something, by kind. */
    written(): Promise<readonly string[]>;
    clear(): Promise<void>;
}

const PATHS = { customer: "customers", account: "account", project: "project" } as const;
const OTHERS = ["Fremd", "Fremd/Service", "Fremd/Service/Zentrale"];

export async function openStackLife(): Promise<StackLife> {
    const sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const { reseller } = sandbox;
    const everything = async (): Promise<readonly Placed[]> => {
        const tree = await console.control("GET", "/tree");
        return [...placed(z.record(z.string(), z.unknown()).parse(tree), 0, [])];
    };
    const ours = async (): Promise<readonly Placed[]> => (await everything()).filter(({ path }) => !OTHERS.includes(path));
    const at = async (path: string): Promise<Placed> => {
        const here = (await everything()).filter((unit) => unit.path === path);
        const active = here.filter(({ inactive }) => !inactive);
        const [unit, ...more] = active.length > 0 ? active : here;
        if (unit === undefined || more.length > 0) throw new Error(`${here.length} units are at ${path}`);
        return unit;
    };
    const pathOf = ({ level, token }: Placed): string => `/${PATHS[level]}/${reseller}/${token}`;
    const body = async (path: string): Promise<Json> => await console.get(pathOf(await at(path)));
    const add = async (level: Level, name: string, above?: string): Promise<void> => {
        const { defaults } = z.object({ defaults: z.looseObject({}) }).parse(await console.get("/userdetails"));
        const place = above === undefined ? "" : `/${(await at(above)).token}`;
        await console.post(`/${level}s/${reseller}${place}`, {
            ...defaults,
            ...(level === "project" ? PROJECT_BODY : {}),
            [`${level}Name`]: name,
        });
    };
    const others = async (): Promise<readonly Json[]> => await Promise.all(OTHERS.map(body));

    await add("customer", "Fremd");
    await add("account", "Service", "Fremd");
    await add("project", "Zentrale", "Fremd/Service");
    const othersBefore = await others();
    const project = await pulumiProject({
        files: { "index.js": PRELUDE },
        env: gatewayEnvironment(sandbox),
    });

    const clear = async (): Promise<void> => void (await console.control("DELETE", "/requests"));
    const written = async (): Promise<readonly string[]> =>
        Object.keys(await console.counts()).filter((kind) => !kind.startsWith("GET ") && kind !== "POST token");
    const demand = (result: Result): Result => {
        expect({ code: result.code, problem: result.code === 0 ? "" : result.text }).toEqual({ code: 0, problem: "" });
        return result;
    };
    const settled = async (looks: readonly (() => Promise<Result>)[]): Promise<void> => {
        await clear();
        for (const look of looks) demand(await look());
        expect(await written()).toEqual([]);
        expect(await others()).toEqual(othersBefore);
    };
    return {
        ...{ sandbox, console, project, body, add, clear, written, unit: at },
        async up(program, ...args) {
            project.write("index.js", PRELUDE + program);
            return demand(await project.up({ args }));
        },
        async refused(program, ...args) {
            project.write("index.js", PRELUDE + program);
            await clear();
            const result = await project.up({ args });
            expect(result.code).not.toBe(0);
            expect(await written()).toEqual([]);
            return result;
        },
        settled: () => settled([() => project.preview({ args: ["--refresh", "--expect-no-changes"] })]),
        settledApart: () =>
            settled([() => project.preview({ args: ["--expect-no-changes"] }), () => project.refresh({ args: ["--expect-no-changes"] })]),
        tree: async () => (await ours()).map(({ path, inactive }) => `${path} ${inactive ? "inactive" : "active"}`).sort(),
        tokens: async () => Object.fromEntries((await ours()).map(({ path, token }) => [path, token])),
        edit: async (path, change) => await console.edit(pathOf(await at(path)), change),
        deactivate: async (path) => await console.delete(pathOf(await at(path))),
        async [Symbol.asyncDispose]() {
            expect(project.leftRunning()).toEqual([]);
            await project.close();
            await sandbox.close();
        },
    };
}
