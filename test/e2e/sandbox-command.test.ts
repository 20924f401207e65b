/** What `cvg sandbox` prints, done: each line is typed into a shell beside a program, and the program is previewed against that gateway. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { runCommand } from "../harness/command.js";
import { repository, selfContained } from "../harness/engine-environment.js";
import { pulumiProject } from "../harness/pulumi-cli.js";
import { plannedSteps } from "../harness/steps.js";

const program = `
const cvg = require("pulumi-cvg");
new cvg.Customer("acme", { name: "Acme", privacy: {} });
`;

test("the lines that cvg sandbox prints point a stack at it", async () => {
    const gateway = spawn(process.execPath, [join(repository, "dist/cli/main.js"), "sandbox"], { stdio: ["ignore", "pipe", "pipe"] });
    const printed = { out: "", log: "" };
    gateway.stdout.on("data", (data: Buffer) => {
        printed.out += data.toString();
    });
    gateway.stderr.on("data", (data: Buffer) => {
        printed.log += data.toString();
    });
    const ended = once(gateway, "close");
    const project = await pulumiProject({ files: { "index.js": program } });
    try {
        for (let waited = 0; waited < 100 && !printed.out.includes("Ctrl-C"); waited += 1)
            await new Promise((resolve) => setTimeout(resolve, 100));
        const lines = printed.out.split("\n").filter((line) => line.trim().startsWith("pulumi config set"));
        expect(lines).toHaveLength(5);
        const home = join(project.folder, "..");
        const typed = await runCommand("bash", ["-ec", lines.join("\n")], {
            cwd: project.folder,
            env: selfContained(home),
            timeoutSeconds: 60,
        });
        expect(typed).toMatchObject({ code: 0, stderr: "" });
        const preview = await project.preview({ json: true });
        expect(plannedSteps(preview.json)).toEqual({ acme: "create" });
        expect(printed.log).toMatch(/ {2}200 {2}[ \d]{5} ms {2}POST {4}\/oauth\/token\n/);
        expect(printed.log).toMatch(/ {2}200 {2}[ \d]{5} ms {2}GET {5}\/reseller\/\{reseller\}\n/);
    } finally {
        gateway.kill("SIGTERM");
        await project.close();
    }
    expect(await ended).toEqual([0, null]);
});
