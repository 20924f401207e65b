/** The commands over the live tree, as somebody types them. */
import { readFileSync, writeFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { z } from "zod";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { cvgWith, dataFile } from "../sandbox/command-line.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

let tenancy: Tenancy;
beforeEach(async () => {
    tenancy = await openTenancy({ seed: "insurer" });
});
afterEach(() => tenancy.close());

async function typed(...args: readonly string[]): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
    const { ended, output } = cvgWith(tenancy.env, ...args);
    return { code: await ended, ...output };
}

async function deactivated(name: string): Promise<string> {
    const { level, token } = (await units()).find((unit) => unit.name === name) ?? { level: "", token: "" };
    await tenancy.gateway.deactivate(z.enum(["customer", "account", "project"]).parse(level), token);
    return token;
}

const Units = z.object({
    units: z.array(z.looseObject({ level: z.string(), name: z.string(), token: z.string(), applies: z.looseObject({}) })),
});
const units = async () => Units.parse(JSON.parse((await typed("tenants", "--json")).stdout)).units;

test("cvg tenants shows the tree with what happens to people's data, and who decides", async () => {
    expect(await typed("tenants")).toEqual({
        code: 0,
        stderr: "",
        stdout: `unit                      recorded  numbers  dialogs kept  calls out  decided by
Sandbox                   1 month   shown    1 month       allowed    here: everything
  Acme Versicherung       1 week    shown    1 day         allowed    reseller: calls out, recording, numbers, dialogs; here: its period, their period
    Krankenversicherung   no        hashed   1 hour        allowed    reseller: calls out, dialogs; here: recording, numbers, their period
      Leistungsauskunft   no        hashed   1 hour        allowed    reseller: calls out, dialogs; account: recording, numbers, their period
    Schaden               1 week    shown    1 day         allowed    reseller: calls out, recording, numbers, dialogs; customer: its period, their period
      Glasbruch           no        shown    1 day         allowed    reseller: calls out, numbers, dialogs; here: recording; customer: their period
      Schadenhotline      1 week    shown    1 day         allowed    reseller: calls out, recording, numbers, dialogs; customer: its period, their period
    Vertrieb              1 week    shown    1 day         allowed    reseller: calls out, recording, numbers, dialogs; customer: its period, their period
      Terminvereinbarung  1 week    shown    1 day         allowed    reseller: calls out, recording, numbers, dialogs; customer: its period, their period
  Stadtwerke Musterstadt  1 month   shown    1 month       off        here: calls out; reseller: recording, its period, numbers, dialogs, their period
    Kundenservice         1 month   shown    1 month       off        customer: calls out; reseller: recording, its period, numbers, dialogs, their period
      Zählerstand         1 month   shown    1 month       off        customer: calls out; reseller: recording, its period, numbers, dialogs, their period
`,
    });
});

test("a list that is empty says so", async () => {
    expect(await typed("tenants", "--longer-than", "10w")).toEqual({ code: 0, stdout: "No unit is like that.\n", stderr: "" });
});

test("a filtered list names each unit with those above it", async () => {
    const { stdout } = await typed("tenants", "--level", "project", "--recording", "--longer-than", "1w");
    expect(stdout.split("\n").slice(1)).toEqual([
        expect.stringMatching(/^project Stadtwerke Musterstadt \/ Kundenservice \/ Zählerstand {2}/),
        "",
    ]);
});

test("a name cannot break a table, be a formula in a spreadsheet, or steer a terminal", async () => {
    const name = '=HYPERLINK("x")|<b>\u001b[31m';
    const { defaults } = await tenancy.gateway.defaults();
    const made = (customerName: string) =>
        tenancy.gateway.create("customer", tenancy.sandbox.reseller, { customerName, commonConfiguration: defaults.commonConfiguration });
    await made(name);
    const gone = await made("two\r\nlines\u001b[2J");
    await tenancy.gateway.deactivate("customer", gone);
    const { stdout: program, stderr: told } = await typed("export");
    for (const steering of ["\r", "\u001b"]) expect(program + told).not.toContain(steering);
    expect(told).toContain(`\nNot declared: customer "two lines [2J" (${gone}) is inactive`);
    expect((await typed("tenants")).stdout).not.toContain("\u001b");
    const markdown = (await typed("tenants", "--format", "markdown", "--customer", name)).stdout.split("\n");
    expect(new Set(markdown.filter(Boolean).map((line) => line.split("|").length)).size).toBe(1);
    expect(markdown.join("")).not.toContain("<b>");
    expect((await typed("tenants", "--format", "csv", "--customer", name)).stdout).toContain(`"'=HYPERLINK(""x"")|<b> [31m"`);
});

test("a workbook holds every cell as text", async () => {
    const file = dataFile("tenants.xlsx");
    expect(await typed("tenants", "--format", "xlsx", "--output", file)).toEqual({ code: 0, stdout: "", stderr: "" });
    const sheets = unzipped(readFileSync(file));
    expect(sheets.get("xl/worksheets/sheet1.xml")?.match(/<row /g)).toHaveLength(13);
    expect([...sheets.values()].join("")).toContain("Acme Versicherung / Schaden / Schadenhotline");
    expect(await typed("tenants", "--format", "xlsx")).toMatchObject({ code: 1, stderr: expect.stringContaining("CVG602") });
});

/** The files of a zip archive: local headers, one after the other. Source: APPNOTE 4.3.7. */
function unzipped(archive: Buffer): ReadonlyMap<string, string> {
    const files = new Map<string, string>();
    const central = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    for (let at = central; archive.readUInt32LE(at) === 0x02014b50; ) {
        const [method, packed, name, extra, comment, local] = [10, 20, 28, 30, 32, 42].map((field) =>
            field === 20 || field === 42 ? archive.readUInt32LE(at + field) : archive.readUInt16LE(at + field),
        ) as [number, number, number, number, number, number];
        const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
        const bytes = archive.subarray(start, start + packed);
        files.set(archive.toString("utf8", at + 46, at + 46 + name), (method === 8 ? inflateRawSync(bytes) : bytes).toString("utf8"));
        at += 46 + name + extra + comment;
    }
    return files;
}

test("cvg who-has finds a number, and says with 3 that nobody has it", async () => {
    const found = await typed("who-has", "0049 (30) 23125001");
    expect(found).toMatchObject({ code: 0, stderr: "" });
    expect(found.stdout).toMatch(/^platform number {2}Acme Versicherung \/ Schaden \/ Schadenhotline {2}active {2}/m);
    expect((await typed("who-has", "+4930999")).code).toBe(3);
    expect((await typed("who-has", "+4930999")).stderr).toBe(
        "No project that was read uses +4930999. An inactive project shows no platform numbers.\n",
    );
});

test("cvg who-has tells nobody that what is no number is free", async () => {
    expect(await typed("who-has", "030-23125001")).toEqual({
        code: 1,
        stdout: "",
        stderr: 'CVG602 who-has: "030-23125001" is no telephone number with its country.\n  Write it like +493023125001 or 0049 30 23125001: the country first, then the area without its 0.\n',
    });
});

test("a file of tenants that cannot be read is told in its own words alone", async () => {
    const file = dataFile("env.sh");
    writeFileSync(file, "export A=1\n");
    expect(await typed("what-if", "--file", file)).toEqual({
        code: 1,
        stdout: "",
        stderr: expect.stringMatching(/^CVG206 \S*env\.sh:1:1 /),
    });
});

test("of two formats none is taken, and a trial without the command pulumi reads and writes nothing", async () => {
    expect(await typed("tenants", "--json", "--format", "csv")).toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringMatching(/^CVG602 .*--json.*--format/),
    });
    const { ended, output } = cvgWith({ ...tenancy.env, PATH: dataFile("nothing-there") }, "export", "--check");
    expect(await ended).toBe(1);
    expect(output).toEqual({
        stdout: "",
        stderr: expect.stringMatching(/^CVG603 export --check: the command `pulumi` was not found\.\n.*or leave --check out/),
    });
});

test("cvg export does not write secrets over the program", async () => {
    const file = dataFile("same.ts");
    expect(await typed("export", "--output", file, "--secrets", file)).toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringMatching(/^CVG602 --output and --secrets would both be written into /),
    });
});

test("cvg purge-calendar lists what goes, fails where it is near, and writes a calendar", async () => {
    expect(await typed("purge-calendar", "--fail-within", "200d")).toMatchObject({
        code: 0,
        stdout: "No unit is inactive: nothing will be purged.\n",
    });
    const token = await deactivated("Glasbruch");
    const listed = await typed("purge-calendar", "--fail-within", "14d");
    expect(listed).toMatchObject({ code: 0, stderr: "" });
    expect(listed.stdout).toMatch(
        new RegExp(`\\d{4}-\\d\\d-\\d\\d {2}(?:89|90) +project Acme Versicherung / Schaden / Glasbruch +${token}`),
    );
    await tenancy.control("POST", "/clock", { advance: "80 days" });
    expect(await typed("purge-calendar", "--fail-within", "14d")).toMatchObject({
        code: 2,
        stderr: "1 of 1 inactive unit will be purged within the time that --fail-within names.\n",
    });
    const file = dataFile("purges.ics");
    // Whoever writes it, wherever: the moment is the same.
    const { ended } = cvgWith({ ...tenancy.env, TZ: "Asia/Tokyo" }, "purge-calendar", "--ics", file);
    expect(await ended).toBe(0);
    const unit = (await takeInventory(tenancy.another())).units.find((each) => each.token === token);
    const moment = `${unit?.purgeAt?.slice(0, 19).replace(/[-:]/g, "")}Z`;
    expect(readFileSync(file, "utf8")).toContain(`DTSTART:${moment}\r\n`);
    const unfolded = readFileSync(file, "utf8").replace(/\r\n /g, "");
    expect(unfolded).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n[\s\S]*\r\nEND:VCALENDAR\r\n$/);
    expect(unfolded).toContain(`UID:${token}@pulumi-cvg`);
    expect(unfolded).toContain("SUMMARY:Purged for good: project Acme Versicherung / Schaden / Glasbruch");
});

test("a record of one customer says nothing of others, and one of another gateway is named", async () => {
    const [all, one] = [dataFile("all.json"), dataFile("one.json")];
    await typed("processing-record", "--json", "--output", all);
    await typed("processing-record", "--json", "--output", one, "--customer", "Stadtwerke Musterstadt");
    const elsewhere = JSON.stringify({ ...JSON.parse(readFileSync(one, "utf8")), endpoint: "https://other.example/master-api" });
    writeFileSync(one, elsewhere);
    expect(await typed("processing-record", "--since", one, "--until", all)).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^Nothing has changed since /),
        stderr: expect.stringMatching(
            /^The record of before is of another gateway: https:\/\/other\.example\/master-api, and now it is http.*\n$/,
        ),
    });
});

test("a customer that only the record of before has is there no more, and one that neither has is an error", async () => {
    const [before, after] = [dataFile("before.json"), dataFile("after.json")];
    await typed("processing-record", "--json", "--output", before);
    const { controllers, ...rest } = JSON.parse(readFileSync(before, "utf8"));
    const others = controllers.filter(({ controller }: { readonly controller: string }) => controller !== "Stadtwerke Musterstadt");
    writeFileSync(after, JSON.stringify({ ...rest, controllers: others }));
    const compared = ["processing-record", "--since", before, "--until", after, "--customer"];
    expect(await typed(...compared, "Stadtwerke Musterstadt")).toMatchObject({ code: 0, stdout: expect.stringContaining("Zählerstand") });
    expect(await typed(...compared, "Stadtwerke Mustrestadt")).toEqual({
        code: 1,
        stdout: "",
        stderr: expect.stringMatching(/^CVG602 There is no customer "Stadtwerke Mustrestadt" in the records that are compared\.\n/),
    });
});

test("cvg processing-record is a document, and compares with an earlier one", async () => {
    const document = await typed("processing-record");
    expect(document.stdout).toContain("## Controller: Stadtwerke Musterstadt\n");
    expect(document.stdout).toContain("- recordings: end of the call + 1 month\n");
    expect(document.stdout).toContain("- Legal basis: open, to be filled in\n");
    const file = dataFile("record.json");
    await typed("processing-record", "--json", "--output", file);
    expect((await typed("processing-record", "--since", file)).stdout).toMatch(/^Nothing has changed since 2\d{3}-\S+Z\.\n$/);
    await deactivated("Glasbruch");
    const { stdout } = await typed("processing-record", "--since", file);
    expect(stdout).toContain("the whole unit: purged for good on");
    writeFileSync(file, "{}");
    expect(await typed("processing-record", "--since", file)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("CVG605"),
    });
});

test("cvg doctor says one line for each thing, and what to do", async () => {
    const healthy = await typed("doctor");
    expect(healthy).toMatchObject({ code: 0, stderr: "" });
    expect(healthy.stdout).toMatch(/^ok {5}right to read +reseller "Sandbox" with 11 units;/m);
    const { ended, output } = cvgWith({ ...tenancy.env, CVG_CLIENT_SECRET: "wrong" }, "doctor");
    expect(await ended).toBe(1);
    expect(output.stdout).toMatch(/^WRONG {2}reach and credentials {2}CVG501 /m);
    expect(output.stdout).not.toContain("right to read");
    const unset = cvgWith({ CVG_ENDPOINT: "http://gateway.example" }, "doctor");
    expect(await unset.ended).toBe(1);
    expect(unset.output.stdout).toContain("cvg:endpoint is plain http");
    expect(unset.output.stdout).toMatch(/^ +No --stack was given, so only environment variables were looked at: `--stack NAME` takes /m);
});
