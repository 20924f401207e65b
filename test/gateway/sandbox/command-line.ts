/** `cvg` as a process of its own, from the sources as they are: built once for a file of tests, without type checking. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { transformFileSync } from "@swc/core";

const ROOT = resolve(__dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "cvg-command-line-"));
const running = new Set<ChildProcess>();

beforeAll(() => {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const source = join(ROOT, "provider");
    const files = readdirSync(source, { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(".ts"))) {
        const target = join(folder, file.replace(/\.ts$/, ".js"));
        mkdirSync(dirname(target), { recursive: true });
        const { code } = transformFileSync(join(source, file), {
            jsc: { parser: { syntax: "typescript" }, target: "es2023" },
            // As in what is built: a library that is loaded when it is needed is what Node makes of it.
            module: { type: "commonjs", ignoreDynamic: true, exportInteropAnnotation: true },
        });
        writeFileSync(target, code);
    }
});

afterAll(() => {
    for (const child of running) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
});

/** A folder for data files, gone after the tests. */
export const dataFile = (name: string): string => join(folder, name);

export interface Started {
    readonly child: ChildProcess;
    readonly output: { stdout: string; stderr: string };
    /** What was printed up to the first line that fits. Rejects when the process ends without it. */
    line(fits: RegExp): Promise<string>;
    readonly ended: Promise<number | NodeJS.Signals | null>;
}

export const cvg = (...args: readonly string[]): Started => cvgWith({}, ...args);

/** @param env in place of nothing: what the environment of the command has besides ours */
export function cvgWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Started {
    const child = spawn(process.execPath, [join(folder, "cli/main.js"), ...args], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...env },
    });
    running.add(child);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (data: Buffer) => {
        output.stdout += data.toString();
    });
    child.stderr.on("data", (data: Buffer) => {
        output.stderr += data.toString();
    });
    const ended = new Promise<number | NodeJS.Signals | null>((done) => {
        child.once("close", (code, signal) => {
            running.delete(child);
            done(code ?? signal);
        });
    });
    const line = (fits: RegExp) =>
        new Promise<string>((found, reject) => {
            const look = () => {
                const whole = output.stdout
                    .split("\n")
                    .slice(0, -1)
                    .find((text) => fits.test(text));
                if (whole !== undefined) found(whole);
            };
            look();
            child.stdout.on("data", look);
            void ended.then(() => reject(new Error(`it ended: ${output.stderr}`)));
        });
    return { child, output, line, ended };
}
