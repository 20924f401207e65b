/** `cvg what-if`, as somebody types it. */
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { cvgWith, dataFile } from "../sandbox/command-line.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

const Counts = z.object({ counts: z.record(z.string(), z.number()) });
let tenancy: Tenancy;
beforeEach(async () => {
    tenancy = await openTenancy({ seed: "insurer" });
});
afterEach(() => tenancy.close());

async function typed(...args: readonly string[]): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
    const { ended, output } = cvgWith(tenancy.env, "what-if", ...args);
    return { code: await ended, ...output };
}
const tokenOf = async (name: string): Promise<string> =>
    (await takeInventory(tenancy.another())).units.find((unit) => unit.name === name)?.token ?? "";

test("every unit that a change reaches is listed, with why, and nothing is written", async () => {
    const { code, stdout } = await typed("--set", "customer/Acme Versicherung.recordings=false");
    expect({ code, lines: stdout.split("\n") }).toEqual({
        code: 0,
        lines: [
            "unit                                                       setting     now   then   why",
            "customer Acme Versicherung                                 recordings  true  false  said here",
            "account Acme Versicherung / Schaden                        recordings  true  false  cut: no more is allowed above",
            "project Acme Versicherung / Schaden / Schadenhotline       recordings  true  false  cut: no more is allowed above",
            "account Acme Versicherung / Vertrieb                       recordings  true  false  cut: no more is allowed above",
            "project Acme Versicherung / Vertrieb / Terminvereinbarung  recordings  true  false  cut: no more is allowed above",
            "5 of 12 active units would change.",
            '4 units below would store more than is allowed, and may be rewritten for good: "Schaden", "Schadenhotline", "Vertrieb", "Terminvereinbarung".',
            "Nothing was written.",
            "",
        ],
    });
    const { counts } = Counts.parse(await tenancy.control("GET", "/requests"));
    expect(Object.keys(counts).filter((route) => !/^(?:GET |POST token)/.test(route))).toEqual([]);
});

test("two values of one setting are refused, however its unit is named", async () => {
    const args = ["--set", "account/Schaden.recordings=false", "--set", "account/Acme Versicherung/Schaden.recordings=true"];
    expect(await typed(...args)).toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringContaining(`CVG602 --set "${args[3]}" and --set "${args[1]}" are about the same setting of the same unit.`),
    });
});

test("what the preview would refuse is refused in its words, and exits with 2", async () => {
    const { code, stdout } = await typed("--set", "account/Acme Versicherung/Schaden.dialogRetention=1 week");
    expect({ code, stdout }).toEqual({
        code: 2,
        stdout: expect.stringContaining(
            'CVG101 Schaden: dialogRetention "1 week" is longer than the "1 day" that customer "Acme Versicherung"',
        ),
    });
    expect(stdout).toContain("Refused: 1 setting would be more than is allowed, so the preview fails and nothing is written.\n");
});

test("of a tenant whose customer was not read nobody says that it would be made", async () => {
    const file = dataFile("two.yaml");
    writeFileSync(
        file,
        `tenants:
    acme: { name: Acme Versicherung, privacy: { recordings: false } }
    stadt: { name: Stadtwerke Musterstadt, privacy: {}, accounts: { neu: { name: Neu } } }
`,
    );
    const { code, stdout } = await typed("--file", file, "--customer", "Acme Versicherung");
    expect([code, stdout.split("\n").slice(-3)]).toEqual([
        0,
        ["Not looked at, because --customer names others: stadt.", "Nothing was written.", ""],
    ]);
    expect(stdout).not.toContain("would be made");
    const { stdout: json } = await typed("--file", file, "--customer", "Acme Versicherung", "--json");
    expect(JSON.parse(json)).toMatchObject({ wouldBeMade: [], notLookedAt: ["stadt"] });
});

test("a changed file of tenants is asked about as a whole, and what is not there is named", async () => {
    const file = dataFile("changed.yaml");
    writeFileSync(
        file,
        `tenants:
    acme:
        name: Acme Versicherung
        privacy: { recordingRetention: 1 week, dialogRetention: 1 hour }
        accounts:
            krankenversicherung:
                name: Umbenannt
                ifExists: { token: ${await tokenOf("Krankenversicherung")} }
                privacy: { recordings: false, anonymizeNumbers: true, dialogRetention: 10 minutes }
            neu: { name: Neu }
`,
    );
    const { code, stdout } = await typed("--file", file, "--json");
    const answer = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ refused: [], wouldBeMade: ["acme-neu"] });
    const changed = answer.changed.map((each: { unit: { path: readonly string[] }; reach: string; changes: readonly { to: string }[] }) => [
        each.unit.path.at(-1),
        each.reach,
        each.changes.map(({ to }) => to).join(),
    ]);
    expect(changed).toEqual([
        ["Acme Versicherung", "set", "1 hour"],
        ["Krankenversicherung", "set", "10 minutes"],
        ["Leistungsauskunft", "cut", "10 minutes"],
        ["Schaden", "cut", "1 hour"],
        ["Glasbruch", "cut", "1 hour"],
        ["Schadenhotline", "cut", "1 hour"],
        ["Vertrieb", "cut", "1 hour"],
        ["Terminvereinbarung", "cut", "1 hour"],
    ]);
});

test("a file says what it says: settings that it leaves out follow the level above, and are not said there", async () => {
    const file = dataFile("few.yaml");
    writeFileSync(file, "tenants:\n    acme: { name: Acme Versicherung, privacy: { recordings: false } }\n");
    const { code, stdout } = await typed("--file", file);
    expect(code).toBe(0);
    const rows = stdout.split("\n").filter((line) => line.startsWith("customer Acme Versicherung "));
    expect(rows.map((line) => line.split(/ {2,}/).slice(1))).toEqual([
        ["recordings", "true", "false", "said here"],
        ["recordingRetention", "1 week", "1 month", "follows what is above"],
        ["dialogRetention", "1 day", "1 month", "follows what is above"],
    ]);
});

test.each([
    [["--set", "acme.recordings=false"], 'CVG602 --set "acme.recordings=false" cannot be read.'],
    [["--set", "customer/Acme Versicherung.dialogRetention=2 days"], "dialogRetention takes"],
    [["--set", "customer/Nobody.recordings=false"], 'there is no customer "Nobody"'],
    [["--set", "reseller.dialogRetention=inherit"], "nothing is above the reseller"],
    [
        ["--set", "reseller.recordings=false", "--file", "tenants.yaml"],
        "CVG602 what-if asks about one change: that of --set, or that of --file. Two were given.",
    ],
    [[], "CVG602 what-if asks about one change: that of --set, or that of --file."],
])("what cannot be asked is told: %j", async (args, says) => {
    const { code, stdout, stderr } = await typed(...args);
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining(says) });
});
