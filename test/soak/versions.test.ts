/** A tenant's short life with other versions of the engine, the SDK and Node, through the classes and through the plugin. */
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";
import { type Project, projectOf } from "./environments/project.js";
import { type NodeLine, openToolbox, type Toolbox } from "./environments/toolbox.js";
import { resultPage } from "./result-page.js";
import { engineOf } from "./versions/engines.js";
import { SHELLS, type Shell } from "./versions/programs.js";

const HEAD = `# Versions

<!-- The table is written by \`npm run soak -- versions\`, each row by a test that passed. -->

The packed package with the embedded gateway, and with pairs of versions: the oldest and the newest engine and SDK, what changed between them, and each line
of Node. *Lives*: a preview of the empty stack with what applies, a refusal (CVG101), \`up\`, a preview without changes, \`refresh\`, a customer that is read
(\`get\`) and \`destroy\`; the secret is in no output and in no state. [Environments](environments.md) has the package managers.

| engine | SDK | Node | through | result | last run |
| --- | --- | --- | --- | --- | --- |
`;
const page = resultPage("versions.md", HEAD, 4);

/** Engine, SDK, Node. The engine 3.276.0 is the one that development uses; 3.257.0 is the oldest SDK that the package takes. */
const ROWS: readonly (readonly [string, string, NodeLine])[] = [
    ["3.276.0", "3.257.0", "24"],
    ["3.276.0", "3.268.0", "24"],
    ["3.276.0", "3.276.0", "22.19"],
    ["3.276.0", "3.276.0", "24"],
    ["3.276.0", "3.276.0", "26"],
    ["3.259.0", "3.257.0", "22.19"],
    ["3.259.0", "3.276.0", "24"],
    ["3.274.1", "3.276.0", "26"],
];
const MATRIX = ROWS.flatMap((row) => (["classes", "plugin"] as const).map((shell) => [...row, shell] as const));

let toolbox: Toolbox;
let sandbox: Sandbox;
beforeAll(async () => {
    toolbox = await openToolbox(["node-22.19", "node-26"]);
}, 900_000);
beforeEach(async () => {
    sandbox = await startSandbox();
});
afterEach(() => sandbox.close());
afterAll(() => toolbox?.close());

async function installed(engine: string, sdk: string, node: NodeLine, shell: Shell): Promise<Project> {
    const project = projectOf(toolbox, "npm", { node, engine: await engineOf(engine), env: gatewayEnvironment(sandbox) });
    for (const [file, content] of Object.entries(SHELLS[shell])) project.write(file, content);
    const dependencies = { "pulumi-cvg": `file:${toolbox.tarball}`, "@pulumi/pulumi": sdk };
    project.write("package.json", JSON.stringify({ name: "user", private: true, dependencies }));
    await project.install();
    return project;
}

/** What a command printed, which has to end well. */
async function demand(project: Project, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
    const { code, stdout, stderr } = await project.pulumi(args, env);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
    expect(stdout + stderr).not.toContain("MARKER");
    return stdout;
}

test.each(MATRIX)("engine %s, SDK %s, Node %s, through the %s", async (engine, sdk, node, shell) => {
    const project = await installed(engine, sdk, node, shell);
    await demand(project, ["stack", "init", "dev"]);
    const preview = await demand(project, ["preview", "--diff"]);
    expect(preview).toMatch(/effective\s*: \{[^}]*dialogRetention\s*: "1 hour"/);
    const refused = await project.pulumi(["preview"], { LOOSE: "1 week" });
    expect([refused.code === 0, refused.stdout]).toEqual([false, expect.stringContaining('CVG101 hotline: dialogRetention "1 week"')]);
    await demand(project, ["up", "--yes", "--skip-preview"]);
    await demand(project, ["preview", "--expect-no-changes"]);
    await demand(project, ["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    const token = (await demand(project, ["stack", "output", "customer"])).trim();
    await demand(project, ["up", "--yes", "--skip-preview"], { TOKEN: token });
    expect((await demand(project, ["stack", "output", "again"])).trim()).toBe("Acme");
    await demand(project, ["stack", "export"]);
    await demand(project, ["destroy", "--yes", "--skip-preview"]);
    const units = await (await openConsole(sandbox)).everyUnit();
    expect(units.filter(({ level, inactive }) => level !== "reseller" && !inactive)).toEqual([]);
    page.passed(engine, sdk, node, shell, "lives");
});
