/** The harnesses themselves: what they say of a provider that is small enough to see through, the real engine says too. */
import { join } from "node:path";
import { startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { type Declaration, declare, type EngineOnGrpc, engineOnGrpc } from "../harness/engine-on-grpc.js";
import { sealed, UNKNOWN } from "../harness/properties.js";
import { providerConfiguration } from "../harness/provider-environment.js";
import { type ProviderProcess, startProvider } from "../harness/provider-process.js";
import { pulumiProject } from "../harness/pulumi-cli.js";

const handler = join(__dirname, "lab-handler.cjs");
const lab = { __provider: `exports.handler = () => require(${JSON.stringify(handler)})` };

describe("the provider process", () => {
    let provider: ProviderProcess;
    beforeEach(async () => {
        provider = await startProvider();
        await provider.configure({ "cvg:endpoint": "http://gateway" });
    });
    afterEach(() => provider.close());

    test("answers what the engine asks", async () => {
        const checked = await provider.check("urn", {}, { ...lab, name: "a", missing: undefined, list: [undefined], token: sealed("t") });
        expect(checked).toEqual({
            inputs: { ...lab, name: "a", list: [null], token: sealed("t"), active: true },
            failures: [],
        });
        expect((await provider.check("urn", {}, { ...lab, name: "bad" })).failures).toEqual([{ property: "", reason: "the name is bad" }]);
        const created = await provider.create("urn", { ...lab, name: "a" });
        expect(created).toEqual({ id: "id-of-a", properties: { ...lab, name: "a", endpoint: "http://gateway" } });
        expect(await provider.read("id", "urn", { ...lab, gone: true })).toMatchObject({ id: undefined });
    });

    test("tells of a resource that is half made", async () => {
        await expect(provider.create("urn", { ...lab, name: "a", half: true })).rejects.toMatchObject({
            message: "half",
            halfMade: { id: "id-of-a", reasons: ["only half was done"], properties: { name: "a" } },
        });
    });

    test("ends as the engine ends it", async () => {
        expect(await provider.finish()).toEqual({ code: null, signal: "SIGINT" });
    });
});

describe("a process that serves several phases", () => {
    test("knows nothing of earlier ones, and ends each as it ends a process", async () => {
        await using sandbox = await startSandbox();
        const console = await openConsole(sandbox);
        await using provider = await startProvider({ renewable: true });
        const acme = declare("cvg:Customer", "acme", { name: "Acme", privacy: {} });
        const tokens = await console.counts();
        for (const phase of [1, 2, 3]) {
            await provider.renew(providerConfiguration(sandbox));
            for (const _ of ["first", "again"]) expect((await engineOnGrpc(provider).preview([acme])).problem).toBeUndefined();
            const asked = await console.counts();
            expect((asked["POST token"] ?? 0) - (tokens["POST token"] ?? 0)).toBe(phase);
            expect(asked["GET /projecthierarchy/{reseller}"]).toBe(phase);
        }
        await provider.renew({});
        expect(provider.messages.filter(({ text }) => /^cvg: \d+ reads and 0 writes at /.test(text))).toHaveLength(3);
        expect((await engineOnGrpc(provider).preview([acme])).problem?.reasons.join()).toContain("CVG401");
        expect(await provider.finish()).toEqual({ code: 0, signal: null });
    });
});

describe("the engine's steps", () => {
    let provider: ProviderProcess;
    let engine: EngineOnGrpc;
    beforeEach(async () => {
        provider = await startProvider();
        await provider.configure({});
        engine = engineOnGrpc(provider, { provider: () => lab });
    });
    afterEach(() => provider.close());

    const acme = (more = {}) => declare("lab:Thing", "acme", { name: "Acme", ...more });
    const claims = (more = {}): Declaration =>
        declare("lab:Thing", "claims", (declared) => ({ name: "Schaden", above: declared("acme").id, ...more }));

    test("a resource is created, then is the same, then is updated, then deleted", async () => {
        expect((await engine.up([acme(), claims()])).plan).toEqual({ acme: "create", claims: "create" });
        expect(engine.state.get("claims")?.inputs).toMatchObject({ above: "id-of-Acme" });
        expect((await engine.up([acme({ size: 1 }), claims()])).steps[0]).toEqual({ name: "acme", op: "update", changed: ["size"] });
        expect((await engine.up([acme({ size: 1 }), claims()])).plan).toEqual({});
        expect((await engine.up([acme({ size: 1 })])).plan).toEqual({ claims: "delete" });
        expect((await engine.destroy()).plan).toEqual({ acme: "delete" });
        expect(engine.state.size).toBe(0);
    });

    test("what a preview does not know yet is unknown, and nothing is written", async () => {
        const seen: unknown[] = [];
        const child = declare("lab:Thing", "claims", (declared) => {
            seen.push(declared("acme").id, declared("acme").out("name"), declared("acme").out("endpoint"));
            return { name: "Schaden" };
        });
        await engine.preview([acme(), child]);
        expect(seen).toEqual([UNKNOWN, "Acme", UNKNOWN]);
        expect(engine.state.size).toBe(0);
    });

    test("a new unit above replaces, a refresh shows drift, a failed check stops", async () => {
        await engine.up([acme(), claims()]);
        expect((await engine.preview([acme(), claims({ above: "other" })])).plan).toMatchObject({ claims: "replace" });
        expect((await engine.refresh()).steps).toContainEqual({ name: "acme", op: "refresh", changed: ["seen"] });
        expect((await engine.preview([acme(), claims()])).steps[0]?.changed).toContain("active");
        const failed = await engine.up([acme({ name: "bad" }), claims()]);
        expect(failed).toMatchObject({ steps: [], problem: { name: "acme", during: "check", reasons: ["the name is bad"] } });
    });

    test("what was half made is in the state, and the next run goes on with an update", async () => {
        const run = await engine.up([acme({ half: true })]);
        expect(run.problem).toEqual({ name: "acme", during: "create", reasons: ["only half was done"] });
        expect(engine.state.get("acme")).toMatchObject({ id: "id-of-Acme", initErrors: ["only half was done"] });
        expect((await engine.up([acme({ half: true })])).plan).toEqual({ acme: "update" });
    });
});

const program = (inputs: object) => `
const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.CustomResource {
    constructor(name, inputs) {
        super("pulumi-nodejs:dynamic/lab:Thing", name, { ...inputs, endpoint: undefined, __provider: ${JSON.stringify(lab.__provider)} });
    }
}
exports.endpoint = new Thing("acme", ${JSON.stringify(inputs)}).endpoint;
`;

describe("the command line", () => {
    test("previews, writes, refreshes and destroys", async () => {
        await using project = await pulumiProject({
            files: { "index.js": program({ name: "Acme" }) },
            config: { "cvg:endpoint": "http://gateway" },
            secrets: { "cvg:clientSecret": "hush" },
        });
        const preview = await project.preview({ json: true });
        expect(preview.json).toMatchObject({ changeSummary: { create: 2 } });

        expect(await project.up()).toMatchObject({ code: 0 });
        expect(await project.stackOutputs()).toEqual({ endpoint: "http://gateway" });
        expect((await project.stackExport()).deployment.resources.at(-1)).toMatchObject({ id: "id-of-Acme", inputs: { name: "Acme" } });

        project.write("index.js", program({ name: "Acme", size: 1 }));
        expect((await project.preview({ diff: true })).stdout).toMatch(/\+ size: +1/);
        expect(await project.refresh()).toMatchObject({ code: 0 });
        expect(await project.destroy()).toMatchObject({ code: 0 });
        expect((await project.stackExport()).deployment.resources).toEqual([]);
        expect(project.leftRunning()).toEqual([]);
    });

    test("runs a program in TypeScript, and says why a check failed", async () => {
        const typescript = program({ name: "bad" })
            .replace(/const pulumi = .*/, 'import * as pulumi from "@pulumi/pulumi";')
            .replace(
                "constructor(name, inputs)",
                "declare readonly endpoint: pulumi.Output<string>;\n constructor(name: string, inputs: object)",
            )
            .replace("exports.endpoint =", "export const endpoint =");
        await using project = await pulumiProject({ files: { "index.ts": typescript } });
        const preview = await project.preview();
        expect(preview.code).not.toBe(0);
        expect(preview.text).toContain("the name is bad");
    });
});
