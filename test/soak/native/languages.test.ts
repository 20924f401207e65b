/** The examples in other languages than Node's, as users run them, through the plugin: one tenant from the first preview to its end. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { exampleFiles, LANGUAGES, type Language, type LanguageTools, languageTools } from "../../harness/languages.js";
import { gatewayEnvironment } from "../../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../../harness/pulumi-cli.js";

let tools: LanguageTools;
let sandbox: Sandbox;
let console: Console;
beforeAll(() => {
    tools = languageTools();
});
beforeEach(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
});
afterEach(() => sandbox.close());

async function demand(run: ReturnType<PulumiProject["preview"]>): Promise<string> {
    const { code, text } = await run;
    if (code !== 0) throw new Error(`it ended with ${code}\n${text}`);
    return text;
}

async function open(language: Language): Promise<PulumiProject> {
    const env = { ...gatewayEnvironment(sandbox), ...tools.env };
    const secrets = { botToken: "MARKER-token" };
    const project = await pulumiProject({
        name: `cvg-${language}`,
        files: exampleFiles(language),
        env,
        secrets,
        plainStart: true,
        timeoutSeconds: 600,
    });
    await tools.prepare(language, project.folder);
    return project;
}

async function customerPath(): Promise<string> {
    const customer = (await console.everyUnit()).find(({ level }) => level === "customer");
    return `/customers/${sandbox.reseller}/${customer?.token}`;
}

/** What `pulumi import` writes is a program: with the head of the project's file, in YAML. */
const generated = (language: Language, code: string): string =>
    language === "yaml" ? (exampleFiles("yaml")["Pulumi.yaml"]?.replace(/^config:[\s\S]*/m, code) ?? "") : code;

/** In another stack of the same project. */
async function imported(project: PulumiProject, language: Language, token: string): Promise<void> {
    const { program } = LANGUAGES[language];
    if (language === "yaml") project.write(program, generated(language, "resources: {}\n"));
    await demand(project.raw(["stack", "init", "imported"]));
    const args = ["--yes", "--protect=false", "--out", "generated"];
    expect(await demand(project.raw(["import", "cvg:index:Customer", "acme", token, ...args]))).not.toContain("CVG");
    project.write(program, generated(language, readFileSync(join(project.folder, "generated"), "utf8")));
    expect(await demand(project.preview())).toContain("2 unchanged");
    await demand(project.raw(["stack", "select", "dev"]));
    project.write(program, exampleFiles(language)[program] ?? "");
}

test.each(["yaml", "python", "go"] as const)("the tenant in %s: preview, up, no change, drift, import, destroy", async (language) => {
    await using project = await open(language);
    const preview = await demand(project.preview({ diff: true }));
    expect(preview).toMatch(/effective\s*: {[^}]*dialogRetention\s*: "1 hour"/);
    expect(preview).toContain("project hotline: ");
    await demand(project.up());
    expect(await demand(project.preview())).toContain("4 unchanged");
    expect(await project.stackOutputs()).toMatchObject({ effective: { dialogRetention: "1 hour", recordings: true } });

    const path = await customerPath();
    const before = await console.get(path);
    const drift = () => console.edit(path, (body) => ({ ...body, customerName: "Somebody else" }));
    await drift();
    const looked = await demand(project.preview({ diff: true, args: ["--refresh"] }));
    expect([looked, looked]).toEqual([
        expect.stringMatching(/name\s*: "Somebody else" => "Acme Versicherung"/),
        expect.stringContaining("~ 1 to update"),
    ]);
    expect(await demand(project.refresh({ diff: true }))).toMatch(/name\s*: "Acme Versicherung" => "Somebody else"/);
    await demand(project.up());
    expect(await console.get(path)).toEqual(before);
    await drift();
    await demand(project.up({ args: ["--refresh"] }));
    expect(await console.get(path)).toEqual(before);
    expect(JSON.stringify(await project.stackExport()) + preview).not.toContain("MARKER");

    await imported(project, language, path.split("/").at(-1) ?? "");
    await demand(project.destroy());
    expect((await console.everyUnit()).filter(({ level, inactive }) => level !== "reseller" && !inactive)).toEqual([]);
});
