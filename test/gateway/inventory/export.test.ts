/** A live tenancy as a program: what it says, and what it must not say. */
import { z } from "zod";
import { exported } from "../../../provider/export/exported.js";
import { asImportFile } from "../../../provider/export/import-file.js";
import { variable } from "../../../provider/export/names.js";
import { secretsScript } from "../../../provider/export/secrets.js";
import { asClasses, asTenants, namesIn } from "../../../provider/export/typescript.js";
import { asYaml } from "../../../provider/export/yaml.js";
import { parseTenants } from "../../../provider/files/parse-tenants.js";
import { CommonConfiguration } from "../../../provider/gateway/wire/contract.js";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { cvgWith } from "../sandbox/command-line.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

let tenancy: Tenancy;
beforeEach(async () => {
    tenancy = await openTenancy({ seed: "insurer" });
});
afterEach(() => tenancy.close());

const now = async (options?: Parameters<typeof exported>[1]) => exported(await takeInventory(tenancy.another()), options);
async function changed(
    name: string,
    edit: (body: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Promise<string> {
    const unit = (await takeInventory(tenancy.another())).units.find((each) => each.name === name);
    if (unit === undefined) throw new Error(name);
    await tenancy.gateway.change(unit.level, unit.token, edit);
    return unit.token;
}
const settings = (changes: Readonly<Record<string, unknown>>) => (body: Readonly<Record<string, unknown>>) => ({
    ...body,
    commonConfiguration: { ...CommonConfiguration.parse(body.commonConfiguration), ...changes },
});

test("settings are said only where they differ from what is inherited", async () => {
    const text = asTenants(await now());
    expect(text).toContain('privacy: { recordingRetention: "1 week", dialogRetention: "1 day" },');
    expect(text.match(/recordingRetention/g)).toHaveLength(1);
    expect(asTenants(await now({ explicit: true })).match(/recordingRetention: /g)).toHaveLength(11);
});

test("a secret is in the script, and only its name in the program", async () => {
    await changed("Glasbruch", (body) => ({
        ...body,
        botConfiguration: { type: "custom", url: "https://bot.example/x", token: "it's s3cret" },
    }));
    const result = await now();
    for (const text of [asTenants(result), asClasses(result)]) {
        expect(text).not.toContain("s3cret");
        expect(text).toContain('token: config.requireSecret("acme-versicherung-glasbruch-bot-token")');
    }
    expect(secretsScript(result.secrets)).toContain(
        `printf '%s' 'it'\\''s s3cret' | pulumi config set --secret acme-versicherung-glasbruch-bot-token`,
    );
});

test.each(["masked", "absent"])("a secret that reads show %s has its place, and has to be typed", async (secretsOnRead) => {
    await tenancy.control("POST", "/behaviour", { secretsOnRead });
    const result = await now();
    expect(asTenants(result)).toContain('token: config.requireSecret("acme-versicherung-glasbruch-bot-token")');
    expect(result.secrets.filter(({ value }) => value !== undefined)).toEqual([]);
    expect(secretsScript(result.secrets)).toContain(
        "# The gateway hides this one: type it.\npulumi config set --secret acme-versicherung-glasbruch-bot-token",
    );
});

test("a period that nobody can declare leaves the settings of its unit alone, and says so", async () => {
    await changed("Schaden", settings({ maxDialogRetentionTime: 5 * 3_600_000 }));
    const result = await now();
    const note = 'Stored is dialogRetention "5 hours", which cannot be declared: the settings of this unit are not managed.';
    expect(asClasses(result)).toContain(`// ${note}\nconst acmeVersicherungSchaden = new cvg.Account(`);
    expect(asTenants(result)).toMatch(/schaden: \{\n {12}name: "Schaden",\n {12}ifExists: .*,\n {12}privacy: false,/);
    // What stands below is managed all the same.
    expect(asTenants(result)).toMatch(/glasbruch: \{\n {20}name: "Glasbruch",\n {20}ifExists: .*,\n {20}privacy: \{ recordings: false \},/);
});

test("what is stored beyond what applies is named, because the first up writes it", async () => {
    await changed("Acme Versicherung", settings({ allowRecordings: false }));
    expect(asClasses(await now())).toContain(
        "// Stored is more than applies (recordings true): the first `pulumi up` writes what applies.\n",
    );
});

test("inactive units are listed apart, with their purge", async () => {
    const token = await changed("Glasbruch", (body) => body);
    await tenancy.gateway.deactivate("project", token);
    const result = await now();
    expect(result.leftOut).toEqual([
        expect.stringMatching(new RegExp(`^project "Glasbruch" \\(${token}\\) is inactive, and is purged on \\d{4}`)),
    ]);
    expect(asTenants(result)).toContain(`// Not declared here:\n// - project "Glasbruch" (${token}) is inactive`);
});

test("units of one name have names of their own, which stay when others come and go", async () => {
    const { defaults } = await tenancy.gateway.defaults();
    const twin = await tenancy.gateway.create("customer", tenancy.sandbox.reseller, {
        customerName: "Acme-Versicherung",
        commonConfiguration: defaults.commonConfiguration,
    });
    const names = (await now()).tenants.map(({ logicalName }) => logicalName);
    expect(names).toContain(`acme-versicherung-${twin.slice(0, 4)}`);
    expect(names).toContain("acme-versicherung");
});

/** Names that make one logical name of two units, or one variable. */
async function plantTwins(): Promise<void> {
    const { commonConfiguration } = (await tenancy.gateway.defaults()).defaults;
    const make = async (customer: string, ...accounts: readonly string[]) => {
        const above = await tenancy.gateway.create("customer", tenancy.sandbox.reseller, { customerName: customer, commonConfiguration });
        for (const accountName of accounts) await tenancy.gateway.create("account", above, { accountName, commonConfiguration });
    };
    await make("Nord", "Süd Schaden", "Süd");
    await make("Nord Süd", "Schaden");
    await make("Nord 2");
    await make("Nord2");
}

test("no two units have one logical name, whatever the units of other tenants are called, and no two one variable", async () => {
    await plantTwins();
    const result = await now();
    const names = result.tenants.flatMap(namesIn);
    expect(names).toEqual(expect.arrayContaining(["nord", "nord-sued", "nord-sued-schaden", "nord-2", "nord2"]));
    expect(names).toContainEqual(expect.stringMatching(/^nord-sued-\w{4}$/));
    expect(names).toContainEqual(expect.stringMatching(/^nord-sued-schaden-\w{4}$/));
    expect(new Set(names).size).toBe(names.length);
    const variables = [...asClasses(result).matchAll(/^const (\w+) = new/gm)].map(([, name]) => name);
    expect(new Set(variables).size).toBe(variables.length);
    const { resources } = ImportFile.parse(JSON.parse(asImportFile(result)));
    for (const called of ["name", "logicalName"] as const) expect(new Set(resources.map((one) => one[called])).size).toBe(names.length);
    expect(Object.keys(parseTenants(asYaml(result), { secrets: (name) => name }))).toEqual(
        result.tenants.map(({ logicalName }) => logicalName),
    );
});

const ImportFile = z.strictObject({
    resources: z.array(
        z.strictObject({
            type: z.string(),
            name: z.string(),
            logicalName: z.string(),
            id: z.string(),
            properties: z.array(z.string()).optional(),
        }),
    ),
});

test("a file for pulumi import names each unit after the one above it, and no secret", async () => {
    const token = await changed("Schaden", settings({ maxDialogRetentionTime: 5 * 3_600_000 }));
    const text = asImportFile(await now());
    expect(text).not.toContain("not-a-real-token");
    const { resources } = ImportFile.parse(JSON.parse(text));
    expect(resources).toHaveLength(11);
    expect(resources.map(({ type }) => type).slice(0, 3)).toEqual(["cvg:index:Customer", "cvg:index:Account", "cvg:index:Project"]);
    const odd = { name: "acmeVersicherungSchaden", logicalName: "acme-versicherung-schaden", properties: ["customer", "name", "active"] };
    expect(resources.find(({ id }) => id === token)).toEqual({ type: "cvg:index:Account", id: token, ...odd });
});

test("cvg export --as import leaves the settings out below such a unit too, where nobody can declare what applies, and names each", async () => {
    await changed("Schaden", settings({ maxDialogRetentionTime: 5 * 3_600_000 }));
    const { ended, output } = cvgWith(tenancy.env, "export", "--as", "import");
    expect(await ended).toBe(0);
    const { resources } = ImportFile.parse(JSON.parse(output.stdout));
    const odd = ["acmeVersicherungSchaden", "acmeVersicherungGlasbruch", "acmeVersicherungSchadenhotline"];
    expect(resources.filter(({ properties }) => properties !== undefined).map(({ name }) => name)).toEqual(odd);
    for (const { properties = [] } of resources) expect(properties).not.toContain("privacy");
    const unmanaged = 'dialogRetention "5 hours", which cannot be declared: the settings of this unit are not managed.';
    expect(output.stderr.split("\n")).toEqual(
        expect.arrayContaining([
            `account "Schaden": Stored is ${unmanaged}`,
            `project "Glasbruch": What applies is ${unmanaged}`,
            `project "Schadenhotline": What applies is ${unmanaged}`,
        ]),
    );
});

test("a name cannot leave its quotes or its comment", async () => {
    const { defaults } = await tenancy.gateway.defaults();
    const customerName = 'x"});process.exit();//\u2028$' + "{1}`";
    const token = await tenancy.gateway.create("customer", tenancy.sandbox.reseller, {
        customerName,
        commonConfiguration: defaults.commonConfiguration,
    });
    const written = asTenants(await now());
    expect(written).toContain(`name: ${JSON.stringify(customerName.replace("\u2028", " "))},`);
    expect(written).toContain(": The name of this unit has a character that nobody sees");
    await tenancy.gateway.deactivate("customer", token);
    const lines = asTenants(await now()).split(/[\n\u2028]/);
    expect(lines.filter((line) => line.includes("process.exit"))).toEqual([expect.stringMatching(/^\/\/ /)]);
});

const ODD_NAMES = [
    "0500",
    "no",
    "~",
    "1e3",
    "+4989200001",
    "# x",
    "- x",
    "a: b",
    "{x",
    "x'\"",
    "\u2028x\ny",
    "\ufeffx",
    "&a *b",
    "<<",
    "%x",
    "null",
    " x ",
];
test("a file of tenants says what the program says, whatever the names look like", async () => {
    const { defaults } = await tenancy.gateway.defaults();
    for (const customerName of ODD_NAMES)
        await tenancy.gateway.create("customer", tenancy.sandbox.reseller, {
            customerName,
            commonConfiguration: defaults.commonConfiguration,
        });
    const result = await now();
    const parsed = parseTenants(asYaml(result), { secrets: (name) => name });
    expect(Object.keys(parsed)).toEqual(result.tenants.map(({ logicalName }) => logicalName));
    expect(
        Object.values(parsed)
            .map(({ name }) => name)
            .sort(),
    ).toEqual(result.tenants.map(({ name }) => name).sort());
    expect(parsed["acme-versicherung"]).toMatchObject({
        privacy: { recordingRetention: "1 week", dialogRetention: "1 day" },
        accounts: { schaden: { projects: { glasbruch: { platformNumbers: ["+493023125002"], privacy: { recordings: false } } } } },
    });
    expect(asYaml(await now())).toBe(asYaml(result));
});

test("a file of tenants has its notes at the units, and what is left out at its end", async () => {
    await changed("Schaden", settings({ maxDialogRetentionTime: 5 * 3_600_000 }));
    const token = await changed("Leistungsauskunft", (body) => body);
    await tenancy.gateway.deactivate("project", token);
    const text = asYaml(await now());
    expect(text).toMatch(/ {12}schaden:\n {16}# Stored is dialogRetention "5 hours", which cannot be declared: .*\n {16}name: Schaden\n/);
    expect(text).toMatch(
        /\n# Not declared here:\n# - project "Leistungsauskunft" \(\S+\) is inactive, and is purged on \d{4}-\d\d-\d\d\.\n$/,
    );
    expect(parseTenants(text, { secrets: (name) => name })).toMatchObject({
        "acme-versicherung": { accounts: { schaden: { privacy: false } } },
    });
});

test("some units are exported, with those above them, or all but some", async () => {
    const names = async (selection: Parameters<typeof takeInventory>[1]): Promise<readonly string[]> =>
        (await takeInventory(tenancy.another(), selection)).units.map(({ name }) => name);
    expect(await names({ include: ["Glasbruch", "Vertrieb"] })).toEqual([
        "Sandbox",
        "Acme Versicherung",
        "Schaden",
        "Glasbruch",
        "Vertrieb",
        "Terminvereinbarung",
    ]);
    expect(await names({ customers: ["Acme Versicherung"], exclude: ["Schaden", "Krankenversicherung"] })).toEqual([
        "Sandbox",
        "Acme Versicherung",
        "Vertrieb",
        "Terminvereinbarung",
    ]);
    expect(await names({ include: ["Schaden"], exclude: ["Schaden"] })).toEqual(["Sandbox"]);
});

test("a logical name is a variable that a program may have", () => {
    expect(["acme-hotline", "3-musketiere", "default", "cvg", "zaehlerstand"].map(variable)).toEqual([
        "acmeHotline",
        "_3Musketiere",
        "_default",
        "_cvg",
        "zaehlerstand",
    ]);
});
