/** Programs of the Automation API, one after another in one process: each is judged by itself. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { startSandbox } from "../../provider/sandbox/index.js";
import { runCommand } from "../harness/command.js";
import { engineFolder, repository, selfContained } from "../harness/engine-environment.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";

/** A test runner cannot hold a failing inline program: the SDK leaves its rejections unhandled. So it is a program of its own. */
const SCRIPT = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const cvg = require("pulumi-cvg");
process.on("unhandledRejection", () => undefined);
const program = (retention) => async () => {
    cvg.explainDeletes();
    new cvg.PrivacyPolicy("top", { scope: cvg.reseller, dialogRetention: "1 day" });
    const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: retention } });
    return { effective: acme.effective };
};
async function preview(retention) {
    const stack = await LocalWorkspace.createOrSelectStack({ projectName: "inline", stackName: "dev", program: program(retention) });
    const messages = [];
    const onOutput = (text) => messages.push(text);
    const failed = await stack.preview({ onOutput, onError: onOutput }).then(() => false, () => true);
    const codes = [...new Set(messages.join("").match(/CVG\\d{3} \\w+: \\w+/g) ?? [])];
    return { failed, codes: codes.filter((code) => code.startsWith("CVG101")) };
}
(async () => {
    const found = [];
    for (const retention of ["1 hour", "1 week", "1 month", "1 day"]) found.push(await preview(retention));
    console.log("FOUND " + JSON.stringify(found));
    process.exit(0);
})();
`;

test("a program that breaks rules fails with its own violations, and leaves nothing to the next one", async () => {
    const sandbox = await startSandbox();
    const home = mkdtempSync(join(tmpdir(), "pulumi-cvg-"));
    try {
        mkdirSync(join(home, "state"));
        symlinkSync(join(repository, "node_modules"), join(home, "node_modules"));
        writeFileSync(join(home, "inline.cjs"), SCRIPT);
        const env = {
            ...selfContained(home),
            ...gatewayEnvironment(sandbox),
        };
        const { stdout, stderr } = await runCommand(join(engineFolder, "node"), ["inline.cjs"], { cwd: home, env, timeoutSeconds: 200 });
        const line = /^FOUND (.*)$/m.exec(stdout)?.[1];
        if (line === undefined) throw new Error(`${stdout}\n${stderr}`);
        const Found = z.array(z.object({ failed: z.boolean(), codes: z.array(z.string()) }));
        expect(Found.parse(JSON.parse(line))).toEqual([
            { failed: false, codes: [] },
            { failed: true, codes: ["CVG101 acme: dialogRetention"] },
            { failed: true, codes: ["CVG101 acme: dialogRetention"] },
            { failed: false, codes: [] },
        ]);
    } finally {
        await sandbox.close();
        rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    }
});
