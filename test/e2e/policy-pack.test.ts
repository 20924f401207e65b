/** examples/policy-pack, asked by the real engine: it refuses before anything is written. */
import { join } from "node:path";
import { repository } from "../harness/engine-environment.js";
import { type GatewayProject, gatewayProject } from "../harness/gateway-project.js";

const program = (retention: string): string => `const cvg = require("pulumi-cvg");
const acme = new cvg.Customer("acme", { name: "Acme", privacy: { recordings: true, recordingRetention: "${retention}", dialogRetention: "1 week", anonymizeNumbers: true } });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: {} });
new cvg.Project("hotline", { account: claims, name: "Hotline", bot: { type: "custom", url: "https://bots.example/x", token: "hush-hush" },
    transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE", privacy: {} });
`;

let opened: GatewayProject;
beforeAll(async () => {
    opened = await gatewayProject(program("1 month"));
});
afterAll(() => opened.close());

const PACK = ["--policy-pack", join(repository, "examples/policy-pack")];

test("a mandatory rule that a preview breaks fails it, with the unit, what it is and what it may be", async () => {
    const { code, text } = await opened.project.preview({ args: PACK });
    expect(code).not.toBe(0);
    expect(text).toContain("[mandatory]  recordings-a-week  (pulumi-nodejs:dynamic/cvg:Project: hotline)");
    expect(text).toContain("project hotline: recordingRetention is 1 month, and may be 1 week at most.");
    expect(text).toContain("[advisory]  dialogs-a-day  (pulumi-nodejs:dynamic/cvg:Customer: acme)");
    expect(text).not.toContain("numbers-hashed");
});

test("a rule is overridden for a run by Pulumi's own configuration of a pack", async () => {
    opened.project.write("override.json", JSON.stringify({ "recordings-a-week": "advisory" }));
    const { code, text } = await opened.project.preview({
        args: [...PACK, "--policy-pack-config", join(opened.project.folder, "override.json")],
    });
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining("[advisory]  recordings-a-week") });
});

test("without its leave nothing is written, and what keeps the rules is", async () => {
    const refused = await opened.project.up({ args: [...PACK, "--skip-preview=false"] });
    expect(refused.code).not.toBe(0);
    expect(await opened.console.writes()).toBe(0);
    opened.project.write("index.js", program("1 week"));
    const { code, text } = await opened.project.up({ args: PACK });
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining("[advisory]  dialogs-a-day") });
    expect((await opened.console.units()).get("Hotline")?.effective.maxRecordingRetentionTime).toBe(7 * 24 * 3_600_000);
});
