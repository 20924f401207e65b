/** A tenant whose names, numbers and bots are secret: no text that a run leaves anywhere holds one of them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "../harness/console.js";
import { MARKERS, program } from "../harness/marked-tenant.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject, type Result } from "../harness/pulumi-cli.js";

let sandbox: Sandbox;
let console: Console;
let project: PulumiProject;
/** Everything that was printed or written, by where. */
const left: { readonly where: string; readonly text: string }[] = [];

beforeAll(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    const { config, secrets } = stackConfiguration(sandbox);
    const own = Object.fromEntries(Object.entries(MARKERS).map(([name, value]) => [`test:${name}`, value]));
    project = await pulumiProject({
        files: { "index.js": program("red") },
        config: { ...config, "cvg:maxRequestsPerSecond": "1000", "cvg:log": "trace", "cvg:logFile": "run.log" },
        secrets: { ...secrets, ...own },
    });
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
});

async function ran(where: string, run: Promise<Result>, ends: "well" | "with an error" = "well"): Promise<void> {
    const result = await run;
    const isRight = (result.code === 0) === (ends === "well");
    expect({ where, isRight, text: isRight ? "" : result.text }).toEqual({ where, isRight: true, text: "" });
    left.push({ where, text: result.text });
}

/** Every file below a folder that a run has written. */
function filesBelow(folder: string): readonly string[] {
    return readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        if (name === "node_modules" || name === "pulumi") return [];
        return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

test("no secret and no number marked secret is in what is printed, recorded, planned or logged", async () => {
    await ran("preview --json", project.preview({ json: true }));
    await ran("preview --diff --save-plan", project.preview({ diff: true, args: ["--save-plan", "plan.json"] }));
    await console.control("POST", "/faults", {
        match: { method: "POST", route: "/projects/{reseller}/{account}" },
        kind: "status",
        status: 400,
        times: 2,
    });
    await ran("up that fails", project.up({ diff: true }), "with an error");
    await console.control("DELETE", "/faults");
    await ran("up", project.up());
    project.write("index.js", program("blue"));
    await ran("up --diff of an update", project.up({ diff: true }));
    await ran("refresh --diff", project.refresh({ diff: true }));
    await ran("stack export", project.raw(["stack", "export"]));
    project.write(
        "index.js",
        program("blue", {
            more: `new cvg.Project("text", { account: claims, name: "Text", ...speech, bot: '{"type": "rasa", "token": "${MARKERS.token}"}' });`,
        }),
    );
    await ran("preview of a bot that is JSON text", project.preview({ diff: true }), "with an error");
    expect(left.at(-1)?.text).toMatch(/CVG201 text: bot /);
    project.write("index.js", program("blue"));
    await ran("destroy", project.destroy({ diff: true }));
    left.push({ where: "the gateway's requests", text: JSON.stringify(await console.control("GET", "/requests")) });
    const written = filesBelow(join(project.folder, ".."));
    expect(written.some((file) => file.endsWith("run.log")) && written.some((file) => file.endsWith("plan.json"))).toBe(true);
    for (const file of written)
        left.push({ where: file.slice(project.folder.length - "project".length), text: readFileSync(file, "utf8") });

    const markers = [...Object.values(MARKERS), sandbox.clientSecret];
    const found = left.flatMap(({ where, text }) =>
        markers.filter((marker) => text.includes(marker)).map((marker) => `${marker} in ${where}`),
    );
    expect(found).toEqual([]);
}, 900_000);
