/** The plugin under the real engine: found through Pulumi.yaml, refusing, imported with, and once for each of two resellers. */
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { repository } from "../harness/engine-environment.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";

const manifest = JSON.stringify({
    name: "test",
    runtime: { name: "nodejs", options: { typescript: false } },
    main: "index.js",
    plugins: { providers: [{ name: "cvg", path: join(repository, "node_modules/.bin") }] },
});

/** What a generated SDK does: a class for each type, with the aliases of the schema. */
const sdk = `
const pulumi = require("@pulumi/pulumi");
const { resources } = require(${JSON.stringify(join(repository, "docs/pulumi.schema.json"))});
const kind = (type) => class extends pulumi.CustomResource {
    constructor(name, args, options) {
        const { aliases } = resources[type];
        super(type, name, { effective: undefined, ...args }, pulumi.mergeOptions(options ?? {}, { aliases }));
    }
};
const [Customer, Account, Project] = ["Customer", "Account", "Project"].map((name) => kind("cvg:index:" + name));
`;

const tenant = (dialogRetention = "1 day"): string => `
const acme = new Customer("acme", { name: "Acme", privacy: { recordings: true, dialogRetention: ${JSON.stringify(dialogRetention)} } });
const claims = new Account("claims", { customer: acme, name: "Schaden" });
const hotline = new Project("hotline", {
    account: claims, name: "Hotline", privacy: {},
    bot: { type: "custom", url: "https://bot.example", token: "MARKER-token" },
    transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
});
exports.effective = hotline.effective;
`;

let sandbox: Sandbox;
let project: PulumiProject;
beforeEach(async () => {
    sandbox = await startSandbox();
    const files = { "Pulumi.yaml": manifest, "index.js": sdk + tenant() };
    project = await pulumiProject({ files, env: gatewayEnvironment(sandbox) });
});
afterEach(async () => {
    await project?.close();
    await sandbox.close();
});

const demand = async (run: Promise<{ readonly code: number | null; readonly text: string }>): Promise<string> => {
    const { code, text } = await run;
    if (code !== 0) throw new Error(`it ended with ${code}\n${text}`);
    return text;
};

test("what a level above forbids is refused at a preview of an empty stack", async () => {
    project.write(
        "index.js",
        `${sdk}${tenant()}new Account("loose", { customer: acme, name: "Loose", privacy: { dialogRetention: "1 week" } });`,
    );
    const { code, text } = await project.preview();
    expect(code).not.toBe(0);
    expect(text).toContain('CVG101 loose: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme) allows.');
});

test("units are imported with their settings, and the program that declares them so has no change", async () => {
    const console = await openConsole(sandbox);
    await demand(project.up());
    const token = (await console.everyUnit()).find(({ level }) => level === "customer")?.token ?? "";
    await demand(project.raw(["state", "delete", "--yes", "--target-dependents", "urn:pulumi:dev::test::cvg:index:Customer::acme"]));
    const text = await demand(
        project.raw(["import", "cvg:index:Customer", "acme", token, "--yes", "--protect=false", "--generate-code=false"]),
    );
    expect(text).not.toContain("warning");
    project.write(
        "index.js",
        `${sdk}new Customer("acme", { name: "Acme", privacy: { recordings: true, dialogRetention: "1 day", recordingRetention: "1 month", outboundCalls: true, anonymizeNumbers: false, storeDialogData: true } });`,
    );
    expect(await demand(project.preview())).toContain("2 unchanged");
});

test("one program has the units of two resellers", async () => {
    await using other = await startSandbox();
    const provider = (name: string, { endpoint, reseller, tokenUrl, clientId, clientSecret }: Sandbox): string =>
        `new pulumi.ProviderResource("cvg", ${JSON.stringify(name)}, ${JSON.stringify({ endpoint, reseller, tokenUrl, clientId, clientSecret, maxConcurrency: 4 })})`;
    const program = [sandbox, other].map(
        (each, index) => `new Customer("c${index}", { name: "C" }, { provider: ${provider(`p${index}`, each)} });`,
    );
    project.write("index.js", sdk + program.join("\n"));
    await demand(project.up());
    for (const each of [sandbox, other]) {
        const units = await (await openConsole(each)).everyUnit();
        expect(units.filter(({ level }) => level === "customer").map(({ name }) => name)).toEqual(["C"]);
    }
    await demand(project.destroy());
});
