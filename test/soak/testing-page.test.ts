/** The test with vitest that docs/testing.md shows, compiled and run with vitest as npm installs it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../harness/command.js";
import { repository, selfContained } from "../harness/engine-environment.js";
import { blocksIn } from "../harness/page-blocks.js";

const OPTIONS = { target: "es2023", module: "nodenext", moduleResolution: "nodenext", types: ["node"], strict: true, skipLibCheck: true };

test("a tenant is tested with vitest", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-vitest-"));
    const run = (command: string, args: readonly string[]) =>
        runCommand(command, args, { cwd: folder, env: selfContained(folder), timeoutSeconds: 600 });
    try {
        const [block = "", ...others] = blocksIn(readFileSync(join(repository, "docs/testing.md"), "utf8"), "typescript");
        expect(others).toEqual([]);
        writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
        expect(await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "vitest@4.1.12"])).toMatchObject({ code: 0 });
        mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
        for (const name of ["@pulumi", "@types/node", "pulumi-cvg"])
            symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
        writeFileSync(join(folder, "tenant.test.ts"), block);
        writeFileSync(
            join(folder, "tsconfig.json"),
            JSON.stringify({ compilerOptions: { ...OPTIONS, noEmit: true }, files: ["tenant.test.ts"] }),
        );
        expect(await run(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "."])).toMatchObject({ code: 0, stdout: "" });
        const { code, stdout } = await run("npx", ["--no-install", "vitest", "run", "--testTimeout=60000"]);
        expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/1 passed/) });
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
});
