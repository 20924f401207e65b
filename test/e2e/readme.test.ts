/** The README's program and the output that it shows, on the real engine. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { blocksIn } from "../harness/page-blocks.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";

const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");

const [program = ""] = blocksIn(readme, "ts");
const [refusal = "", preview = ""] = blocksIn(readme, "text");

let sandbox: Sandbox;
let project: PulumiProject;

beforeAll(async () => {
    sandbox = await startSandbox();
    project = await pulumiProject({
        name: "acme",
        files: { "index.ts": program },
        config: stackConfiguration(sandbox).config,
        secrets: { ...stackConfiguration(sandbox).secrets, "acme:botToken": "t" },
        plainStart: true,
    });
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
});

test("the README's program is refused with the text that the README shows", async () => {
    const { code, stdout } = await project.preview();
    expect(code).not.toBe(0);
    // The engine prints the resources of its diagnostics in no fixed order.
    for (const part of refusal.replace("Diagnostics:", "").split("\n\n")) expect(stdout).toContain(part.trim());
});

test("with an hour instead, the preview reads as the README shows", async () => {
    project.write("index.ts", program.replace('dialogRetention: "1 week"', 'dialogRetention: "1 hour"'));
    const { code, stdout } = await project.preview({ diff: true });
    expect(code).toBe(0);
    const withoutUrns = stdout.replace(/^\s+\[urn=.*\n/gm, "");
    for (const line of preview.trimEnd().split("\n")) expect(withoutUrns.split("\n")).toContain(line);
    const start = withoutUrns.indexOf("    + pulumi-nodejs:dynamic/cvg:Project: (create)");
    expect(withoutUrns.slice(start, start + preview.trimEnd().length)).toBe(preview.trimEnd());
});
