/** Options of a Tenant on the real engine: they reach its units, as the docs say. */
import { z } from "zod";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "../harness/console.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";
import { plannedSteps } from "../harness/steps.js";

/** `options` of the tenant, and what stands before it. */
const program = (options: string, before = "", name = "acme"): string => `
const pulumi = require("@pulumi/pulumi");
const cvg = require("pulumi-cvg");
const speech = { transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "MICROSOFT" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "cognigy", endpointUrl: "https://bot.example/" };
const first = new cvg.Customer("first", { name: "First", privacy: {} });
${before}
const projects = { hotline: { name: "Hotline", bot, ...speech } };
new cvg.Tenant("${name}", { name: "Acme", privacy: {}, accounts: { claims: { name: "Schaden", projects } } }, ${options});
`;
const UNITS = ["acme", "acme-claims", "acme-hotline"];

const Exported = z.object({
    deployment: z.object({
        resources: z.array(
            z.object({ urn: z.string(), protect: z.boolean().default(false), dependencies: z.array(z.string()).default([]) }),
        ),
    }),
});

let sandbox: Sandbox;
let console: Console;
let project: PulumiProject;
beforeAll(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    project = await pulumiProject({ files: { "index.js": program("{}") }, ...stackConfiguration(sandbox) });
    await up("{}");
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
});

async function up(...of: Parameters<typeof program>): Promise<void> {
    project.write("index.js", program(...of));
    const { code, text } = await project.up();
    if (code !== 0) throw new Error(text);
}

async function plan(...of: Parameters<typeof program>): Promise<Readonly<Record<string, string>>> {
    project.write("index.js", program(...of));
    const { code, json, text } = await project.preview({ json: true });
    if (code !== 0) throw new Error(text);
    return plannedSteps(json);
}

/** What the state says of the units of the tenant, by their names. */
async function units() {
    const { deployment } = Exported.parse((await project.raw(["stack", "export"])).json);
    const ours = deployment.resources.filter(({ urn }) => urn.includes("pulumi-nodejs:dynamic/cvg:"));
    return Object.fromEntries(ours.map((unit) => [unit.urn.slice(unit.urn.lastIndexOf("::") + 2), unit]));
}

test("protect keeps all units of a tenant from being deleted", async () => {
    await up("{ protect: true }");
    const held = await units();
    expect(
        Object.keys(held)
            .filter((name) => held[name]?.protect)
            .sort(),
    ).toEqual(UNITS);
    project.write("index.js", 'require("pulumi-cvg");');
    const { code, text } = await project.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/resource "urn:pulumi:.*::acme-hotline" cannot be deleted/);
    await up("{ protect: false }");
    expect(Object.values(await units()).some((unit) => unit.protect)).toBe(false);
});

test("all units of a tenant wait for what it depends on", async () => {
    const customers = async (): Promise<readonly string[]> =>
        Object.entries(await units()).flatMap(([name, { dependencies }]) =>
            dependencies.some((urn) => urn.endsWith("::first")) ? [name] : [],
        );
    expect(await customers()).toEqual([]);
    await up("{ dependsOn: [first] }");
    expect([...(await customers())].sort()).toEqual(UNITS);
});

const RENAME = `(args) => args.type.endsWith("cvg:Project") ? { props: { ...args.props, name: "NAME" }, opts: args.opts } : undefined`;
test.each([
    ["transforms", "Transformed"],
    ["transformations", "In the old way"],
])("%s of a tenant change its units before they are written", async (option, name) => {
    const before = (await console.units()).get("Hotline")?.token;
    await up(`{ ${option}: [${RENAME.replace("NAME", name)}] }`);
    expect((await console.units()).get(name)?.token).toBe(before);
    expect((await console.units()).has("Hotline")).toBe(false);
    await up("{}");
    expect((await console.units()).get("Hotline")?.token).toBe(before);
});

test("aliases of a tenant reach its units: it gets into a component and another name, and nothing is made anew", async () => {
    const component = 'const parent = new pulumi.ComponentResource("our:index:Region", "emea");';
    project.write("index.js", program("{ parent }", component));
    expect((await project.preview()).text).toMatch(/CVG308 acme: .*\n.*wrapped in a component, tell the engine: aliases/);

    const inside = await plan("{ parent, aliases: [{ parent: pulumi.rootStackResource }] }", component);
    expect(Object.entries(inside).filter(([, op]) => op !== "create")).toEqual([]);
    expect(Object.keys(inside)).toEqual(["emea"]);

    const renamed = await plan('{ aliases: [{ name: "acme" }] }', "", "acme-insurance");
    expect(renamed).toEqual({});
});
