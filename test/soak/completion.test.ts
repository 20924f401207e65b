/** Tab in each shell that this machine has, in a terminal: bash, zsh and fish, as whoever reads the help sets them up. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { repository } from "../harness/engine-environment.js";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cvg-completion-"));
    writeFileSync(join(folder, "cvg"), `#!/bin/sh\nexec "${process.execPath}" "${join(repository, "dist/cli/main.js")}" "$@"\n`);
    chmodSync(join(folder, "cvg"), 0o755);
    writeFileSync(join(folder, "draft.ts"), "");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PATIENCE_MS = 20_000;

/** How each is started without anybody's own settings, and what its user writes into them. */
const SHELLS = {
    bash: { start: "bash --norc --noprofile -i", setUp: "source <(cvg completion bash)" },
    zsh: { start: "zsh -f -i", setUp: "source <(cvg completion zsh)" },
    fish: { start: "fish --no-config -i", setUp: "cvg completion fish | source" },
} as const;
type Shell = keyof typeof SHELLS;
const NAMES: readonly Shell[] = ["bash", "zsh", "fish"];

/** A terminal with the shell in it, made by `script` of util-linux: shells complete nowhere else. */
function terminal(shell: Shell) {
    const { start, setUp } = SHELLS[shell];
    const env = { HOME: folder, TERM: "dumb", LANG: "C.UTF-8", PATH: [folder, process.env.PATH ?? ""].join(delimiter) };
    const child = spawn("script", ["-qec", start, "/dev/null"], { cwd: folder, env, stdio: ["pipe", "pipe", "ignore"] });
    let shown = "";
    child.stdout.on("data", (data) => {
        shown += data;
    });
    const until = async (text: string): Promise<void> => {
        const late = Date.now() + PATIENCE_MS;
        while (!shown.includes(text)) {
            if (Date.now() > late) throw new Error(`${shell} never showed ${text}: ${JSON.stringify(shown)}`);
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    };
    return {
        setUp: async () => {
            child.stdin.write(`${setUp}\necho rea""dy\n`);
            await until("ready");
        },
        /** What the shell makes of a line on Tab. */
        completes: async (line: string, to: string) => {
            shown = "";
            child.stdin.write(`${line}\t`);
            await until(to);
            child.stdin.write("\u0015");
        },
        close: async () => {
            const ended = once(child, "exit");
            child.kill("SIGKILL");
            await ended;
        },
    };
}

const here = NAMES.filter((name) => spawnSync(name, ["--version"]).status === 0);

test("each shell that is here completes commands, options, their values, and files where a file belongs", async () => {
    expect(here).toContain("bash");
    for (const name of here) {
        const shell = terminal(name);
        try {
            await shell.setUp();
            await shell.completes("cvg te", "tenants");
            await shell.completes("cvg tenants --form", "--format");
            await shell.completes("cvg tenants --format m", "markdown");
            await shell.completes("cvg tenants --help --undec", "--undeclared");
            await shell.completes("cvg export --output dr", "draft.ts");
        } finally {
            await shell.close();
        }
    }
});
