/** What every state of every user holds: the handler's path. And what a handler loads before it is asked for anything. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { handledBy } from "../../../provider/told.js";
import { HANDLERS } from "./shell.js";

const repository = join(__dirname, "../../..");

/** The files of packages that a module loads, in a process of its own. */
function loadedBy(module: string): readonly string[] {
    const script = `require(${JSON.stringify(module)}); process.stdout.write(JSON.stringify(Object.keys(require.cache)))`;
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: repository, encoding: "utf8" });
    expect(stderr).toBe("");
    const files: unknown = JSON.parse(stdout);
    if (!Array.isArray(files)) throw new Error("a list was expected");
    return files.map(String);
}

const packages = (files: readonly string[]): readonly string[] =>
    [...new Set(files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))].sort();

test.each(HANDLERS)("the string that names the handler %s in every state is short and frozen", (handler) => {
    const text = handledBy(handler);
    expect(text).toBe(`exports.handler = () => require("pulumi-cvg/handlers/${handler}")`);
    expect(text.length).toBeLessThanOrEqual(1024);
});

test.each(["provider/handlers", "dist/handlers"])("no handler in %s is renamed or gone", (folder) => {
    const modules = readdirSync(join(repository, folder)).filter((file) => /(?<!\.d)\.[jt]s$/.test(file));
    expect(modules.map((file) => file.replace(/\.[jt]s$/, ""))).toEqual(["account", "customer", "privacy-policy", "project", "rules"]);
});

test.each(HANDLERS)(
    "the handler %s loads no package: what it needs of zod is built in, and the rest waits until it is needed",
    (handler) => {
        const files = loadedBy(`pulumi-cvg/handlers/${handler}`);
        expect(files.some((file) => file.endsWith(`handlers/${handler}.js`))).toBe(true);
        expect(packages(files)).toEqual([]);
    },
);
