/** The plugin under the real engine: found through Pulumi.yaml, refusing, imported with, and once for each of two resellers. */
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { nativeManifest, nativeSdk, nativeTenant, nativeWholeTenant } from "../harness/native-program.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";

let sandbox: Sandbox;
let project: PulumiProject;
beforeEach(async () => {
    sandbox = await startSandbox();
    const files = { "Pulumi.yaml": nativeManifest, "index.js": nativeSdk + nativeTenant() };
    project = await pulumiProject({ files, env: gatewayEnvironment(sandbox) });
});
afterEach(async () => {
    await project?.close();
    await sandbox.close();
});

const demand = async (run: Promise<{ readonly code: number | null; readonly text: string }>): Promise<string> => {
    const { code, text } = await run;
    if (code !== 0) throw new Error(`it ended with ${code}\n${text}`);
    return text;
};

test("what a level above forbids is refused at a preview of an empty stack", async () => {
    project.write(
        "index.js",
        `${nativeSdk}${nativeTenant()}new Account("loose", { customer: acme, name: "Loose", privacy: { dialogRetention: "1 week" } });`,
    );
    const { code, text } = await project.preview();
    expect(code).not.toBe(0);
    expect(text).toContain('CVG101 loose: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme) allows.');
});

test("units are imported with their settings, and the program that declares them so has no change", async () => {
    const console = await openConsole(sandbox);
    await demand(project.up());
    const token = (await console.everyUnit()).find(({ level }) => level === "customer")?.token ?? "";
    await demand(project.raw(["state", "delete", "--yes", "--target-dependents", "urn:pulumi:dev::test::cvg:index:Customer::acme"]));
    const text = await demand(
        project.raw(["import", "cvg:index:Customer", "acme", token, "--yes", "--protect=false", "--generate-code=false"]),
    );
    expect(text).not.toContain("warning");
    project.write(
        "index.js",
        `${nativeSdk}new Customer("acme", { name: "Acme", privacy: { recordings: true, dialogRetention: "1 day", recordingRetention: "1 month", outboundCalls: true, anonymizeNumbers: false, storeDialogData: true } });`,
    );
    expect(await demand(project.preview())).toContain("2 unchanged");
});

test("one program has the units of two resellers", async () => {
    await using other = await startSandbox();
    const provider = (name: string, { endpoint, reseller, tokenUrl, clientId, clientSecret }: Sandbox): string =>
        `new pulumi.ProviderResource("cvg", ${JSON.stringify(name)}, ${JSON.stringify({ endpoint, reseller, tokenUrl, clientId, clientSecret, maxConcurrency: 4 })})`;
    const program = [sandbox, other].map(
        (each, index) => `new Customer("c${index}", { name: "C" }, { provider: ${provider(`p${index}`, each)} });`,
    );
    project.write("index.js", nativeSdk + program.join("\n"));
    await demand(project.up());
    for (const each of [sandbox, other]) {
        const units = await (await openConsole(each)).everyUnit();
        expect(units.filter(({ level }) => level === "customer").map(({ name }) => name)).toEqual(["C"]);
    }
    await demand(project.destroy());
});

test("a tenant as one resource: previewed with what applies, refused where it is too loose, made, and the same as the one of the classes", async () => {
    const classes = `const pulumi = require("@pulumi/pulumi");\nconst { Tenant } = require("pulumi-cvg");\n`;
    project.write("index.js", nativeSdk + nativeWholeTenant("1 week"));
    const refused = await project.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain(
        'CVG101 acme-hotline: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme) allows.',
    );
    project.write("index.js", nativeSdk + nativeWholeTenant());
    const preview = await demand(project.preview({ diff: true }));
    expect(preview).toMatch(/\+ cvg:index:Tenant: \(create\)/);
    expect(preview).toMatch(/effective\s*: \{[^}]*dialogRetention\s*: "1 day"/);
    expect(preview).toContain("customer acme: ");
    project.write("index.js", classes + nativeWholeTenant());
    await demand(project.up());
    const console = await openConsole(sandbox);
    const writes = await console.writes();
    project.write("index.js", nativeSdk + nativeWholeTenant());
    for (const run of ["up", "preview"] as const) expect(await demand(project[run]())).toContain("5 unchanged");
    expect(await console.writes()).toBe(writes);
    const exported = await project.stackExport();
    expect(exported.deployment.resources.map(({ type }) => type)).toEqual(
        expect.arrayContaining(["cvg:index:Tenant", "cvg:index:Project"]),
    );
    expect(JSON.stringify(exported) + preview).not.toContain("MARKER");
    await demand(project.destroy());
    const left = (await console.everyUnit()).filter(({ level, inactive }) => level !== "reseller" && !inactive);
    expect(left).toEqual([]);
});
