/** The package as npm delivers it: complete, small, typed, and working in a project that has nothing else of this repository. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { repository } from "../harness/engine-environment.js";
import { type InstalledPackage, installPackage } from "../harness/installed-package.js";
import { blocksIn } from "../harness/page-blocks.js";
import { plannedSteps } from "../harness/steps.js";

const program = `
import * as cvg from "pulumi-cvg";

const speech = {
    transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
};
const acme = new cvg.Customer("acme", {
    name: "Acme Versicherung", privacy: { recordings: true, recordingRetention: "36 hours", dialogRetention: cvg.atMost("1 day") },
});
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
const hotline = new cvg.Project("hotline", {
    account: claims, name: "Schadenhotline", bot: { type: "custom", url: "https://bot.example", token: "bot" }, ...speech, privacy: {},
});
export const token = hotline.token;
export const effective = hotline.effective;
`;
const wrongProgram = `
import * as cvg from "pulumi-cvg";
new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "2 days" } });
`;
const sandboxProgram = `
import { type Sandbox, startSandbox } from "pulumi-cvg/sandbox";
export const endpoint = async (): Promise<string> => {
    await using sandbox: Sandbox = await startSandbox({ port: 0 });
    return sandbox.endpoint;
};
`;
const strict = {
    ...{ target: "es2023", lib: ["es2023", "esnext.disposable"], module: "nodenext", moduleResolution: "nodenext", types: ["node"] },
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, noEmit: true },
};
/** As `pulumi new typescript` writes it. */
const template = {
    ...{ strict: true, outDir: "bin", target: "es2020", module: "nodenext", moduleResolution: "nodenext", sourceMap: true },
    ...{ experimentalDecorators: true, pretty: false },
    ...{ noFallthroughCasesInSwitch: true, noImplicitReturns: true, forceConsistentCasingInFileNames: true },
    // TypeScript 6 takes no types of packages by itself any more.
    types: ["node"],
};
const Connection = z.strictObject({
    ...{ endpoint: z.url(), runtime: z.url(), tokenUrl: z.url(), control: z.url(), overview: z.url() },
    ...{ reseller: z.string(), clientId: z.string(), clientSecret: z.string() },
});

let sandbox: Sandbox;
let user: InstalledPackage;

beforeAll(async () => {
    [sandbox, user] = await Promise.all([startSandbox(), installPackage()]);
    user.write("Pulumi.yaml", "name: user\nruntime: nodejs\nmain: index.ts\n");
    user.write("tsconfig.json", JSON.stringify({ compilerOptions: strict }));
    user.write("index.ts", program);
    user.write("wrong.ts", wrongProgram);
    user.write("sandbox.ts", sandboxProgram);
});
afterAll(async () => {
    user?.close();
    await sandbox.close();
});

/** A page as the package brings it. */
const pageOf = (page: string): string => readFileSync(join(user.folder, "node_modules/pulumi-cvg", page), "utf8");

test("the package holds the built modules with their types, and nothing of how they are made", () => {
    const paths = user.packed.files.map(({ path }) => path);
    const top = new Set(paths.map((path) => path.split("/")[0]));
    const expected = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"].filter((file) => existsSync(join(repository, file)));
    expect([...top].sort()).toEqual([...expected, "dist", "docs", "examples"].sort());
    for (const page of [
        "docs/_index.md",
        "docs/errors/CVG101.md",
        "examples/fleet/.github/workflows/fleet.yml",
        "examples/testing-with-jest/test/insurer.test.ts",
    ])
        expect(paths).toContain(page);
    expect(paths.filter((path) => /^docs\/.*\.mjs$|node_modules|^docs\/decisions/.test(path))).toEqual([]);
    expect(expected).toEqual(expect.arrayContaining(["LICENSE", "package.json"]));

    const built = paths.filter((path) => path.startsWith("dist/"));
    const sources = readdirSync(join(repository, "provider")).map((entry) => entry.replace(/\.ts$/, ".js"));
    const folders = new Set(built.map((path) => path.split("/")[1]).filter((entry) => entry !== "index.d.ts"));
    const besides = ["provider.js", "shared.js", "THIRD-PARTY.txt"];
    const inBundlesAlone = ["engine", "told.js"];
    expect([...folders, ...inBundlesAlone].sort()).toEqual([...sources.filter((entry) => entry !== "tsconfig.json"), ...besides].sort());
    expect(built.filter((path) => !/\.(?:js|d\.ts)$|^dist\/THIRD-PARTY\.txt$/.test(path) || /\.test\.|(?<!\.d)\.ts$/.test(path))).toEqual(
        [],
    );
    expect(built.filter((path) => path.endsWith(".d.ts")).sort()).toEqual([
        "dist/audit/index.d.ts",
        "dist/index.d.ts",
        "dist/no-promise-stacks/index.d.ts",
        "dist/sandbox/index.d.ts",
        "dist/schema/index.d.ts",
    ]);
    expect(user.packed.size).toBeLessThan(1_000_000); // two pictures of 256 colours among them (45,000 bytes each; as a browser takes them, 110,000), and zod's part of what programs load, and the plugin
    expect(user.packed.unpackedSize).toBeLessThan(3_300_000);
});

test("strict TypeScript accepts a program, and refuses a period that a dialog cannot have", async () => {
    const { stdout, code } = await user.run("npx", ["--no-install", "tsc", "-p", "."]);
    const errors = stdout.split("\n").filter((line) => line.includes("error TS"));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^wrong\.ts\(3,53\): error TS2322: Type '"2 days"' is not assignable to .*"1 day"/);
    expect(code).not.toBe(0);
});

test("public types import nothing but Pulumi's SDK: no library of ours, and no module of how they are made", () => {
    const imported = ["dist/index.d.ts", "dist/sandbox/index.d.ts"].flatMap((file) => {
        return [...pageOf(file).matchAll(/(?:from|import|require\()\s*\(?["']([^"']+)["']|<reference ([^>]+)>/g)].map(
            (match) => match[1] ?? match[2],
        );
    });
    expect(imported).toEqual(["@pulumi/pulumi"]);
});

test("Pulumi's own TypeScript template, which checks the declarations of libraries too, finds no error", async () => {
    user.write("template.ts", `${program}${sandboxProgram}`);
    user.write("tsconfig.template.json", JSON.stringify({ compilerOptions: template, files: ["template.ts"] }));
    expect(await user.run("npx", ["--no-install", "tsc", "--noEmit", "-p", "tsconfig.template.json"])).toMatchObject({ stdout: "" });
});

test("every program on the pages for new users compiles", async () => {
    const resources = readdirSync(join(repository, "docs/resources")).map((name) => `docs/resources/${name}`);
    const pages = ["README.md", "docs/_index.md", "docs/getting-started.md", "docs/testing.md", ...resources];
    const files = pages.flatMap((page) =>
        blocksIn(pageOf(page), "ts").map((block, index) => {
            const file = `${page.replace(/\W/g, "-")}-${index}.mts`;
            // Each is a module of its own, whether it exports anything or not.
            user.write(file, `${block}\nexport {};\n`);
            return file;
        }),
    );
    expect(files.length).toBeGreaterThan(12);
    user.write("tsconfig.pages.json", JSON.stringify({ compilerOptions: { ...template, target: "es2022" }, files }));
    expect(await user.run("npx", ["--no-install", "tsc", "--noEmit", "-p", "tsconfig.pages.json"])).toMatchObject({ stdout: "" });
});

test("whoever follows Getting started from an empty folder has a tenant within ten commands", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-started-"));
    const page = pageOf("docs/getting-started.md");
    const typed = blocksIn(page, "sh").map((block) => block.trim().split("\n"));
    expect(typed.flat().length).toBeLessThanOrEqual(10);
    const bash = async (line: string) => {
        const outcome = await user.run("bash", ["-c", `cd '${folder}' && [ ! -d tenants ] || cd tenants; ${line}`]);
        return { ...outcome, text: `${outcome.stdout}${outcome.stderr}` };
    };
    const demand = async (line: string) => {
        const { code, text } = await bash(line);
        if (code !== 0) throw new Error(`${line} ended with ${code}\n${text}`);
        return text;
    };
    const [install = [], start = [], stack = [], apply = []] = typed;
    for (const line of install)
        await demand(
            line
                .replace("install pulumi-cvg", `install --prefer-offline '${user.tarball}'`)
                .replace(/@pulumi\/pulumi$/, "@pulumi/pulumi@3.276.0"),
        );
    for (const [, file = "", content = ""] of page.matchAll(/^`([\w.]+)`:\n\n```\w+\n(.*?)```/gms))
        writeFileSync(join(folder, "tenants", file), content);

    const [, , ...args] = start.join(" ").replace("--port 7080 ", "").split(" ");
    const gateway = spawn(join(folder, "tenants/node_modules/.bin/cvg"), args, { cwd: join(folder, "tenants"), env: user.env });
    try {
        let printed = "";
        for await (const chunk of gateway.stdout) {
            printed += String(chunk);
            if (/Ctrl-C ends it/.test(printed)) break;
        }
        // The state of this test is not in the user's home.
        for (const line of stack.filter((each) => !each.startsWith("pulumi login"))) await demand(line);
        const pasted = [...printed.matchAll(/^ *(pulumi config set .*)$/gm)].map(([, line = ""]) => line);
        expect(pasted).toHaveLength(5);
        for (const line of pasted) await demand(line);
        const [preview = "", up = ""] = apply;
        expect(await demand(preview)).toContain('dialogRetention   : "1 day"');
        expect(await demand(`${up} && pulumi stack output --json`)).toContain('"dialogRetention": "1 day"');
        const file = join(folder, "tenants/index.ts");
        writeFileSync(file, readFileSync(file, "utf8").replace("recordings: false", 'dialogRetention: "1 week"'));
        expect((await bash(preview)).text).toMatch(/error TS2322: Type '\\?"1 week\\?"' is not assignable to type/);
    } finally {
        gateway.kill("SIGKILL");
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
});

test("tools that judge packages find nothing in any resolution", async () => {
    const judge = (tool: string, args: readonly string[]) => user.run(join(repository, "node_modules/.bin", tool), [...args, user.tarball]);
    const [attw, publint] = [await judge("attw", []), await judge("publint", ["run", "--strict"])];
    expect(attw).toMatchObject({ code: 0, stdout: expect.stringContaining("No problems found") });
    expect(publint).toMatchObject({ code: 0, stdout: expect.stringContaining("All good!") });
});

test("a preview of an installed project shows what would be made and which settings would apply, and its plugin is found", async () => {
    const { endpoint, reseller, tokenUrl, clientId, clientSecret } = sandbox;
    const plain = Object.entries({ endpoint, reseller, tokenUrl, clientId }).flatMap(([key, value]) => [
        "--plaintext",
        `cvg:${key}=${value}`,
    ]);
    expect(await user.pulumi("stack", "init", "dev")).toMatchObject({ code: 0 });
    expect(await user.pulumi("config", "set-all", ...plain, "--secret", `cvg:clientSecret=${clientSecret}`)).toMatchObject({ code: 0 });
    const preview = await user.pulumi("preview", "--json");
    expect(preview).toMatchObject({ code: 0 });
    expect(plannedSteps(JSON.parse(preview.stdout))).toEqual({ acme: "create", claims: "create", hotline: "create" });
    expect(preview.stdout).toContain('"recordingRetention": "36 hours"');
    const console = await openConsole(sandbox);
    expect(await console.writes()).toBe(0);
    expect(await console.counts()).toMatchObject({ "GET /projecthierarchy/{reseller}": 1 });
    const plugin = await user.pulumi("package", "get-schema", "./node_modules/.bin/pulumi-resource-cvg");
    expect(JSON.parse(plugin.stdout)).toMatchObject({ name: "cvg" });
});

test("handlers load no package but this one", async () => {
    const loaded = await user.script(`
        const types = ["customer", "account", "project", "privacy-policy"];
        const operations = types.map((type) => typeof require("pulumi-cvg/handlers/" + type).create);
        const packages = Object.keys(require.cache).map((file) => file.split(/node_modules[/\\\\]/).at(-1).split(/[/\\\\]/)[0]);
        console.log(JSON.stringify({ operations: [...new Set(operations)], packages: [...new Set(packages)].sort() }));
    `);
    expect(loaded).toEqual({ operations: ["function"], packages: ["pulumi-cvg"] });
});

test("only what is documented can be required, from CommonJS and from ECMAScript modules", async () => {
    const found = await user.script(`
        const tried = ["pulumi-cvg/dist/index.js", "pulumi-cvg/gateway", "pulumi-cvg/package.json"].map((name) => {
            try { return typeof require(name); } catch (error) { return error.code; }
        });
        import("pulumi-cvg").then((cvg) => console.log(JSON.stringify([...tried, typeof cvg.Customer, typeof cvg.atMost])));
    `);
    expect(found).toEqual(["ERR_PACKAGE_PATH_NOT_EXPORTED", "ERR_PACKAGE_PATH_NOT_EXPORTED", "object", "function", "function"]);
});

test("pulumi-cvg/sandbox runs a gateway inside a user's own tests", async () => {
    const status = await user.script(`
        require("pulumi-cvg/sandbox").startSandbox().then(async (sandbox) => {
            const answer = await fetch(sandbox.control + "/tree");
            await sandbox.close();
            console.log(JSON.stringify(answer.status));
        });
    `);
    expect(status).toBe(200);
});

test("npx finds cvg, whose sandbox says in one line where it is and ends with the terminal that it runs in", async () => {
    // A process group of its own, as a shell gives to what is typed into it.
    const npx = spawn("npx", ["--no-install", "cvg", "sandbox", "--json"], {
        cwd: user.folder,
        env: user.env,
        detached: true,
        stdio: ["ignore", "pipe", "ignore"],
    });
    const [line] = await once(createInterface({ input: npx.stdout }), "line");
    const { control } = Connection.parse(JSON.parse(String(line)));
    expect((await fetch(`${control}/clock`)).status).toBe(200);
    process.kill(-(npx.pid ?? 0), "SIGTERM");
    await once(npx, "close");
    await expect(fetch(`${control}/clock`)).rejects.toThrow();
});

test("without the libraries of the embedded gateway cvg says how to install them, and everything else works", async () => {
    const library = join(user.folder, "node_modules/hono");
    renameSync(library, `${library}.away`);
    try {
        const line =
            "CVG414 the embedded gateway needs hono, which pulumi-cvg does not bring along.\n  npm install --save-dev hono@4 (or pnpm add -D";
        const sandbox = await user.run("npx", ["--no-install", "cvg", "sandbox"]);
        expect(sandbox).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(line) });
        expect(sandbox.stderr).not.toContain("    at ");
        expect(await user.run("npx", ["--no-install", "cvg", "explain", "CVG414"])).toMatchObject({ code: 0 });
        expect(await user.script('console.log(JSON.stringify(typeof require("pulumi-cvg").Customer))')).toBe("function");
    } finally {
        renameSync(`${library}.away`, library);
    }
});

test("a sandbox that is told to end says nothing more and ends with exit code 0", async () => {
    const cvg = spawn(join(user.folder, "node_modules/.bin/cvg"), ["sandbox", "--json"], { cwd: user.folder, env: user.env });
    const printed: string[] = [];
    for (const stream of [cvg.stdout, cvg.stderr]) stream.on("data", (data: Buffer) => printed.push(data.toString()));
    await once(cvg.stdout, "data");
    cvg.kill("SIGTERM");
    expect(await once(cvg, "close")).toEqual([0, null]);
    expect(printed.join("")).toMatch(/^\{.*\}\n$/);
    Connection.parse(JSON.parse(printed.join("")));
});
