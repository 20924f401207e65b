/**
 * docs/reviewing.md: the change that it reviews, and what the real engine prints of it.
 * `REVIEWING=write npx jest test/e2e/reviewing` puts what is printed into the page.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";

const file = join(__dirname, "../../docs/reviewing.md");
const page = readFileSync(file, "utf8");
const block = (language: string, index = 0): string =>
    [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))][index]?.[1]?.trimEnd() ?? "";

const before = block("ts");
const [removed = "", added = ""] = ["-", "+"].map((sign) =>
    block("diff")
        .split("\n")
        .find((line) => line.startsWith(sign))
        ?.slice(1),
);

/** What a reviewer reads below "Diagnostics:", without the tokens and the address of this run. */
const diagnostics = (stdout: string): string => {
    const [, rest = ""] = stdout.split("Diagnostics:\n");
    const [told = ""] = rest.split(/^\S/m);
    return `Diagnostics:\n${told
        .trimEnd()
        .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<token>")
        .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://<host>")}`;
};

let sandbox: Sandbox;
let project: PulumiProject;
let shown: readonly [preview: string, up: string];

beforeAll(async () => {
    sandbox = await startSandbox();
    project = await pulumiProject({
        name: "acme",
        // A week was allowed when somebody made a project in the console; then the customer was tightened to a day.
        files: { "index.ts": before.replace('dialogRetention: "1 day"', 'dialogRetention: "1 week"') },
        ...stackConfiguration(sandbox),
    });
    expect((await project.up()).code).toBe(0);
    const console = await openConsole(sandbox);
    const units = await console.units();
    const hotline = await console.get(`/project/${sandbox.reseller}/${units.get("Schadenhotline")?.token}`);
    const privacy = { ...Object(hotline.commonConfiguration), maxDialogRetentionTime: 604_800_000 };
    await console.post(`/projects/${sandbox.reseller}/${units.get("Schaden")?.token}`, {
        ...hotline,
        projectName: "Glasbruch",
        commonConfiguration: privacy,
    });
    project.write("index.ts", before);
    expect((await project.up()).code).toBe(0);

    project.write("index.ts", before.replace(removed, added));
    const preview = await project.preview();
    const up = await project.up();
    expect([preview.code, up.code]).toEqual([0, 0]);
    shown = [diagnostics(preview.stdout), diagnostics(up.stdout)];
    if (process.env.REVIEWING !== "write") return;
    const texts = [...shown];
    writeFileSync(
        file,
        page.replace(/```text\n.*?```/gs, () => `\`\`\`text\n${texts.shift() ?? ""}\n\`\`\``),
    );
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
});

test("the preview reads as the page shows", () => {
    const text = process.env.REVIEWING === "write" ? shown[0] : block("text");
    expect(shown[0]).toBe(text);
    for (const code of ["CVG107", "CVG108", "CVG109"]) expect(text).toContain(code);
});

test("the update reads as the page shows, and names what it pinned", () => {
    const text = process.env.REVIEWING === "write" ? shown[1] : block("text", 1);
    expect(shown[1]).toBe(text);
    expect(text).toContain('CVG110 project "Glasbruch"');
});
