/** What the page on testing shows runs as its reader would run it. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../harness/command.js";
import { repository, selfContained } from "../harness/engine-environment.js";
import { blocksIn } from "../harness/page-blocks.js";

let folder: string;
beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-testing-"));
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a tenant is tested with Node's own runner, and the test notices when its tenant allows more", async () => {
    const [block = "", ...others] = blocksIn(readFileSync(join(repository, "docs/testing.md"), "utf8"), "js");
    expect(others).toEqual([]);
    const run = async (text: string) => {
        writeFileSync(join(folder, "tenant.test.cjs"), text);
        return await runCommand(process.execPath, ["--test", "--test-reporter=tap", "tenant.test.cjs"], {
            cwd: folder,
            env: selfContained(folder),
            timeoutSeconds: 120,
        });
    };
    expect(await run(block)).toMatchObject({ code: 0, stdout: expect.stringMatching(/# pass 1\n# fail 0/) });
    const loosened = block.replace('dialogRetention: "1 day"', 'dialogRetention: "1 month"');
    expect(await run(loosened)).toMatchObject({ code: 1, stdout: expect.stringMatching(/Missing expected exception/) });
});
