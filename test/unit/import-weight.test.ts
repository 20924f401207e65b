/** What a program pays for an import, and the provider for a handler: files to find, read and compile. Exact, where time is not. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";

const root = join(__dirname, "../..");

const LIST = `
let shapes = 0;
globalThis.__zod_globalConfig = { postProcessor: () => { shapes += 1; } };
require("@pulumi/pulumi");
const before = new Set(Object.keys(require.cache));
const loaded = process.argv.slice(1).map((entry) => require(entry));
const names = Object.entries(loaded[0]).map(([name, value]) => [name, typeof value === "function" ? value.name : ""]);
console.log(JSON.stringify({ files: Object.keys(require.cache).filter((file) => !before.has(file)), names, shapes }));
process.exit();
`;
const Loaded = z.object({ files: z.array(z.string()), names: z.array(z.tuple([z.string(), z.string()])), shapes: z.number() });

function load(...entries: readonly string[]) {
    const { files, ...found } = Loaded.parse(
        JSON.parse(execFileSync(process.execPath, ["--eval", LIST, ...entries], { cwd: root, encoding: "utf8" })),
    );
    return { files: files.map((file) => relative(root, file)), ...found };
}

test("a program that imports the package loads two files beside the SDK", () => {
    expect(load("pulumi-cvg").files).toEqual(["dist/index.js", "dist/shared.js"]);
});

test("shapes are made when something is held against them, not when a program imports the package", () => {
    const { shapes } = load("pulumi-cvg");
    expect(shapes).toBeGreaterThan(0);
    expect(shapes).toBeLessThanOrEqual(40);
});

test("handlers load two files, which all of them share", () => {
    const names = ["account", "customer", "privacy-policy", "project", "rules"];
    const [first, ...rest] = names.map((name) => `dist/handlers/${name}.js`);
    expect(load(...names.map((name) => `pulumi-cvg/handlers/${name}`)).files).toEqual([
        first,
        "dist/provider.js",
        "dist/shared.js",
        ...rest,
    ]);
});

test("what keeps stacks from being formatted loads one file beside its own, whoever imports it", () => {
    expect(load("pulumi-cvg/no-promise-stacks").files).toEqual([
        "dist/no-promise-stacks/index.js",
        "dist/program/without-promise-stacks.js",
    ]);
});

test("the plugin is one file beside the SDK", () => {
    const { files } = load(join(root, "dist/native/main.js"));
    expect(files.filter((file) => !file.startsWith("node_modules/"))).toEqual(["dist/native/main.js"]);
});

test("classes keep their names in files with others of the same name", () => {
    const classes = load("pulumi-cvg").names.filter(([name]) => /^[A-Z]/.test(name));
    expect(classes.map(([name]) => name)).toEqual(
        expect.arrayContaining(["Account", "Customer", "PrivacyPolicy", "Project", "Tenant", "TenantsError"]),
    );
    for (const [exported, own] of classes) expect(own).toBe(exported);
});

test("what is taken from others goes along with its licence, and zod's languages stay behind", () => {
    const notice = readFileSync(join(root, "dist/THIRD-PARTY.txt"), "utf8");
    expect([...notice.matchAll(/^(\S+) \d+\.\d+\.\d+ \(MIT\)\n\nMIT License\n/gm)].map(([, name]) => name)).toEqual([
        "fastest-levenshtein",
        "zod",
    ]);
    for (const file of ["index.js", "provider.js", "shared.js", "native/main.js"])
        expect(readFileSync(join(root, "dist", file), "utf8")).not.toMatch(/\p{Script=Cyrillic}|\p{Script=Hebrew}|\p{Script=Han}/u);
});
