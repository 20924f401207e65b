/** What other packages, and every user's state, rely on: a change here breaks them, and is never made by accident. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { OLDEST_NODE } from "../../provider/package/node-version.js";

const root = join(__dirname, "../..");
const manifest = z
    .object({
        exports: z.unknown(),
        typesVersions: z.unknown(),
        bin: z.unknown(),
        main: z.string(),
        types: z.string(),
        type: z.string(),
        engines: z.object({ node: z.string() }),
        scripts: z.record(z.string(), z.string()),
        dependencies: z.record(z.string(), z.string()),
        devDependencies: z.record(z.string(), z.string()),
        peerDependencies: z.record(z.string(), z.string()),
        peerDependenciesMeta: z.record(z.string(), z.strictObject({ optional: z.literal(true) })),
    })
    .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

test("the package's entries are these, and no others", () => {
    const entry = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
    expect(manifest.exports).toEqual({
        ".": entry("index"),
        "./handlers/*": "./dist/handlers/*.js",
        "./sandbox": entry("sandbox/index"),
        "./schema": entry("schema/index"),
        "./audit": entry("audit/index"),
        "./no-promise-stacks": entry("no-promise-stacks/index"),
        "./tenants.schema.json": "./docs/tenants.schema.json",
        "./package.json": "./package.json",
    });
    expect(manifest).toMatchObject({ type: "commonjs", main: "./dist/index.js", types: "./dist/index.d.ts" });
    // For resolutions that do not read exports.
    expect(manifest.typesVersions).toEqual({
        "*": {
            sandbox: ["./dist/sandbox/index.d.ts"],
            schema: ["./dist/schema/index.d.ts"],
            audit: ["./dist/audit/index.d.ts"],
            "no-promise-stacks": ["./dist/no-promise-stacks/index.d.ts"],
            "tenants.schema.json": ["./docs/tenants.schema.json"],
        },
    });
    expect(manifest.bin).toEqual({ cvg: "dist/cli/main.js", "pulumi-resource-cvg": "dist/native/main.js" });
});

test("the handlers that users' states name are all there", () => {
    const handlers = readdirSync(join(root, "provider/handlers")).map((file) => file.replace(/\.ts$/, ""));
    expect(handlers).toEqual(expect.arrayContaining(["account", "customer", "privacy-policy", "project"]));
});

test("users choose the SDK, and get the packages that it needs at versions that may grow", () => {
    const optional = ["@hono/node-server", "hono", "libphonenumber-js", "pg"];
    expect(Object.keys(manifest.peerDependencies).sort()).toEqual([...optional, "@pulumi/pulumi"].sort());
    expect(Object.keys(manifest.peerDependenciesMeta)).toEqual(optional);
    expect(Object.values(manifest.dependencies).filter((range) => !range.startsWith("^"))).toEqual([]);
    expect(Object.values(manifest.devDependencies).filter((range) => !/^\d/.test(range))).toEqual([]);
});

test("the oldest Node that the code accepts is the one that package.json names", () => {
    expect(manifest.engines.node).toBe(`>=${OLDEST_NODE}`);
});

test("scripts name files before a project: what follows `--selectProjects` is taken for projects, and all of the suite would run", () => {
    const projects = Object.entries(manifest.scripts).flatMap(([name, line]) => {
        const after = line.split("--selectProjects ")[1];
        return after === undefined ? [] : [[name, after]];
    });
    expect(projects.length).toBeGreaterThan(5);
    expect(projects.filter(([, after]) => !/^\w+$/.test(after ?? ""))).toEqual([]);
});
