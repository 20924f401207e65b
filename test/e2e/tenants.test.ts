/** Tenants of a file on the real engine: renamed, moved, changed, removed and restored, without a unit made anew. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { repository } from "../harness/engine-environment.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { pulumiProject } from "../harness/pulumi-cli.js";
import { changed, type Fleet, fleetOf, moved, openFleet, renamed, UNITS_OF_A_TENANT } from "../harness/tenant-fleet.js";

const TENANTS = 3;
const FIRST = fleetOf(TENANTS);

let fleet: Fleet;
let tokens: Readonly<Record<string, string>>;
beforeAll(async () => {
    fleet = await openFleet(120);
    const planned = await fleet.plan(FIRST);
    // The component has the customer's name.
    expect(Object.values(planned).filter((op) => op !== "create")).toEqual([]);
    expect(Object.keys(planned)).toHaveLength(TENANTS * UNITS_OF_A_TENANT);
    await fleet.up(FIRST);
    tokens = await fleet.tokens();
});
afterAll(() => fleet.close());

test("what was declared is there, previews show no change, and say which preset decides", async () => {
    expect(Object.keys(tokens)).toHaveLength(TENANTS * UNITS_OF_A_TENANT);
    expect(await fleet.plan(FIRST)).toEqual({});
    const { deployment } = await fleet.project.stackExport();
    const bot = deployment.resources.find(({ urn }) => urn.endsWith("cvg:Project::t0-bot1"));
    expect(bot?.outputs.decidedBy).toMatchObject({ "customer t0 (preset strict)": "anonymizeNumbers, dialogRetention" });
    expect(JSON.stringify(deployment)).not.toContain("s3cret-of-the-bot");
});

test("a tenant gets another key and a project another account and key: nothing is made anew, and no token is lost", async () => {
    const next = changed(renamed(FIRST, "t0", "zero"), "t1", moved);
    const planned = await fleet.plan(next);
    expect(planned["t1-first"]).toBe("update");
    expect(Object.values(planned).filter((op) => op !== "update")).toEqual([]);
    await fleet.up(next);
    expect(await fleet.tokens()).toEqual(tokens);
    expect((await fleet.console.units()).get("T1 claims 1")?.above).toBe(tokens["T1 sales"]);
    expect(await fleet.plan(next)).toEqual({});

    // The lines may go again: the state has the new names.
    const settled = Object.fromEntries(Object.entries(next).map(([key, { formerly: _old, ...tenant }]) => [key, tenant]));
    expect(await fleet.plan(settled)).toEqual({});
});

test("a preset is changed: whoever has it follows, nobody else, and a mistake in the file writes nothing", async () => {
    const now = changed(renamed(FIRST, "t0", "zero"), "t1", moved);
    await fleet.project.config("strict", "1 hour");
    const planned = await fleet.plan(now);
    expect(new Set(Object.values(planned))).toEqual(new Set(["update"]));
    expect(Object.keys(planned).filter((name) => name.startsWith("t1"))).toEqual([]);
    expect(Object.keys(planned)).toHaveLength(2 * UNITS_OF_A_TENANT);
    await fleet.up(now);
    const units = await fleet.console.units();
    expect(units.get("T2 service 5")?.effective.maxDialogRetentionTime).toBe(3_600_000);
    expect(await fleet.tokens()).toEqual(tokens);

    const writes = await fleet.console.writes();
    fleet.project.write("tenants.yaml", "tenants:\n  t0:\n    name: 0012\n    preset: strikt\n");
    const { code, text } = await fleet.project.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/CVG208 tenants\.yaml:3:11 t0: name: 0012 without quotes reads as the number 12/);
    expect(text).toMatch(/CVG209 tenants\.yaml:4:13 t0: preset strikt is none of the program's/);
    expect(text).not.toMatch(/\n\s+at /);
    expect(await fleet.console.writes()).toBe(writes);
});

test("a tenant is removed and comes back with its tokens", async () => {
    const now = changed(renamed(FIRST, "t0", "zero"), "t1", moved);
    const { t2, ...others } = now;
    if (t2 === undefined) throw new Error("there is no t2");
    await fleet.up(others);
    expect(Object.keys(await fleet.tokens())).toHaveLength((TENANTS - 1) * UNITS_OF_A_TENANT);
    await fleet.up({ ...others, t2: { ...t2, ifExists: "restore" } });
    expect(await fleet.tokens()).toEqual(tokens);
    expect(await fleet.plan(now)).toEqual({});
});

test("the example makes the tenants of its file with at most 25 lines of program, and a second look changes nothing", async () => {
    const read = (file: string): string => readFileSync(join(repository, "examples/tenants", file), "utf8");
    expect(read("index.ts").trim().split("\n").length).toBeLessThanOrEqual(25);
    // A gateway of its own: the numbers of the example are taken in the other one.
    await using sandbox = await startSandbox();
    const { config, secrets } = stackConfiguration(sandbox);
    await using project = await pulumiProject({
        name: "cvg-tenants",
        files: Object.fromEntries(["index.ts", "tenants.yaml", "Pulumi.yaml"].map((file) => [file, read(file)])),
        config,
        secrets: { ...secrets, "cvg-tenants:botToken": "s3cret-of-the-example" },
    });
    const { code, text } = await project.up();
    expect({ code, text: code === 0 ? "" : text }).toEqual({ code: 0, text: "" });
    const units = await (await openConsole(sandbox)).units();
    expect(await project.stackOutputs()).toEqual({
        tokens: {
            alpenland: units.get("Alpenland Versicherung")?.token,
            seeblick: units.get("Klinik Seeblick")?.token,
            stadtwerke: units.get("Stadtwerke")?.token,
        },
    });
    expect(units.get("Schadenhotline")?.effective.maxDialogRetentionTime).toBe(3_600_000);
    expect(JSON.stringify(await project.stackExport())).not.toContain("s3cret-of-the-example");
    const preview = await project.preview({ args: ["--expect-no-changes"] });
    expect({ code: preview.code, text: preview.code === 0 ? "" : preview.text }).toEqual({ code: 0, text: "" });
});
