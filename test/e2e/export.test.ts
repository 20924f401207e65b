/** What `cvg export` writes, applied: nothing changes at the gateway, and exported again it is the same. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { z } from "zod";
import { CommonConfiguration } from "../../provider/gateway/wire/contract.js";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { runCommand } from "../harness/command.js";
import { openConsole } from "../harness/console.js";
import { engineFolder, repository, selfContained } from "../harness/engine-environment.js";
import { demand, nativeManifest, nativeSdk } from "../harness/native-program.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";
import { plannedErrors, plannedSteps } from "../harness/steps.js";

let sandbox: Sandbox;
let folder: string;
let project: PulumiProject | undefined;
beforeEach(async () => {
    sandbox = await startSandbox({ seed: "insurer" });
    folder = mkdtempSync(join(tmpdir(), "cvg-export-"));
});
afterEach(async () => {
    await project?.close();
    project = undefined;
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
});

interface Typed {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

async function typing(...args: readonly string[]): Promise<Typed> {
    const { code, stdout, stderr } = await runCommand(process.execPath, [join(repository, "dist/cli/main.js"), ...args], {
        cwd: folder,
        env: { ...process.env, ...gatewayEnvironment(sandbox), PATH: [engineFolder, process.env.PATH].join(delimiter) },
        timeoutSeconds: 120,
    });
    return { code, stdout, stderr };
}

async function cvg(...args: readonly string[]): Promise<Typed> {
    const typed = await typing(...args);
    expect({ code: typed.code, problems: typed.code === 0 ? "" : typed.stderr }).toEqual({ code: 0, problems: "" });
    return typed;
}

const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const text = await (await fetch(`${sandbox.control}${path}`, { method, ...sent })).text();
    return text === "" ? undefined : JSON.parse(text);
};
const Counts = z.object({ counts: z.record(z.string(), z.number()) });
/** Requests that write, by route. */
async function writes(): Promise<Readonly<Record<string, number>>> {
    const { counts } = Counts.parse(await control("GET", "/requests"));
    return Object.fromEntries(Object.entries(counts).filter(([route]) => !/^GET |^POST token/.test(route)));
}

/** The program that the file says it is read by. */
const programIn = (yaml: string): string =>
    yaml
        .split("\n")
        .flatMap((line) => /^# {5}(.*)$/.exec(line)?.[1] ?? [])
        .join("\n");

test.each(["tenants", "classes", "yaml"])("exported as %s, the first up writes nothing, and the second has nothing to do", async (form) => {
    const [program, script] = [join(folder, "exported"), join(folder, "secrets.sh")];
    const { stderr } = await cvg("export", "--as", form, "--output", program, "--secrets", script);
    expect(stderr).toContain("2 tenants with 11 units written.");
    expect(statSync(script).mode & 0o777).toBe(0o600);
    const text = readFileSync(program, "utf8");
    expect(text).not.toContain("not-a-real-token");
    const files: Readonly<Record<string, string>> =
        form === "yaml" ? { "index.ts": programIn(text), "tenants.yaml": text } : { "index.ts": text };
    project = await pulumiProject({ files, env: gatewayEnvironment(sandbox) });
    const home = join(project.folder, "..");
    const set = await runCommand("sh", [script], { cwd: project.folder, env: selfContained(home), timeoutSeconds: 120 });
    expect(set).toMatchObject({ code: 0 });
    await control("DELETE", "/requests");
    const preview = await project.preview({ json: true });
    expect(plannedErrors(preview.json)).toEqual([]);
    const up = await project.up();
    expect({ code: up.code, problems: up.code === 0 ? "" : up.text }).toEqual({ code: 0, problems: "" });
    expect(await writes()).toEqual({});
    const after = await project.preview({ json: true, args: ["--refresh"] });
    expect(Object.values(plannedSteps(after.json)).filter((step) => step !== "refresh")).toEqual([]);
    expect((await cvg("export", "--as", form)).stdout).toBe(text);
});

test("--check says that nothing would be written, and writes nothing; of what would be, it says what, and ends with 2", async () => {
    const { stderr } = await cvg("export", "--as", "yaml", "--check");
    expect(stderr).toContain("Checked: the first `pulumi up` writes nothing at the gateway, and the preview after it is empty.\n");
    // Hidden secrets: nobody knows whether they are the same.
    await control("POST", "/behaviour", { secretsOnRead: "masked" });
    const hidden = await typing("export", "--as", "yaml", "--include", "Glasbruch", "--check");
    expect(hidden.stdout).toContain(
        "# The gateway hides the secret of this bot: the first `pulumi up` writes acme-versicherung-glasbruch-bot-token",
    );
    expect(hidden.stdout).not.toContain("Schadenhotline");
    const told = hidden.stderr.slice(hidden.stderr.indexOf("Checked:")).split("\n");
    expect({ code: hidden.code, told }).toEqual({
        code: 2,
        told: [
            "Checked: it is NOT empty. Tried with cvg:readOnly, so nothing was written.",
            expect.stringMatching(
                /^ {2}CVG310 .*-glasbruch adopts project "Glasbruch" \(\S+\), changes bot\.token \(the gateway hides it\)\.$/,
            ),
            expect.stringMatching(/^ {2}CVG508 project "Glasbruch" \(\S+\): cvg:readOnly is set, so POST \S+ was not sent\.$/),
            "",
        ],
    });
    expect(await writes()).toEqual({});
});

test("exported for pulumi import: the plugin reads every unit, nothing is written, and the program that says the same has nothing to do", async () => {
    const schaden = (await (await openConsole(sandbox)).units()).get("Schaden")?.token;
    // What nobody can declare is not imported, so that the next preview is not refused for it.
    await (await openConsole(sandbox)).edit(`/account/${sandbox.reseller}/${schaden}`, (body) => ({
        ...body,
        commonConfiguration: { ...CommonConfiguration.parse(body.commonConfiguration), maxDialogRetentionTime: 5 * 3_600_000 },
    }));
    const [file, script] = [join(folder, "import.json"), join(folder, "secrets.sh")];
    const { stderr } = await cvg("export", "--as", "import", "--output", file, "--secrets", script);
    expect(stderr).toContain('account "Schaden": Stored is dialogRetention "5 hours", which cannot be declared');
    for (const name of ["Glasbruch", "Schadenhotline"])
        expect(stderr).toContain(`project "${name}": What applies is dialogRetention "5 hours", which cannot be declared`);
    const files = { "Pulumi.yaml": nativeManifest, "index.js": "" };
    project = await pulumiProject({ files, env: gatewayEnvironment(sandbox) });
    const set = await runCommand("sh", [script], {
        cwd: project.folder,
        env: selfContained(join(project.folder, "..")),
        timeoutSeconds: 120,
    });
    expect(set).toMatchObject({ code: 0 });
    await control("DELETE", "/requests");
    const text = await demand(project.raw(["import", "--file", file, "--yes", "--protect=false", "--generate-code=false"]));
    expect(text).toContain("= 11 imported");
    // What Pulumi writes has a line for every field that was read, an empty list too.
    const exportedText = (await cvg("export", "--as", "classes", "--explicit")).stdout;
    const program = exportedText.replace(/^import .*$/gm, "").replace(/^( +)utteranceTimeout/gm, "$1externalNumbers: [],\n$&");
    project.write("index.js", `${nativeSdk}const cvg = { Customer, Account, Project };\n${program}`);
    // The three units that keep dialogs for five hours: their settings are in the state by now, and leave it.
    const preview = await demand(project.preview());
    expect(preview).toMatch(/~ 3 to update\s+9 unchanged/);
    expect(
        preview
            .match(/CVG117 [\w-]+/g)
            ?.sort()
            .filter((code, at, all) => code !== all[at - 1]),
    ).toEqual(["CVG117 acme-versicherung-glasbruch", "CVG117 acme-versicherung-schaden", "CVG117 acme-versicherung-schadenhotline"]);
    await demand(project.up());
    expect(await demand(project.preview())).toContain("12 unchanged");
    expect(await writes()).toEqual({});
    expect(JSON.stringify(await project.stackExport())).not.toContain("not-a-real-token");
    expect(await typing("export", "--as", "import", "--check")).toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringContaining("CVG602 --check"),
    });
});
