/** A tenant with all that can be secret, through every command, with each level of our log and a talkative engine: no marker is in what they leave. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "../harness/console.js";
import { MARKERS, MISTAKES, program } from "../harness/marked-tenant.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject, type Result, type RunOptions } from "../harness/pulumi-cli.js";
import { soaked } from "./matrices.js";

const soak = soaked("Markers of secrets");

/** At 9 the engine itself writes every value that it passes on, secrets in plain. */
const TALKATIVE = ["--logtostderr", "--logflow", "-v=8"];
const LEVELS = { none: {}, debug: { CVG_LOG: "debug" }, trace: { CVG_LOG: "trace" } } as const;
type Ends = "well" | "with an error";

interface Stack {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly project: PulumiProject;
    /** Runs a command, and keeps what it printed. */
    readonly ran: (where: string, ends: Ends, command: (options: RunOptions) => Promise<Result>, options?: RunOptions) => Promise<void>;
    readonly left: { readonly where: string; readonly text: string }[];
}

async function withStack(env: NodeJS.ProcessEnv, work: (stack: Stack) => Promise<void>): Promise<void> {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const { config, secrets } = stackConfiguration(sandbox);
    const own = Object.fromEntries(Object.entries(MARKERS).map(([name, value]) => [`test:${name}`, value]));
    await using project = await pulumiProject({
        files: { "index.js": program("red") },
        config: { ...config, "cvg:maxRequestsPerSecond": "1000" },
        secrets: { ...secrets, ...own },
    });
    const left: Stack["left"] = [];
    const ran: Stack["ran"] = async (where, ends, command, options = {}) => {
        const { code, text } = await command({ ...options, env, args: [...(options.args ?? []), ...TALKATIVE] });
        left.push({ where, text });
        const ended: Ends = code === 0 ? "well" : "with an error";
        expect({ where, ended, text: ended === ends ? "" : text.slice(-2000) }).toEqual({ where, ended: ends, text: "" });
    };
    await work({ sandbox, console, project, ran, left });
}

const fault = async ({ console }: Stack, method: string, route: string, more: object): Promise<void> => {
    await console.control("DELETE", "/faults");
    await console.control("POST", "/faults", [{ match: { method, route }, ...more }]);
};
const CREATE = "/projects/{reseller}/{account}";
const UPDATE = "/project/{reseller}/{project}";

async function madeAndChanged(stack: Stack): Promise<void> {
    const { project, console, sandbox, ran } = stack;
    const { preview, up, refresh, raw } = project;
    await ran("preview --json", "well", preview, { json: true });
    await ran("preview --diff --save-plan", "well", preview, { diff: true, args: ["--save-plan", "plan.json"] });
    await fault(stack, "POST", CREATE, { kind: "status", status: 400, times: 2 });
    await ran("up that is refused", "with an error", up, { diff: true });
    await fault(stack, "POST", CREATE, { kind: "drop-after" });
    await ran("up with a lost answer", "well", up, { json: true });
    project.write("index.js", program("blue"));
    await fault(stack, "POST", UPDATE, { kind: "drop-before", times: 99 });
    await ran("update that is lost", "with an error", up);
    await fault(stack, "POST", UPDATE, { kind: "malformed", times: 99 });
    await ran("update that cannot be read", "with an error", up, { diff: true });
    await console.control("DELETE", "/faults");
    await ran("update", "well", up, { diff: true });
    await ran("preview of no change", "well", preview, { json: true, args: ["--show-sames"] });
    project.write("index.js", program("blue", { account: "sales" }));
    await ran("preview of a move", "well", preview, { diff: true });
    await ran("move", "well", up, { json: true });
    project.write("index.js", program("blue", { account: "sales", retention: "1 hour" }));
    await ran("tighten", "well", up);
    const hotline = (await console.everyUnit()).find(({ name }) => name === MARKERS.project);
    await console.edit(`/project/${sandbox.reseller}/${hotline?.token}`, (body) => ({ ...body, color: "red" }));
    await ran("refresh --preview-only", "well", (options) => raw(["refresh", "--preview-only", "--diff"], options));
    await ran("refresh --json", "well", refresh, { json: true });
    await ran("up after drift", "well", up, { diff: true });
}

async function refused({ project, ran }: Stack): Promise<void> {
    const declared = { account: "sales", retention: "1 hour" };
    for (const [what, more] of Object.entries(MISTAKES)) {
        project.write("index.js", program("blue", { ...declared, more }));
        await ran(`preview of ${what}`, "with an error", project.preview, { diff: true });
        await ran(`up of ${what}`, "with an error", project.up);
    }
    project.write("index.js", program("blue", declared));
}

async function lookedAtAndDeleted({ project, ran }: Stack): Promise<void> {
    const { raw, up, preview, refresh, destroy } = project;
    for (const args of [
        ["stack"],
        ["stack", "export"],
        ["stack", "output", "--json"],
        ["stack", "history", "--json"],
        ["config", "--json"],
    ])
        await ran(args.join(" "), "well", (options) => raw(args, options));
    await ran("destroy --diff", "well", destroy, { diff: true });
    await ran("preview, inactive", "with an error", preview);
    await ran("up, inactive", "with an error", up);
    project.write("index.js", program("blue", { ifExists: "restore" }));
    await ran("preview of a restore", "well", preview, { diff: true });
    await ran("restore", "well", up, { json: true });
    await ran("refresh --diff", "well", refresh, { diff: true });
    await ran("destroy --json", "well", destroy, { json: true });
}

function filesBelow(folder: string): readonly string[] {
    return readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        if (name === "node_modules" || name === "pulumi") return [];
        return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

test.each(Object.entries(LEVELS))("with CVG_LOG %s", async (level, env) => {
    await withStack(env, async (stack) => {
        const { sandbox, console, project, left } = stack;
        await madeAndChanged(stack);
        await refused(stack);
        await lookedAtAndDeleted(stack);
        left.push({ where: "the gateway's requests", text: JSON.stringify(await console.control("GET", "/requests")) });
        const written = filesBelow(join(project.folder, ".."));
        expect(written.some((file) => file.endsWith("pulumi-cvg.log"))).toBe(level !== "none");
        for (const file of written) left.push({ where: file, text: readFileSync(file, "utf8") });

        const markers = [...Object.values(MARKERS), sandbox.clientSecret];
        const found = left.flatMap(({ where, text }) =>
            markers.filter((marker) => text.includes(marker)).map((marker) => `${marker} in ${where}`),
        );
        expect(left.length).toBeGreaterThan(45);
        expect(found).toEqual([]);
        soak.add(left.length);
    });
});

soak.write(Object.keys(LEVELS).length, (texts) => `no marker in ${texts} texts and files that 42 commands left, at each level of the log`);
