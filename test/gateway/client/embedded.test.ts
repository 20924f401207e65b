/** The client against the embedded gateway: both sides of the contract, written apart, understand each other. */
import { connect, type Gateway, isRefusedWith } from "../../../provider/gateway/index.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { clientConfiguration } from "../../harness/provider-environment.js";
import { failure } from "./loopback.js";

let sandbox: Sandbox;
let gateway: Gateway;

const connected = () =>
    connect(clientConfiguration(sandbox), {
        clock: { now: () => Date.now(), random: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    });
async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${sandbox.control}${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await answer.text();
    expect([answer.status < 300, text]).toEqual([true, text]);
    return text === "" ? undefined : JSON.parse(text);
}
const fault = (method: string, route: string, kind: string, more: object = {}) =>
    control("POST", "/faults", [{ match: { method, route }, kind, ...more }]);

beforeEach(async () => {
    sandbox = await startSandbox();
    gateway = connected();
});
afterEach(async () => {
    await gateway.close();
    await sandbox.close();
});

async function customer(name = "Acme"): Promise<string> {
    const { defaults } = await gateway.defaults();
    return await gateway.create("customer", sandbox.reseller, { customerName: name, commonConfiguration: defaults.commonConfiguration });
}

test("a tenant from its birth to its end", async () => {
    const acme = await customer();
    const settings = await gateway.settings("customer", acme);
    const claims = await gateway.create("account", acme, { accountName: "Claims", commonConfiguration: settings });
    const { defaults } = await gateway.defaults();
    const hotline = await gateway.create("project", claims, {
        projectName: "Hotline",
        commonConfiguration: settings,
        transcribers: [{ vendor: "GOOGLE" }],
        synthesizers: [{ vendor: "GOOGLE" }],
        transcriberLanguage: "de-DE",
        synthesizerLanguage: "de-DE",
        botConfiguration: { type: "rasa", url: "https://bot.example", token: "secret" },
        utteranceTimeout: defaults.utteranceTimeout,
        minimumNoiseLevel: defaults.minimumNoiseLevel,
        platformNumbers: ["+49301234567"],
        externalNumbers: [],
        provisioningBlocks: [],
        callOriginRestriction: { enabled: false, allowedNumbers: [] },
        somethingNew: { kept: [1.5, null] },
    });
    const change = await gateway.change("project", hotline, (body) => ({ ...body, projectName: "Renamed" }), {
        readBack: async () => true,
    });
    expect(change).toMatchObject({ written: true, after: { projectName: "Renamed", somethingNew: { kept: [1.5, null] } } });
    expect(await gateway.change("project", hotline, (body) => body)).toMatchObject({ written: false });
    const other = await gateway.create("account", acme, { accountName: "Other", commonConfiguration: settings });
    await gateway.move(hotline, acme, other);
    await gateway.deactivate("project", hotline);
    expect(await gateway.read("project", hotline)).toMatchObject({ inactive: true, platformNumbers: [] });
    await gateway.restore("project", hotline);
    const found = (await gateway.tree()).find(hotline);
    expect([found?.name, found?.inactive, found?.above?.name, found?.above?.above?.name]).toEqual(["Renamed", false, "Other", "Acme"]);
    expect(await gateway.read("reseller", sandbox.reseller)).toHaveProperty("resellerName");
});

test("both count the same requests under the same names", async () => {
    const acme = await customer();
    await gateway.tree();
    await gateway.read("customer", acme);
    await gateway.deactivate("customer", acme);
    await gateway.restore("customer", acme);
    expect(await control("GET", "/requests")).toMatchObject({ counts: Object.fromEntries(gateway.requests()) });
});

test("its refusals arrive as our codes, with the fields", async () => {
    const acme = await customer();
    const looser = await failure(
        gateway.change("customer", acme, (body) => ({
            ...body,
            commonConfiguration: { ...(body.commonConfiguration as object), maxDialogRetentionTime: 90 * 86_400_000 },
        })),
    );
    expect(looser.message).toMatch(/^CVG101 customer "Acme" .*commonConfiguration\.maxDialogRetentionTime/);
    expect(isRefusedWith(looser, "EXCEEDS_PARENT")).toBe(true);
    await gateway.create("account", acme, { accountName: "Claims", commonConfiguration: await gateway.settings("customer", acme) });
    await expect(gateway.deactivate("customer", acme)).rejects.toThrow("CVG303");
    const unknown = "00000000-0000-4000-8000-000000000000";
    expect(await gateway.read("customer", unknown)).toBeUndefined();
    await expect(gateway.settings("project", unknown)).rejects.toThrow(`CVG301 project ${unknown}`);
});

test("a create whose answer was lost is not repeated, and is there once", async () => {
    await gateway.defaults();
    await fault("POST", "/customers/{reseller}", "drop-after");
    await expect(customer()).rejects.toThrow("CVG505");
    expect((await gateway.tree()).reseller.below.map(({ name }) => name)).toEqual(["Acme"]);
});

test.each(["drop-before", "drop-after", "malformed", "error-in-2xx"])("a read survives %s", async (kind) => {
    const acme = await customer();
    await fault("GET", "/customers/{reseller}/{customer}", kind, kind === "error-in-2xx" ? { status: 503 } : {});
    expect(await gateway.read("customer", acme)).toMatchObject({ customerName: "Acme" });
    expect(gateway.requests().get("GET /customers/{reseller}/{customer}")).toBe(2);
});

test("its movable clock is known after the first answer", async () => {
    await control("POST", "/clock", { advance: "91 days" });
    await gateway.defaults();
    expect(gateway.now() - Date.now()).toBeGreaterThan(90 * 86_400_000);
});

test("with cvg:readOnly everything can be read, and nothing that writes is sent", async () => {
    const { commonConfiguration } = (await gateway.defaults()).defaults;
    const token = await gateway.create("customer", sandbox.reseller, { customerName: "Acme", commonConfiguration });
    const reader = connect({ ...clientConfiguration(sandbox), readOnly: true });
    await control("DELETE", "/requests");
    const deeds: readonly (() => Promise<unknown>)[] = [
        () => reader.create("customer", sandbox.reseller, { customerName: "Globex", commonConfiguration }),
        () => reader.change("customer", token, (body) => ({ ...body, customerName: "Other" })),
        () => reader.deactivate("customer", token),
        () => reader.restore("customer", token),
        () => reader.move("p", token, "a"),
    ];
    for (const deed of deeds)
        expect((await failure(deed())).message).toMatch(/^CVG508 .*cvg:readOnly is set, so (?:POST|DELETE) \S+ was not sent/);
    expect(await reader.read("customer", token)).toMatchObject({ customerName: "Acme" });
    const { counts } = Object(await control("GET", "/requests"));
    expect(Object.keys(counts).filter((kind) => !kind.startsWith("GET ") && kind !== "POST token")).toEqual([]);
    await reader.close();
});
