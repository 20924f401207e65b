/** The example of a user's own tests, run as its user runs it. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { killMarked, processesMarked, runCommand } from "../harness/command.js";
import { repository, selfContained } from "../harness/engine-environment.js";

const example = join(repository, "examples/testing-with-jest");
const mark = randomUUID();

const Report = z.object({
    success: z.boolean(),
    testResults: z.array(z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) })),
});

let home: string;
beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "pulumi-cvg-"));
    mkdirSync(join(home, "state"));
});
afterAll(() => {
    killMarked(mark);
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

test("npm test of examples/testing-with-jest passes, on the rules alone and deployed, and leaves nothing behind", async () => {
    const report = join(home, "report.json");
    const { code, stdout, stderr } = await runCommand("npm", ["test", "--", "--json", `--outputFile=${report}`], {
        cwd: example,
        env: { ...selfContained(home), PULUMI_CVG_TEST: mark },
        timeoutSeconds: 220,
    });
    expect({ code, problems: code === 0 ? "" : `${stdout}\n${stderr}` }).toEqual({ code: 0, problems: "" });
    const { success, testResults } = Report.parse(JSON.parse(readFileSync(report, "utf8")));
    expect(success).toBe(true);
    const passed = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === "passed"));
    expect(passed.map(({ title }) => title).sort()).toEqual([
        "a bot sees a hash of its caller's number, and the webhook too",
        "a file of tenants is right before it is deployed",
        "a period that is too long is refused at preview, and nothing is written",
        "a preset binds what is below its tenant, and says so",
        "a tenant that is removed can be restored for 90 days, then it is gone with everything that its callers left",
        "but for less",
        "dialogs cannot be kept for longer than the customer allows",
        "two insurers cannot have one telephone number",
    ]);
    expect(existsSync(join(example, "Pulumi.jest.yaml"))).toBe(false);
    expect(processesMarked(mark)).toEqual([]);
});
