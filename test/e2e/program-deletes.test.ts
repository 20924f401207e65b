/** What the deletion of units means, said before it happens, for programs that ask for it; and what that asks of `pulumi destroy`. */
import { codedLines, type GatewayProject, gatewayProject } from "../harness/gateway-project.js";
import { plannedWarnings } from "../harness/steps.js";

const program = ({ explains = true, all = true } = {}): string => `
const cvg = require("pulumi-cvg");
${explains ? "cvg.explainDeletes();" : ""}
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "custom", url: "https://bot.example/", token: "MARKER-token" };
const acme = new cvg.Customer("acme", { name: "Acme" });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
if (${all}) {
    new cvg.Project("hotline", { account: claims, name: "Hotline", bot, ...speech, platformNumbers: ["+4989111111", "+4989222222"] });
    new cvg.Account("old", { customer: acme, name: "Alt", active: false });
}
`;

/** What a message says without the token in it and without dates. */
const said = (messages: readonly string[]): readonly string[] =>
    codedLines(messages)
        .filter((line) => line.startsWith("CVG314"))
        .map((line) => line.replace(/\([0-9a-f-]{36}\)/g, "(TOKEN)").replace(/\d{4}-\d\d-\d\d/g, "DAY"));

let opened: GatewayProject;
beforeAll(async () => {
    opened = await gatewayProject(program());
    expect((await opened.project.up()).code).toBe(0);
});
afterAll(() => opened.close());

test("a preview says of each unit that it removes what becomes of it, of its data and of its numbers", async () => {
    const { console, project } = opened;
    await console.control("DELETE", "/requests");
    project.write("index.js", program({ all: false }));
    const preview = await project.preview({ json: true });
    expect(preview.code).toBe(0);
    expect(said(plannedWarnings(preview.json))).toEqual([
        'CVG314 hotline: project "Hotline" (TOKEN) becomes inactive; it is purged for good 90 days later, on DAY at the earliest. Its dialog data and recordings go with it. Its numbers +4989111111, +4989222222 can be given to others from now on; a project that up restores gets them back only while nobody else has them.',
        'CVG314 old: account "Alt" (TOKEN) is inactive already since DAY; it will be purged for good on DAY.',
    ]);
    expect(preview.text).not.toContain("MARKER");
    expect(await console.counts()).toMatchObject({ "GET /userdetails": 1 });
    expect(await console.writes()).toBe(0);
});

test("a destroy needs the program: without it nothing is deleted, with it everything is explained", async () => {
    const { console, project } = opened;
    const refused = await project.destroy();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("You must run with the `--run-program` flag to use delete hooks during destroy.");
    expect((await console.units()).get("Hotline")?.inactive).toBe(false);
    const explained = await project.raw(["destroy", "--preview-only", "--run-program"], { json: true });
    expect(explained.code).toBe(0);
    expect(said(explained.text.split("\n"))).toHaveLength(4);
});

test("once the line is gone and applied, a plain destroy works again", async () => {
    const { console, project } = opened;
    project.write("index.js", program({ explains: false }));
    expect((await project.up()).code).toBe(0);
    expect((await project.destroy()).code).toBe(0);
    expect([...(await console.units()).values()].filter(({ inactive }) => !inactive).map(({ name }) => name)).toEqual(["Sandbox"]);
});
