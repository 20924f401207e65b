/** docs/sandbox.md against the gateway: its commands are run, and what it shows is what they print. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sandboxCommand } from "../../../provider/cli/sandbox-command.js";
import { requestLine, welcome } from "../../../provider/cli/sandbox-text.js";
import type { Sandbox } from "../../../provider/sandbox/index.js";
import { openSandbox } from "./open-sandbox.js";
import { servedRoutes } from "./served-routes.js";
import { type Block, blocksOf, shownValues, shows, withoutChance } from "./shown-output.js";

const page = readFileSync(join(__dirname, "../../../docs/sandbox.md"), "utf8");
const blocks = blocksOf(page);
const commands = blocks.filter(({ language }) => language === "sh");

function controlRoutes(): readonly string[] {
    const control = servedRoutes().filter(({ method, path }) => path.startsWith("/control/") && method !== "ALL");
    return control.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`).sort();
}

test("the page lists every call of the control API, and no other", () => {
    const rows = [...page.matchAll(/^\| (`(?:GET|POST|DELETE)\b.*?) \|/gm)].map(([, cell = ""]) => cell);
    const listed = rows.flatMap((cell) => {
        const path = /\/control\/[^\s`]+/.exec(cell)?.[0];
        if (path === undefined) return [];
        return [...cell.matchAll(/GET|POST|DELETE/g)].map(([method]) => `${method} ${path}`);
    });
    expect(listed.sort()).toEqual(controlRoutes());
});

test("the page has a command for every call of the control API", () => {
    const calls = commands.flatMap(({ text }) => [...text.matchAll(/curl -s ([^|\n]*?)\$control(\/[^\s)]+)([^|\n]*)/g)]);
    const shown = calls.map(([, before = "", path = "", after = ""]) => {
        const method = /-X (\w+)/.exec(before)?.[1] ?? (/-d |--json /.test(after) ? "POST" : "GET");
        return `${method} /control${path.replace("$dialog", "{dialogId}")}`;
    });
    expect([...new Set(shown)].sort()).toEqual(controlRoutes());
});

test("the page lists every option of cvg sandbox, and no other", () => {
    const listed = [...page.matchAll(/^\| `(--.*?)` \|/gm)].map(([, flags = ""]) => flags);
    expect(listed).toEqual(sandboxCommand().options.map(({ flags }) => flags));
});

test("the page shows what cvg sandbox prints when it is ready, and for each request", async () => {
    const { sandbox } = await openSandbox();
    const at7080: Sandbox = JSON.parse(JSON.stringify(sandbox).replaceAll(new URL(sandbox.endpoint).port, "7080"));
    const [, ready, log] = blocks.filter(({ language }) => language === "text");
    expect(withoutChance(ready?.text ?? "")).toBe(withoutChance(welcome(at7080, { overview: "http://127.0.0.1:42693/" }).trim()));
    const lines = (log?.text ?? "").split("\n");
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
        const [date = "", time = "", status = "", ms = "", , method = "", path = ""] = line.split(/ +/);
        const request = { ...{ id: "", method, route: "", path: `/master-api${path}` }, at: `${date}T${time}.000Z` };
        const same = { ...request, status: status === "cut" ? 0 : Number(status), ms: Number(ms) };
        expect(requestLine(path.startsWith("/oauth") ? { ...same, path } : same, sandbox)).toBe(line);
    }
});

test("the page's commands, run from top to bottom, print what the page shows", async () => {
    const { sandbox } = await openSandbox({ seed: "insurer" });
    const bot = await startBot();
    const printed = await run(commands, sandbox, bot.port).finally(() => bot.child.kill());
    const differing = commands.flatMap(({ text, output }, index) => {
        const real = printed[index] ?? "";
        if (output === undefined) return real.trim() === "" ? [] : [{ command: text, shown: "", printed: real }];
        return showsAll(shownValues(output), shownValues(real)) ? [] : [{ command: text, shown: output, printed: real }];
    });
    expect(printed).toHaveLength(commands.length);
    expect(differing).toEqual([]);
});

const showsAll = (shown: readonly unknown[], real: readonly unknown[]): boolean => shown.length === real.length && shows(shown, real);

/** The page's bot, as a process of its own, on a port that is free. */
async function startBot(): Promise<{ readonly child: ChildProcess; readonly port: string }> {
    const source = blocks.find(({ language }) => language === "js")?.text ?? "";
    const listening = source.replace(
        'listen(5005, "127.0.0.1")',
        'listen(0, "127.0.0.1", function () { console.log(this.address().port); })',
    );
    expect(listening).not.toBe(source);
    const child = spawn(process.execPath, ["--input-type=module", "-e", listening], { stdio: ["ignore", "pipe", "inherit"] });
    const [port] = await once(child.stdout, "data");
    return { child, port: String(port).trim() };
}

/** Runs the blocks in one shell. @returns what each printed */
async function run(all: readonly Block[], sandbox: Sandbox, botPort: string): Promise<readonly string[]> {
    const folder = mkdtempSync(join(tmpdir(), "cvg-docs-"));
    const end = "-- end of a block --";
    const own: Readonly<Record<string, string>> = { reseller: sandbox.reseller, clientSecret: sandbox.clientSecret };
    const script = all
        .map(({ text }) =>
            text.replace("http://127.0.0.1:7080", new URL(sandbox.endpoint).origin).replace("127.0.0.1:5005", `127.0.0.1:${botPort}`),
        )
        .map((text) => text.replace(/<cvg:(\w+)>/g, (_, name: string) => own[name] ?? ""))
        .map((text) => `${text}\necho '${end}'`);
    // An answer ends without a line break: the next would stand beside it.
    const source = ["set -euo pipefail", 'curl() { command curl "$@"; echo; }', ...script].join("\n");
    const shell = spawn("bash", ["-c", source], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    shell.stdout.on("data", (data: Buffer) => {
        output.stdout += data.toString();
    });
    shell.stderr.on("data", (data: Buffer) => {
        output.stderr += data.toString();
    });
    const code = await new Promise((resolve) => shell.once("close", resolve));
    rmSync(folder, { recursive: true });
    expect({ code, problems: output.stderr }).toEqual({ code: 0, problems: "" });
    return output.stdout.split(`${end}\n`).slice(0, -1);
}
