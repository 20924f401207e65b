/** Compiles a program as a user would, against the package's own declarations, and compares what is refused with what the program expects. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./command.js";
import { repository } from "./engine-environment.js";

const OPTIONS = {
    target: "es2023",
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
};

export interface Refused {
    /** What the program says is refused, in the order of its lines. */
    readonly expected: readonly string[];
    /** What the compiler refuses there; where it refuses something else, the error. */
    readonly found: readonly string[];
}

/** @param compiler the path of a `tsc` */
export async function refusals(compiler: string, program: string): Promise<Refused> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-types-"));
    try {
        const text = readFileSync(program, "utf8");
        writeFileSync(join(folder, "program.ts"), text);
        writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
        writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, files: ["program.ts"] }));
        symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
        const { stdout } = await runCommand(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
            cwd: folder,
            env: process.env,
            timeoutSeconds: 200,
        });
        const errors = [...stdout.matchAll(/^program\.ts\((\d+),\d+\): error TS\d+: (.*(?:\n {2}.*)*)/gm)];
        const lines = text.split("\n");
        const marks = lines.flatMap((line, index) => {
            const [, kind, words = ""] = /^\/\/ @(refused|accepted) ?(.*)$/.exec(line) ?? [];
            return kind === undefined ? [] : [{ line: index + 1, words: kind === "refused" ? words : undefined }];
        });
        const found = errors.map(([, line, message = ""]) => {
            const words = marks.findLast((mark) => mark.line < Number(line))?.words;
            return words !== undefined && message.includes(words) ? words : `line ${line}: ${message}`;
        });
        const other = stdout.split("\n").filter((line) => /error TS/.test(line) && !line.startsWith("program.ts"));
        return { expected: marks.flatMap(({ words }) => (words === undefined ? [] : [words])), found: [...found, ...other] };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
