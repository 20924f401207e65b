/** The plugin under the real engine: found through Pulumi.yaml, refusing, imported with, and once for each of two resellers. */
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { codedLines } from "../harness/gateway-project.js";
import { demand, nativeProjectBeforeEach, nativeSdk, nativeTenant, nativeWholeTenant } from "../harness/native-program.js";

const at = nativeProjectBeforeEach();

test("what a level above forbids is refused at a preview of an empty stack", async () => {
    at.project.write(
        "index.js",
        `${nativeSdk}${nativeTenant()}new Account("loose", { customer: acme, name: "Loose", privacy: { dialogRetention: "1 week" } });`,
    );
    const { code, text } = await at.project.preview();
    expect(code).not.toBe(0);
    expect(text).toContain('CVG101 loose: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme) allows.');
});

test("what stands in a new unit that is excluded is refused; what only depends on it the engine refuses itself", async () => {
    const excluded = { args: ["--exclude", "**::acme"] };
    const refused = await at.project.preview(excluded);
    expect([refused.code === 0, refused.text]).toEqual([
        false,
        expect.stringContaining("CVG330 claims: customer acme, which it needs, is not there"),
    ]);
    const depends = 'new Customer("acme", { name: "Acme" })';
    at.project.write("index.js", `${nativeSdk}new Customer("globex", { name: "Globex" }, { dependsOn: ${depends} });`);
    const { code, text } = await at.project.preview(excluded);
    expect([code === 0, text]).toEqual([false, expect.stringContaining("refers to missing dependency")]);
    expect(text).not.toContain("CVG330");
});

test("a unit below one of a tenant knows what applies there at a preview of an empty stack: one process serves both", async () => {
    const extra = 'new Account("extra", { customer, name: "Extra", privacy: { dialogRetention: "1 week" } })';
    // As generated SDKs do, or the SDK takes the outputs of a component for texts.
    const known =
        'pulumi.runtime.registerResourceModule("cvg", "index", { version: "0.1.0", construct: (name, type, urn) => new (kind(type))(name, {}, { urn }) });';
    at.project.write("index.js", `${nativeSdk}${known}${nativeWholeTenant()}acme.customer.apply((customer) => void ${extra});`);
    const { code, text } = await at.project.preview();
    expect(code).not.toBe(0);
    expect(text).toContain('CVG101 extra: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme) allows.');
});

test("units are imported with their settings, and the program that declares them so has no change", async () => {
    const console = await openConsole(at.sandbox);
    await demand(at.project.up());
    const token = (await console.everyUnit()).find(({ level }) => level === "customer")?.token ?? "";
    await demand(at.project.raw(["state", "delete", "--yes", "--target-dependents", "urn:pulumi:dev::test::cvg:index:Customer::acme"]));
    const text = await demand(
        at.project.raw(["import", "cvg:index:Customer", "acme", token, "--yes", "--protect=false", "--generate-code=false"]),
    );
    expect(text).not.toContain("warning");
    at.project.write(
        "index.js",
        `${nativeSdk}new Customer("acme", { name: "Acme", privacy: { recordings: true, dialogRetention: "1 day", recordingRetention: "1 month", outboundCalls: true, anonymizeNumbers: false, storeDialogData: true } });`,
    );
    expect(await demand(at.project.preview())).toContain("2 unchanged");
});

test("one program has the units of two resellers", async () => {
    await using other = await startSandbox();
    const provider = (name: string, { endpoint, reseller, tokenUrl, clientId, clientSecret }: Sandbox): string =>
        `new pulumi.ProviderResource("cvg", ${JSON.stringify(name)}, ${JSON.stringify({ endpoint, reseller, tokenUrl, clientId, clientSecret, maxConcurrency: 4 })})`;
    const program = [at.sandbox, other].map(
        (each, index) => `new Customer("c${index}", { name: "C" }, { provider: ${provider(`p${index}`, each)} });`,
    );
    at.project.write("index.js", nativeSdk + program.join("\n"));
    await demand(at.project.up());
    for (const each of [at.sandbox, other]) {
        const units = await (await openConsole(each)).everyUnit();
        expect(units.filter(({ level }) => level === "customer").map(({ name }) => name)).toEqual(["C"]);
    }
    await demand(at.project.destroy());
});

test("a tenant as one resource: refused with all that is too loose, previewed with what applies, made, and the same as the one of the classes", async () => {
    const classes = `const pulumi = require("@pulumi/pulumi");\nconst { Tenant } = require("pulumi-cvg");\n`;
    const looser = nativeWholeTenant("1 week").replace('name: "Schaden",', 'name: "Schaden", privacy: { dialogRetention: "1 month" },');
    at.project.write("index.js", nativeSdk + looser);
    const refused = await at.project.preview();
    expect(refused.code).not.toBe(0);
    expect(codedLines(refused.stdout.split("\n").map((line) => line.replace(/^ *error: /, "")))).toEqual(
        expect.arrayContaining([
            'CVG101 acme-claims: dialogRetention "1 month" is longer than the "1 day" that customer "Acme" (acme) allows.',
            'CVG101 acme-hotline: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme) allows.',
        ]),
    );
    expect(refused.text).toContain("pulumi-cvg: tenant acme breaks rules (see the other errors), so nothing of it was written.");
    at.project.write("index.js", nativeSdk + nativeWholeTenant());
    const preview = await demand(at.project.preview({ diff: true }));
    expect(preview).toMatch(/\+ cvg:index:Tenant: \(create\)/);
    expect(preview).toMatch(/effective\s*: \{[^}]*dialogRetention\s*: "1 day"/);
    expect(preview).toContain("customer acme: ");
    at.project.write("index.js", classes + nativeWholeTenant());
    await demand(at.project.up());
    const console = await openConsole(at.sandbox);
    const writes = await console.writes();
    at.project.write("index.js", nativeSdk + nativeWholeTenant());
    for (const run of ["up", "preview"] as const) expect(await demand(at.project[run]())).toContain("5 unchanged");
    expect(await console.writes()).toBe(writes);
    const exported = await at.project.stackExport();
    expect(exported.deployment.resources.map(({ type }) => type)).toEqual(
        expect.arrayContaining(["cvg:index:Tenant", "cvg:index:Project"]),
    );
    expect(JSON.stringify(exported) + preview).not.toContain("MARKER");
    await demand(at.project.destroy());
    const left = (await console.everyUnit()).filter(({ level, inactive }) => level !== "reseller" && !inactive);
    expect(left).toEqual([]);
});

test("a tenant that is refused shows neither a number that is marked secret nor a bot's token", async () => {
    const looser = nativeWholeTenant("1 week").replace(
        'name: "Hotline",',
        'name: "Hotline", platformNumbers: pulumi.secret(["+4930111222333"]),',
    );
    const wrong = looser
        .replace('name: "Hotline",', 'name: "Hotline", inactivityTimeout: 5,')
        .replace('pulumi.secret("MARKER-token")', '"MARKER-token"');
    for (const program of [looser, wrong]) {
        at.project.write("index.js", nativeSdk + program);
        for (const shown of [await at.project.preview({ diff: true }), await at.project.preview({ json: true })]) {
            expect(shown.code).not.toBe(0);
            expect(shown.text).toContain("CVG101 acme-hotline");
            expect(shown.text).not.toMatch(/MARKER|4930111222333/);
        }
    }
});

test("what is below a unit with a wrong field is not judged by what applies there today", async () => {
    at.project.write("index.js", nativeSdk + nativeWholeTenant());
    await demand(at.project.up());
    const longer = nativeWholeTenant("1 week").replace('dialogRetention: "1 day"', 'dialogRetention: "1 week"');
    at.project.write("index.js", nativeSdk + longer.replace('name: "Acme"', 'name: ""'));
    const refused = await at.project.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toMatch(/CVG20\d acme: name /);
    expect(refused.text).not.toContain("CVG101");
    await demand(at.project.destroy());
});
