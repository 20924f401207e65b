/** `cvg review --live`: what only the gateway knows, read with credentials; and what is said where there are none. */
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { openConsole } from "../../harness/console.js";
import { type Declared, previewOf, step } from "../../review/steps.js";
import { cvgWith, dataFile } from "../sandbox/command-line.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

let tenancy: Tenancy;
let preview: string;

/** A program that declares one customer and nothing below it, and keeps its dialogs shorter from now on. */
beforeEach(async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const { units } = await takeInventory(tenancy.gateway);
    const token = units.find(({ name }) => name === "Acme Versicherung")?.token ?? "";
    const acme = (dialogRetention: string): Declared => ({
        ...{ type: "Customer", resource: "acme", token },
        inputs: {
            name: "Acme Versicherung",
            active: true,
            privacy: { dialogRetention },
            effective: {
                ...{ outboundCalls: true, recordings: true, recordingRetention: "1 week", anonymizeNumbers: false, storeDialogData: true },
                dialogRetention,
            },
            decidedBy: { "customer acme": "dialogRetention" },
        },
    });
    preview = dataFile("preview.json");
    const told =
        'warning: CVG107 acme: dialogRetention "1 day" => "1 hour": dialogs older than "1 hour" may be deleted for good (7 units below: 3 accounts, 4 projects).\n';
    writeFileSync(
        preview,
        previewOf([step("update", acme("1 day"), acme("1 hour"))], { diagnostics: [{ severity: "warning", message: told }] }),
    );
});
afterEach(() => tenancy.close());

async function reviewed(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
    const { ended, output } = cvgWith(env, "review", preview, ...args);
    return { code: await ended, ...output };
}
const Report = z.object({
    findings: z.array(z.object({ kind: z.string(), unit: z.string().optional(), path: z.array(z.string()).optional() }).loose()),
});
const findings = (stdout: string) => Report.parse(JSON.parse(stdout)).findings;

test("without it, what the program does not declare is said to be not verified, and no gateway is asked", async () => {
    const { code, stdout, stderr } = await reviewed({ COLUMNS: "200" }, "--fail-on", "unverified");
    expect([code, stderr]).toEqual([2, ""]);
    expect(stdout).toContain("what is below it and not declared here changes too: only the gateway knows these units: customer Acme");
    expect(stdout).toContain("Run `cvg review --live` with credentials that may read.");
});

test("with it, each unit that only the gateway knows is told by name where its data is concerned, and nothing is left unverified", async () => {
    const console = await openConsole(tenancy.sandbox);
    const before = await console.writes();
    const { code, stdout, stderr } = await reviewed(tenancy.env, "--live", "--output", "json");
    expect([code, stderr]).toEqual([0, ""]);
    const cut = findings(stdout).filter(({ kind }) => kind === "dialogs-cut");
    expect(JSON.stringify(cut)).toContain("Schadenhotline");
    expect(JSON.stringify(cut)).toContain("Terminvereinbarung");
    // Kept for an hour already: nothing changes there.
    expect(JSON.stringify(cut)).not.toContain("Leistungsauskunft");
    expect(JSON.stringify(cut)).not.toContain("Musterstadt");
    expect(findings(stdout).filter(({ kind }) => kind.endsWith("unknown"))).toEqual([]);
    expect(await console.writes()).toBe(before);
});

test.each([
    ["no credentials", {}, /CVG40\d/],
    ["a wrong secret", { CVG_CLIENT_SECRET: "wrong" }, /CVG50\d/],
    ["a gateway that is not there", { CVG_ENDPOINT: "http://127.0.0.1:9/master-api", CVG_TIMEOUT_SECONDS: "1" }, /CVG5\d\d/],
])("with %s it fails with a code and 1, and reports nothing as if it had looked", async (what, env, says) => {
    const base = what === "no credentials" ? {} : tenancy.env;
    const { code, stdout, stderr } = await reviewed({ ...base, ...env }, "--live");
    expect([code, stdout, stderr]).toEqual([1, "", expect.stringMatching(says)]);
    expect(stderr).not.toContain(tenancy.sandbox.clientSecret);
});
