/** What the shell offers on Tab, the help of every command, and the page of exit codes. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cvg, cvgWith } from "./command-line.js";

/** What is offered at the end of a line. */
async function offered(line: string, point?: number, further: readonly string[] = []): Promise<readonly string[]> {
    const { ended, output } = cvgWith(
        { COMP_LINE: line, ...(point === undefined ? {} : { COMP_POINT: String(point) }) },
        "completion",
        "words",
        ...further,
    );
    expect([await ended, output.stderr]).toEqual([0, ""]);
    return output.stdout.split("\n").filter((word) => word !== "");
}

/** As `cvg --help` lists them. */
async function commands(): Promise<readonly string[]> {
    const { ended, output } = cvg("--help");
    expect(await ended).toBe(0);
    return [...output.stdout.matchAll(/^ {2}([a-z][a-z-]+) /gm)].flatMap(([, name]) => name ?? []).filter((name) => name !== "help");
}

test.each<[string, readonly string[]]>([
    ["cvg pro", ["processing-record", "probe"]],
    ["cvg tenants --rec", ["--recording"]],
    ["cvg tenants --format x", ["xlsx"]],
    ["cvg tenants --level ", ["reseller", "customer", "account", "project"]],
    ["cvg export --as ", ["tenants", "classes", "yaml", "import"]],
    ["cvg completion z", ["zsh"]],
    ["cvg review prev", []],
    ["cvg nothing --x", []],
])("%j offers %j", async (line, words) => {
    expect(await offered(line)).toEqual(words);
});

test("all commands are offered, and what stands behind the cursor does not count", async () => {
    const all = [...(await commands()), "--help", "--version"];
    expect(await offered("cvg ")).toEqual(all);
    expect(await offered("cvg what-if --file x", "cvg wh".length)).toEqual(["who-has", "what-if"].filter((name) => name.startsWith("wh")));
});

test("words that bash adds to the command are not taken for its own options", async () => {
    expect(await offered("cvg tenants --help --form", undefined, ["--", "cvg", "--form", "--help"])).toEqual(["--format"]);
});

const hasBash = spawnSync("bash", ["--version"]).status === 0;
// Each shell in a terminal of its own: `npm run soak -- completion`.
test(hasBash ? "a real bash takes the script" : "the script is for bash", async () => {
    const { ended, output } = cvg("completion", "bash");
    expect(await ended).toBe(0);
    const said = "complete -o default -C 'cvg completion words --' cvg\n";
    expect(output.stdout).toBe(said);
    if (!hasBash) return;
    const { stdout, status } = spawnSync("bash", ["--norc", "-c", `${output.stdout}\ncomplete -p cvg`], { encoding: "utf8" });
    expect({ stdout, status }).toEqual({ stdout: said, status: 0 });
});

test("the help of every command shows examples, and the page of exit codes has a row for each", async () => {
    const page = readFileSync(join(__dirname, "../../../docs/exit-codes.md"), "utf8");
    const all = await commands();
    expect(all.length).toBeGreaterThan(10);
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(all);
    const helps = await Promise.all(
        all.map(async (name) => {
            const { ended, output } = cvg(name, "--help");
            expect(await ended).toBe(0);
            return { name, hasExamples: /^Examples:\n {2}\$ /m.test(output.stdout) };
        }),
    );
    expect(helps.filter(({ hasExamples }) => !hasExamples)).toEqual([]);
}, 60_000);
