/** What `cvg export` writes, applied: nothing changes at the gateway, and exported again it is the same. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { runCommand } from "../harness/command.js";
import { repository, selfContained } from "../harness/engine-environment.js";
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

async function cvg(...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
    const { code, stdout, stderr } = await runCommand(process.execPath, [join(repository, "dist/cli/main.js"), ...args], {
        cwd: folder,
        env: { ...process.env, ...gatewayEnvironment(sandbox) },
        timeoutSeconds: 60,
    });
    expect({ code, problems: code === 0 ? "" : stderr }).toEqual({ code: 0, problems: "" });
    return { stdout, stderr };
}

const control = async (method: string, path: string): Promise<unknown> => {
    const text = await (await fetch(`${sandbox.control}${path}`, { method })).text();
    return text === "" ? undefined : JSON.parse(text);
};
const Counts = z.object({ counts: z.record(z.string(), z.number()) });
/** Requests that write, by route. */
async function writes(): Promise<Readonly<Record<string, number>>> {
    const { counts } = Counts.parse(await control("GET", "/requests"));
    return Object.fromEntries(Object.entries(counts).filter(([route]) => !/^GET |^POST token/.test(route)));
}

test.each(["tenants", "classes"])("exported as %s, the first up writes nothing, and the second has nothing to do", async (form) => {
    const [program, script] = [join(folder, "index.ts"), join(folder, "secrets.sh")];
    const { stderr } = await cvg("export", "--as", form, "--output", program, "--secrets", script);
    expect(stderr).toContain("2 tenants with 11 units written.");
    expect(statSync(script).mode & 0o777).toBe(0o600);
    const text = readFileSync(program, "utf8");
    expect(text).not.toMatch(/token: "[^-]*"/);
    project = await pulumiProject({ files: { "index.ts": text }, env: gatewayEnvironment(sandbox) });
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
