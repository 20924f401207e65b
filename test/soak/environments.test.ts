/** The packed package wherever people install it: each package manager's layout, each language, each Node, and several copies in one program. */
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { cancelledRun } from "../harness/cancelled-run.js";
import { openConsole } from "../harness/console.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";
import { LANGUAGES, type LanguageName, WITH_LIBRARY } from "./environments/programs.js";
import { changeVersion, type LayoutName, live, type Project, projectOf } from "./environments/project.js";
import { passed } from "./environments/report.js";
import { type NodeLine, openToolbox, type Toolbox } from "./environments/toolbox.js";

const SDK = "3.276.0";
const VERSIONS: Readonly<Record<string, string>> = { typescript: "6.0.3", "@types/node": "24.19.2" };

let toolbox: Toolbox;
let sandbox: Sandbox;

beforeAll(async () => {
    toolbox = await openToolbox();
}, 900_000);
// A gateway each: what one program has left would be in the way of the next.
beforeEach(async () => {
    sandbox = await startSandbox();
});
afterEach(() => sandbox.close());
afterAll(() => toolbox?.close());

const ours = () => ({ "pulumi-cvg": `file:${toolbox.tarball}` });
const open = (layout: LayoutName, more: { node?: NodeLine; program?: string } = {}): Project =>
    projectOf(toolbox, layout, { ...more, env: gatewayEnvironment(sandbox) });
const pulumiYaml = (main: string) => `name: user\nruntime: nodejs\nmain: ${main}\n`;
const json = (value: object) => JSON.stringify(value, null, 2);

async function single(layout: LayoutName, language: LanguageName, node: NodeLine): Promise<void> {
    const { files, manifest, needs } = LANGUAGES[language];
    const project = open(layout, { node });
    for (const [file, content] of Object.entries(files)) project.write(file, content);
    project.write("Pulumi.yaml", pulumiYaml(manifest.main));
    const devDependencies = Object.fromEntries(needs.map((name) => [name, VERSIONS[name]]));
    project.write(
        "package.json",
        json({ name: "user", private: true, ...manifest, dependencies: { ...ours(), "@pulumi/pulumi": SDK }, devDependencies }),
    );
    await project.install();
    await live(project);
}

const SINGLE: readonly (readonly [LayoutName, LanguageName, NodeLine])[] = [
    ["npm", "TypeScript", "22.19"],
    ["npm", "TypeScript", "24"],
    ["npm", "TypeScript", "26"],
    ["npm", "TypeScript, ESM", "22.19"],
    ["npm", "TypeScript, ESM", "24"],
    ["npm", "TypeScript, ESM", "26"],
    ["npm", "JavaScript", "24"],
    ["npm", "JavaScript, ESM", "24"],
    ["pnpm", "TypeScript", "24"],
    ["pnpm", "TypeScript, ESM", "24"],
    ["pnpm", "JavaScript", "22.19"],
    ["yarn 1", "TypeScript", "24"],
    ["yarn, node-modules", "TypeScript", "24"],
    ["yarn, pnpm", "TypeScript", "24"],
    ["yarn, Plug'n'Play", "JavaScript", "24"],
    ["yarn, Plug'n'Play", "TypeScript", "24"],
    ["bun", "TypeScript", "24"],
    ["bun", "JavaScript, ESM", "26"],
];

describe("a program of its own lives from preview to destroy", () => {
    test.each(SINGLE)("%s, %s, Node %s", async (layout, language, node) => {
        await single(layout, language, node);
        passed(`${layout}`, `one package, ${language}`, `Node ${node}`, "lives");
    });
});

/** What ends a cancelled run listens to Node itself (`http2.server.stream.start`), so each line of Node has to show it. */
describe("a run that is cancelled ends within ten seconds", () => {
    const ways: readonly (readonly ["SIGINT" | "SIGTERM", ...("SIGINT" | "SIGTERM")[]])[] = [["SIGINT"], ["SIGTERM"], ["SIGINT", "SIGINT"]];
    test.each(["22.19", "26"] as const)("Node %s", async (node) => {
        const env = { PATH: [toolbox.binFor(node), process.env.PATH ?? ""].join(":") };
        for (const signals of ways) await cancelledRun({ signals, delayMs: 60_000, made: 0, env });
        passed("npm", "a run that is cancelled (Ctrl-C once, twice; SIGTERM)", `Node ${node}`, "ends within 10 s, nothing is sent after");
    });
});

/** Program and library beside each other in one repository. */
async function monorepo(layout: LayoutName, programNamesIt: boolean, outermost: Readonly<Record<string, string>> = {}): Promise<Project> {
    const project = open(layout, { program: "packages/program" });
    const own = layout === "npm" || layout === "yarn 1" || layout === "bun" ? (layout === "bun" ? "workspace:*" : "*") : "workspace:*";
    project.write(
        "package.json",
        json({ name: "monorepo", private: true, version: "1.0.0", workspaces: ["packages/*"], dependencies: outermost }),
    );
    if (layout === "pnpm") project.write("pnpm-workspace.yaml", "packages:\n  - packages/*\n");
    project.write(
        "packages/own-library/package.json",
        json({ name: "own-library", version: "1.0.0", main: "index.js", dependencies: { ...ours(), "@pulumi/pulumi": SDK } }),
    );
    project.write("packages/own-library/index.js", WITH_LIBRARY.library);
    const dependencies = { "own-library": own, "@pulumi/pulumi": SDK, ...(programNamesIt ? ours() : {}) };
    project.write(
        "packages/program/package.json",
        json({ name: "program", private: true, version: "1.0.0", main: "index.js", dependencies }),
    );
    project.write("packages/program/index.js", programNamesIt ? WITH_LIBRARY.program : WITH_LIBRARY.libraryOnly);
    project.write("packages/program/Pulumi.yaml", pulumiYaml("index.js"));
    await project.install();
    return project;
}

const PLUG_AND_PLAY = "yarn, Plug'n'Play";
const OTHERS: readonly LayoutName[] = ["npm", "pnpm", "yarn, pnpm", "bun"];
const MONOREPOS: readonly LayoutName[] = [...OTHERS, PLUG_AND_PLAY];

async function judgedAsOne(project: Project): Promise<void> {
    await live(project);
    const before = await (await openConsole(sandbox)).writes();
    const loose = await project.pulumi(["up", "--yes", "--skip-preview"], { LOOSE: "yes" });
    expect(loose.code).not.toBe(0);
    expect(loose.stdout).toMatch(/CVG101 claims: anonymizeNumbers cannot be false/);
    expect(await (await openConsole(sandbox)).writes()).toBe(before);
}

describe("a program and a library of its own in one repository", () => {
    test("Plug'n'Play: named by both, it says that the outermost package.json has to name it too; named there, they live", async () => {
        const hidden = await monorepo(PLUG_AND_PLAY, true);
        expect(await hidden.pulumi(["stack", "init", "dev"])).toMatchObject({ code: 0 });
        const { code, stdout } = await hidden.pulumi(["preview"]);
        expect(code).not.toBe(0);
        expect(stdout).toContain("CVG412 with Plug'n'Play it is @pulumi/pulumi that looks for pulumi-cvg");
        expect(stdout).toContain("yarn add pulumi-cvg@0.1.0 @pulumi/pulumi in the outermost folder.");
        passed(PLUG_AND_PLAY, "program and library in one repository, both name it", "Node 24", "[CVG412](errors/CVG412.md)");
        await judgedAsOne(await monorepo(PLUG_AND_PLAY, true, { ...ours(), "@pulumi/pulumi": SDK }));
        passed(PLUG_AND_PLAY, "program and library in one repository, both and the outermost package.json name it", "Node 24", "lives");
    });

    test.each(OTHERS)("%s: named by both, they live, and are judged as one", async (layout) => {
        await judgedAsOne(await monorepo(layout, true));
        passed(layout, "program and library in one repository, both name it", "Node 24", "lives");
    });

    test.each(MONOREPOS)("%s: named by the library only, it lives or says what to add", async (layout) => {
        const project = await monorepo(layout, false);
        expect(await project.pulumi(["stack", "init", "dev"])).toMatchObject({ code: 0 });
        const { code, stdout, stderr } = await project.pulumi(["preview"]);
        if (code === 0) {
            await live({ ...project, pulumi: (args, env) => project.pulumi(args[0] === "stack" ? ["stack", "ls"] : args, env) });
            passed(layout, "program and library in one repository, only the library names it", "Node 24", "lives");
            return;
        }
        const said = `${stdout}${stderr}`;
        expect(said).toContain(`CVG412 pulumi-cvg cannot be found from ${realpathSync(project.folder)}, the folder of the program.`);
        expect(said).toContain("npm install pulumi-cvg@0.1.0 (or pnpm add, yarn add, bun add)");
        passed(layout, "program and library in one repository, only the library names it", "Node 24", "[CVG412](errors/CVG412.md)");
    });
});

/** The library has brought a copy of everything, the SDK too, as `npm link` and `file:` leave it. */
async function twoCopies(): Promise<Project> {
    const project = open("npm");
    project.write(
        "own-library/package.json",
        json({ name: "own-library", version: "1.0.0", main: "index.js", dependencies: { ...ours(), "@pulumi/pulumi": SDK } }),
    );
    project.write("own-library/index.js", WITH_LIBRARY.library);
    project.write(
        "package.json",
        json({ name: "user", private: true, main: "index.js", dependencies: { ...ours(), "@pulumi/pulumi": SDK } }),
    );
    project.write("index.js", WITH_LIBRARY.program.replaceAll("own-library", "./own-library"));
    project.write("Pulumi.yaml", pulumiYaml("index.js"));
    await project.install();
    await project.install(join(project.folder, "own-library"));
    return project;
}

describe("two copies of the package in one program", () => {
    test("of one version live, and are judged as one", async () => {
        const project = await twoCopies();
        await live(project);
        const before = await (await openConsole(sandbox)).writes();
        const { code, stdout } = await project.pulumi(["up", "--yes", "--skip-preview"], { LOOSE: "yes" });
        expect(code).not.toBe(0);
        expect(stdout).toMatch(/CVG101 claims: anonymizeNumbers cannot be false: customer "Acme" \(acme\)/);
        expect(await (await openConsole(sandbox)).writes()).toBe(before);
        passed("npm", "two copies of one version", "Node 24", "lives, judged as one");
    });

    test("of two versions are refused with both places, and nothing is written", async () => {
        const project = await twoCopies();
        const folder = join(project.folder, "own-library/node_modules/pulumi-cvg");
        changeVersion(folder, "0.2.0", (file) => readFileSync(file, "utf8"), writeFileSync);
        expect(await project.pulumi(["stack", "init", "dev"])).toMatchObject({ code: 0 });
        const before = await (await openConsole(sandbox)).writes();
        const { code, stdout } = await project.pulumi(["up", "--yes", "--skip-preview"]);
        expect(code).not.toBe(0);
        const real = realpathSync(project.folder);
        expect(stdout).toContain(
            `CVG411 two versions of pulumi-cvg declare resources in this program: 0.1.0 in ${real}/node_modules/pulumi-cvg, and 0.2.0 in ${real}/own-library/node_modules/pulumi-cvg.`,
        );
        expect(await (await openConsole(sandbox)).writes()).toBe(before);
        passed("npm", "two copies of two versions", "Node 24", "[CVG411](errors/CVG411.md)");
    });
});

describe("Pulumi's own template with the packed package", () => {
    test.each(["5.4.5", "5.9.3", "6.0.3", "7.0.2"])("TypeScript %s finds no error at es2020 and es2022", async (version) => {
        const project = open("npm");
        const { files } = LANGUAGES.TypeScript;
        project.write("index.ts", files["index.ts"]);
        // Pulumi's SDK asks for a TypeScript below 7 to run programs; whoever checks types with 7 says this to npm.
        project.write(".npmrc", version.startsWith("7.") ? "legacy-peer-deps=true\n" : "");
        project.write(
            "sandbox.ts",
            'import { startSandbox } from "pulumi-cvg/sandbox";\nexport const started = startSandbox({ port: 0 });\n',
        );
        const dependencies = { ...ours(), "@pulumi/pulumi": SDK };
        project.write(
            "package.json",
            json({ name: "user", private: true, dependencies, devDependencies: { typescript: version, "@types/node": "^18" } }),
        );
        await project.install();
        for (const target of ["es2020", "es2022"]) {
            const config = JSON.parse(files["tsconfig.json"].replace('"es2020"', `"${target}"`));
            project.write("tsconfig.json", json({ ...config, files: ["index.ts", "sandbox.ts"] }));
            const { stdout } = await project.run("node", ["node_modules/typescript/bin/tsc", "--noEmit", "--pretty", "false"]);
            expect(stdout).toBe("");
        }
        passed("npm", `Pulumi's template, TypeScript ${version}`, "targets es2020 and es2022", "0 errors");
    });
});
