/** Settings of a whole tenant loosened and tightened on the real engine, and moved between the units and policies without a write. */
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "../harness/console.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject, type Result } from "../harness/pulumi-cli.js";
import { plannedSteps } from "../harness/steps.js";

const OPEN = 'privacy: { dialogRetention: "1 week", anonymizeNumbers: false }';
const STRICT = 'privacy: { dialogRetention: "1 hour", anonymizeNumbers: true }';

/** @param settings of the customer · @param policies instead of `privacy` of the account and the project */
const program = (settings: string, policies = ""): string => `
const cvg = require("pulumi-cvg");
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "cognigy", endpointUrl: "https://bot.example/" };
const inline = ${policies === ""} ? { privacy: {} } : {};
const acme = new cvg.Customer("acme", { name: "Acme", ${settings} });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", ...inline });
const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", bot, ...speech, ...inline });
${policies}
`;
const POLICIES = `
new cvg.PrivacyPolicy("claims-privacy", { scope: claims, onDelete: "reset" });
new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, onDelete: "reset" });
`;

let sandbox: Sandbox;
let console: Console;
let project: PulumiProject;

beforeAll(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    await console.control("POST", "/behaviour", { tightening: "reject" });
    project = await pulumiProject({
        files: { "index.js": program(OPEN) },
        ...stackConfiguration(sandbox),
    });
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
});

async function applied(text: string): Promise<Result> {
    project.write("index.js", text);
    const run = await project.up({ args: ["--skip-preview=false"] });
    expect(run.code === 0 ? "" : run.text).toBe("");
    return run;
}
const effective = async () => {
    const units = await console.units();
    return ["Acme", "Schaden", "Hotline", "Wild"].map((name) => {
        const { maxDialogRetentionTime, anonymizeRemoteNumbers } = units.get(name)?.effective ?? {};
        return [maxDialogRetentionTime, anonymizeRemoteNumbers];
    });
};
const HOUR = [3_600_000, true];
const WEEK = [604_800_000, false];

test("a tenant is tightened where the gateway insists that what is below goes first, and the preview says whom it reaches", async () => {
    await applied(program(OPEN));
    const { token } = (await console.units()).get("Schaden") ?? {};
    const hotline = await console.get(`/project/${sandbox.reseller}/${(await console.units()).get("Hotline")?.token}`);
    await console.post(`/projects/${sandbox.reseller}/${token}`, { ...hotline, projectName: "Wild" });

    const { text } = await applied(program(STRICT));
    expect(text).toMatch(
        /CVG107 acme: dialogRetention "1 week" => "1 hour": .* \(up to 1 unit below that declares no settings here: 1 project\)\./,
    );
    expect(text).toMatch(
        /CVG118 customer "Acme" \([-\w]+\) becomes stricter, and by that 3 of the 3 units below: account "Schaden" \(.*project "Wild" \(.*\)\./,
    );
    expect(text).toMatch(/CVG110 project "Wild" \(.*\): anonymizeNumbers, dialogRetention cut to what will apply/);
    expect(await effective()).toEqual([HOUR, HOUR, HOUR, HOUR]);
});

test("a tenant is loosened, but not the unit in it that nobody declares", async () => {
    const { text } = await applied(program(OPEN));
    expect(text).toMatch(/CVG108 acme: dialogRetention "1 hour" => "1 week": what is said in dialogs is kept for "1 week"\./);
    expect(text).toMatch(/CVG118 customer "Acme" \([-\w]+\) becomes looser, and by that none of the 3 units below\./);
    expect(await effective()).toEqual([WEEK, WEEK, WEEK, HOUR]);
});

test("settings move from units to policies and back: previews say so, and nothing is written", async () => {
    const writes = await console.writes();
    const units = { claims: "update", hotline: "update" };
    const policies = (op: string) => ({ "claims-privacy": op, "hotline-privacy": op });
    for (const [text, plan] of [
        [program(OPEN, POLICIES), { ...units, ...policies("create") }],
        [program(OPEN), { ...units, ...policies("delete") }],
    ] as const) {
        project.write("index.js", text);
        expect(plannedSteps((await project.preview({ json: true })).json)).toEqual(plan);
        expect((await project.up()).code).toBe(0);
        expect((await project.preview({ args: ["--expect-no-changes"] })).code).toBe(0);
    }
    expect(await console.writes()).toBe(writes);
    expect(await effective()).toEqual([WEEK, WEEK, WEEK, HOUR]);
});
