/** One field of each resource through its whole life, as the command line shows it. Every field: test/engine/inputs/fields.test.ts. */
import { z } from "zod";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, type Json, openConsole } from "../harness/console.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";
import { plannedChanges, plannedSteps } from "../harness/steps.js";

type Stage = "set" | "changed" | "removed";

interface Row {
    /** The resource that declares the field. */
    readonly resource: string;
    /** As a preview names it. */
    readonly field: string;
    /** Where the unit that holds it is, by its name in the console. */
    readonly unit: string;
    readonly path: string;
    readonly wire: string;
    /** What the gateway holds at each stage; after `removed` that is the default. */
    readonly held: Readonly<Record<Stage, unknown>>;
    /** What an admin makes of it. */
    readonly drift: unknown;
}

const MONTH = 2_592_000_000;
const ROWS: readonly Row[] = [
    {
        ...{ resource: "acme", field: "privacy.dialogRetention", unit: "Acme", path: "customers" },
        ...{ wire: "maxDialogRetentionTime", held: { set: 86_400_000, changed: 3_600_000, removed: MONTH }, drift: 90_500 },
    },
    {
        ...{ resource: "claims", field: "privacy.recordingRetention", unit: "Schaden", path: "account" },
        ...{ wire: "maxRecordingRetentionTime", held: { set: 86_400_000, changed: 129_600_000, removed: MONTH }, drift: 60_000_000 },
    },
    {
        ...{ resource: "sales-privacy", field: "anonymizeNumbers", unit: "Vertrieb", path: "account" },
        ...{ wire: "anonymizeRemoteNumbers", held: { set: false, changed: true, removed: false }, drift: false },
    },
    {
        ...{ resource: "hotline", field: "defaultCallerId", unit: "Hotline", path: "project" },
        ...{ wire: "defaultCallerId", held: { set: "+4989100001", changed: "+4989100002", removed: undefined }, drift: "+4989100003" },
    },
];

/** The resources are neither above nor below each other, so that each change is its own alone. */
const program = (stage: Stage): string => {
    const field = (set: string, changed: string): string => ({ set, changed, removed: "" })[stage];
    return `
const cvg = require("pulumi-cvg");
new cvg.Customer("acme", { name: "Acme", privacy: { ${field('dialogRetention: "1 day"', 'dialogRetention: "1 hour"')} } });
const base = new cvg.Customer("base", { name: "Basis" });
const claims = new cvg.Account("claims", {
    customer: base, name: "Schaden", privacy: { ${field('recordingRetention: "1 day"', 'recordingRetention: "36 hours"')} },
});
const sales = new cvg.Account("sales", { customer: base, name: "Vertrieb" });
new cvg.PrivacyPolicy("sales-privacy", { scope: sales, ${field("anonymizeNumbers: false", "anonymizeNumbers: true")} });
const service = new cvg.Account("service", { customer: base, name: "Service" });
new cvg.Project("hotline", {
    account: service, name: "Hotline", bot: { type: "cognigy", endpointUrl: "https://bot.example" },
    transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "GOOGLE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
    ${field('defaultCallerId: "+4989100001"', 'defaultCallerId: "+4989100002"')}
});
`;
};

const Requests = z.object({ requests: z.array(z.object({ method: z.string(), path: z.string() })) });

let sandbox: Sandbox;
let console: Console;
let project: PulumiProject;
let tokens: ReadonlyMap<string, string>;

beforeAll(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    const { endpoint, reseller, tokenUrl, clientId, clientSecret } = sandbox;
    project = await pulumiProject({
        files: { "index.js": program("set") },
        config: { "cvg:endpoint": endpoint, "cvg:reseller": reseller, "cvg:tokenUrl": tokenUrl, "cvg:clientId": clientId },
        secrets: { "cvg:clientSecret": clientSecret },
    });
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
});

const pathOf = ({ path, unit }: Row): string => `/${path}/${sandbox.reseller}/${tokens.get(unit)}`;

/** The field's place in a body: a setting of the unit, or a field of its own. */
const isSetting = (body: Json, { wire }: Row): boolean => wire in Object(body.commonConfiguration);

async function held(): Promise<Json> {
    const bodies = ROWS.map(async (row) => {
        const body = await console.get(pathOf(row));
        return [row.resource, isSetting(body, row) ? Object(body.commonConfiguration)[row.wire] : body[row.wire]] as const;
    });
    return Object.fromEntries(await Promise.all(bodies));
}
const expected = (stage: Stage): Json => Object.fromEntries(ROWS.map((row) => [row.resource, row.held[stage]]));

/** Requests since they were last cleared that change something: how many for each path. */
async function writes(): Promise<Json> {
    const { requests } = Requests.parse(await console.control("GET", "/requests"));
    const counts = new Map<string, number>();
    for (const { method, path } of requests)
        if (method !== "GET" && !path.endsWith("/oauth/token")) counts.set(path, (counts.get(path) ?? 0) + 1);
    return Object.fromEntries(counts);
}

/** A preview names each row's field and nothing else, and writes nothing; the run that follows writes each unit once. */
async function expectUpdates(stage: Stage, ...args: readonly string[]): Promise<void> {
    await console.control("DELETE", "/requests");
    const preview = await project.preview({ json: true, args });
    expect({ code: preview.code, problem: preview.code === 0 ? "" : preview.text }).toEqual({ code: 0, problem: "" });
    const steps = Object.entries(plannedSteps(preview.json)).filter(([, op]) => op !== "refresh");
    expect(Object.fromEntries(steps)).toEqual(Object.fromEntries(ROWS.map(({ resource }) => [resource, "update"])));
    const named = Object.entries(plannedChanges(preview.json)).map(([resource, fields]) => [
        resource,
        fields.filter((field) => !/^(?:effective|decidedBy)\b/.test(field)),
    ]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(ROWS.map(({ resource, field }) => [resource, [field]])));
    expect(await writes()).toEqual({});

    const run = await project.up({ args });
    expect({ code: run.code, problem: run.code === 0 ? "" : run.text }).toEqual({ code: 0, problem: "" });
    expect(await writes()).toEqual(Object.fromEntries(ROWS.map((row) => [`/master-api${pathOf(row)}`, 1])));
    expect(await held()).toEqual(expected(stage));
}

test("a field of each resource is set with the unit", async () => {
    expect((await project.up()).code).toBe(0);
    tokens = new Map([...(await console.units())].map(([name, { token }]) => [name, token]));
    expect(await held()).toEqual(expected("set"));
});

test("changed, it is the one thing that the preview names, and one write", async () => {
    project.write("index.js", program("changed"));
    await expectUpdates("changed");
});

test("read back, it is what was declared", async () => {
    expect((await project.refresh({ args: ["--expect-no-changes"] })).code).toBe(0);
});

test("drifted in the console, it is found, named and repaired with one write", async () => {
    for (const row of ROWS)
        await console.edit(pathOf(row), (body) =>
            isSetting(body, row)
                ? { ...body, commonConfiguration: { ...Object(body.commonConfiguration), [row.wire]: row.drift } }
                : { ...body, [row.wire]: row.drift },
        );
    expect(await held()).toEqual(Object.fromEntries(ROWS.map(({ resource, drift }) => [resource, drift])));
    await expectUpdates("changed", "--refresh");
});

test("removed from the program, it is named once more, and the default is back", async () => {
    project.write("index.js", program("removed"));
    await expectUpdates("removed");
    expect((await project.preview({ args: ["--refresh", "--expect-no-changes"] })).code).toBe(0);
});
