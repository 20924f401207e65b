/** Slips of whoever types a command over the live tree: said before anything is read or written, with what there is instead. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { cvgWith, dataFile } from "../sandbox/command-line.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

let tenancy: Tenancy;
beforeAll(async () => {
    tenancy = await openTenancy({ seed: "insurer" });
});
afterAll(() => tenancy.close());

async function typed(...args: readonly string[]): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
    const { ended, output } = cvgWith(tenancy.env, ...args);
    return { code: await ended, ...output };
}
const refused = (said: RegExp) => ({ code: 1, stdout: "", stderr: expect.stringMatching(said) });

test.each([
    ["tenants"],
    ["who-has", "+4989200001"],
    ["purge-calendar"],
    ["processing-record"],
    ["what-if", "--set", "reseller.recordings=false"],
    ["doctor"],
    ["probe", "--customer", "Acme Versicherung"],
    ["ui"],
    ["export"],
])("cvg %s --cwd without a stack is not taken for a stack", async (...args) => {
    expect(await typed(...args, "--cwd", dataFile("."))).toEqual(
        refused(/^CVG602 --cwd names the folder of a Pulumi program, and no stack of it is named: .*\n {2}Name it with --stack, or leave/),
    );
});

test("an account that is taken for a customer is called an account, with the customer that it is of", async () => {
    const token = (await takeInventory(tenancy.another())).units.find(({ name }) => name === "Schaden")?.token;
    const said = `^CVG602 --customer "NAMED" names no customer: account "Schaden" \\(${token}\\) of customer "Acme Versicherung" is called that\\.\\n  Name a customer, like --customer "Acme Versicherung", or`;
    for (const named of ["Schaden", String(token)])
        expect(await typed("tenants", "--customer", named)).toEqual(refused(new RegExp(said.replace("NAMED", named))));
    expect(await typed("tenants", "--customer", "Sandbox")).toEqual(refused(/^CVG602 --customer "Sandbox" names no customer: reseller /));
    expect(await typed("tenants", "--customer", "Schaden", "--customer", "Nord")).toEqual(
        refused(/^CVG602 There is no customer "Nord" below reseller "Sandbox"\./),
    );
});

describe("cvg export writes no program without a unit", () => {
    const program = (): string => dataFile("none.ts");
    const exportInto = (...args: readonly string[]) => typed("export", "--output", program(), "--secrets", dataFile("none.sh"), ...args);
    afterEach(() => expect([program(), dataFile("none.sh")].filter(existsSync)).toEqual([]));

    test.each([
        [
            ["--include", "Schaden", "--exclude", "Schaden"],
            /^CVG602 --include "Schaden" names account "Schaden" .*, and --exclude leaves that out\.\n {2}Leave one of these options out\./,
        ],
        [
            ["--include", "Schaden", "--customer", "Stadtwerke Musterstadt"],
            /^CVG602 --include "Schaden" names account "Schaden" .* of customer "Acme Versicherung", and --customer leaves that out\./,
        ],
        [
            ["--customer", "Acme Versicherung", "--exclude", "Acme Versicherung"],
            /^CVG602 --customer "Acme Versicherung" names customer .*, and --exclude leaves/,
        ],
        [
            ["--exclude", "Acme Versicherung", "--exclude", "Stadtwerke Musterstadt"],
            /^CVG608 Below reseller "Sandbox" there is nothing to export with --exclude\.\n/,
        ],
    ])("%j", async (args, said) => {
        expect(await exportInto(...args)).toEqual(refused(said));
    });

    test("where nothing is in use, and says what there is", async () => {
        const empty = await openTenancy({});
        try {
            const { defaults } = await empty.gateway.defaults();
            const made = { customerName: "Acme", commonConfiguration: defaults.commonConfiguration };
            await empty.gateway.deactivate("customer", await empty.gateway.create("customer", empty.sandbox.reseller, made));
            const { ended, output } = cvgWith(empty.env, "export", "--output", program());
            expect({ code: await ended, ...output }).toEqual(
                refused(
                    /^CVG608 Below reseller "Sandbox" there is nothing to export: customer "Acme" \(\S+\) is inactive, .*\n {2}Name another reseller, or restore/,
                ),
            );
        } finally {
            await empty.close();
        }
    });
});

test("a customer is chosen of live units, and a preview is judged whole", async () => {
    expect(await typed("audit", "--rules", "r.yaml", "--preview", "p.json", "--customer", "Acme Versicherung")).toEqual(
        refused(/^CVG602 --customer chooses among live units, and --preview has a preview judged, whole\.\n {2}Leave one of them out\.\n$/),
    );
});

test("cvg ui at a port that somebody has says so", async () => {
    const { port } = new URL(tenancy.sandbox.endpoint);
    expect(await typed("ui", "--port", port)).toEqual(
        refused(
            new RegExp(
                `^CVG606 The page cannot be served on 127\\.0\\.0\\.1:${port}: the port is in use\\.\\n {2}Choose another port with --port, or`,
            ),
        ),
    );
});

test("of two files of rules not only the last is taken", async () => {
    for (const name of ["one.yaml", "two.yaml"]) writeFileSync(dataFile(name), "rules: {}\n");
    expect(await typed("audit", "--rules", dataFile("one.yaml"), "--rules", dataFile("two.yaml"))).toEqual(
        refused(/^CVG602 --rules is given twice, as "\S+one\.yaml" and as "\S+two\.yaml", and only the last would count\./),
    );
});

test("where there is no room, what was there stays: half of a file of tenants reads as fewer tenants", async () => {
    const file = dataFile("tenants.yaml");
    writeFileSync(file, "tenants: {}\n");
    // A kilobyte at most, in each file that it writes: without a cache of compiled code, which would be the first.
    const script = 'ulimit -f 2; exec "$0" "$@"';
    const args = [process.execPath, dataFile("cli/main.js"), "export", "--as", "yaml", "--output", file];
    const env = { ...process.env, ...tenancy.env, NODE_DISABLE_COMPILE_CACHE: "1" };
    await expect(promisify(execFile)("sh", ["-c", script, ...args], { env })).rejects.toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringMatching(
            /^CVG607 --output "\S+tenants\.yaml": there is no room left where it is written\.\n {2}Make room, .* as it was\.\n$/,
        ),
    });
    expect(readFileSync(file, "utf8")).toBe("tenants: {}\n");
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith(".cvg-"))).toEqual([]);
});

test("cvg export --check without a place for temporary files says so, and what was exported is there", async () => {
    const tools = dataFile("tools");
    mkdirSync(tools);
    writeFileSync(join(tools, "pulumi"), "#!/bin/sh\n", { mode: 0o755 });
    const file = dataFile("unchecked.ts");
    const env = { ...tenancy.env, TMPDIR: join(tools, "pulumi"), NODE_DISABLE_COMPILE_CACHE: "1", PATH: `${tools}:/usr/bin:/bin` };
    const { ended, output } = cvgWith(env, "export", "--check", "--output", file);
    expect(await ended).toBe(1);
    expect(output.stderr).toMatch(
        /\nCVG607 export --check cannot write into "\S+", the folder for temporary files: the system says ENOTDIR\.\n {2}Make room there, .*\n$/,
    );
    expect(readFileSync(file, "utf8")).toContain("new cvg.Tenant(");
});

test.each(["SIGINT", "SIGTERM"] as const)(
    "cvg export --check that %s ends leaves no folder behind: there are secrets in it",
    async (signal) => {
        const [home, tools] = [dataFile(`home-${signal}`), dataFile(`tools-${signal}`)];
        for (const folder of [home, tools]) mkdirSync(folder);
        // Pulumi, as far as it is asked here: `stack init` takes its time.
        writeFileSync(join(tools, "pulumi"), `#!/bin/sh\n[ "$1" = version ] || { touch ${tools}/begun; exec sleep 60; }\n`, {
            mode: 0o755,
        });
        const modules = join(__dirname, "../../../node_modules");
        const env = { ...tenancy.env, TMPDIR: home, NODE_PATH: modules, NODE_DISABLE_COMPILE_CACHE: "1", PATH: `${tools}:/usr/bin:/bin` };
        const { child, ended } = cvgWith(env, "export", "--check");
        while (!existsSync(join(tools, "begun"))) await new Promise((resolve) => setTimeout(resolve, 20));
        expect(readdirSync(home)).toEqual([expect.stringMatching(/^cvg-export-check-/)]);
        child.kill(signal);
        expect(await ended).toBe(signal);
        expect(readdirSync(home)).toEqual([]);
    },
);

test("cvg export --check runs nothing more where a signal comes while its own stack's configuration is asked for", async () => {
    const [home, tools] = [dataFile("home-between"), dataFile("tools-between")];
    for (const folder of [home, tools]) mkdirSync(folder);
    // The configuration is asked for twice: for the reading, and for the check.
    const asked = `if [ -e ${tools}/asked ]; then kill -TERM $PPID; sleep 0.3; fi; touch ${tools}/asked; echo {}`;
    const answers = `version*) ;; config*) ${asked};; "stack export"*) echo '{"deployment":{}}';; *) touch ${tools}/begun; exec sleep 2;;`;
    writeFileSync(join(tools, "pulumi"), `#!/bin/sh\ncase "$1 $2" in ${answers} esac\n`, { mode: 0o755 });
    const modules = join(__dirname, "../../../node_modules");
    const env = { ...tenancy.env, TMPDIR: home, NODE_PATH: modules, NODE_DISABLE_COMPILE_CACHE: "1", PATH: `${tools}:/usr/bin:/bin` };
    expect(await cvgWith(env, "export", "--check", "--stack", "prod").ended).toBe("SIGTERM");
    expect([existsSync(join(tools, "asked")), existsSync(join(tools, "begun")), readdirSync(home)]).toEqual([true, false, []]);
});

test("cvg doctor says that there is no Pulumi CLI, and that cvg does without", async () => {
    const { ended, output } = cvgWith({ ...tenancy.env, PATH: dataFile("nothing-there") }, "doctor");
    expect(await ended).toBe(0);
    expect(output.stdout).toMatch(
        /^look {3}Pulumi CLI +not found\n +Install it to preview and apply programs; `cvg` alone can do without\.$/m,
    );
    writeFileSync(dataFile("pulumi"), "#!/bin/sh\necho 'no home' >&2\nexit 3\n", { mode: 0o755 });
    const failing = cvgWith({ ...tenancy.env, PATH: `${dataFile(".")}:/usr/bin:/bin` }, "doctor");
    expect(await failing.ended).toBe(0);
    expect(failing.output.stdout).toMatch(
        /^look {3}Pulumi CLI +pulumi version: no home\n +Run it to see why; `cvg` alone can do without\.$/m,
    );
});
