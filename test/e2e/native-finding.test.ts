/** Where the plugin is found, and which variables of the environment each provider of a program gets. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "../harness/console.js";
import { engineFolder, repository } from "../harness/engine-environment.js";
import { demand, nativeManifest, nativeProjectBeforeEach, nativeSdk, nativeTenant } from "../harness/native-program.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";

const at = nativeProjectBeforeEach();
const bin = join(repository, "node_modules/.bin");

test("the plugin is found on PATH, where the project says nothing", async () => {
    const { plugins: _plugins, ...manifest } = JSON.parse(nativeManifest);
    at.project.write("Pulumi.yaml", JSON.stringify(manifest));
    const others = (process.env.PATH ?? "").split(delimiter).filter((folder) => !existsSync(join(folder, "pulumi-resource-cvg")));
    const pathOf = (...folders: readonly string[]) => ({ PATH: [...folders, engineFolder, ...others].join(delimiter) });
    const nowhere = await at.project.preview({ env: pathOf() });
    expect([nowhere.code === 0, nowhere.text]).toEqual([false, expect.stringContaining("no resource plugin 'pulumi-resource-cvg' found")]);
    expect(await demand(at.project.preview({ env: pathOf(bin) }))).toContain("+ 4 to create");
});

test("the executable has the schema, and a folder is no plugin", async () => {
    const schema = await demand(at.project.raw(["package", "get-schema", join(bin, "pulumi-resource-cvg")]));
    expect(JSON.parse(schema.slice(schema.indexOf("{"), schema.lastIndexOf("}") + 1))).toMatchObject({ name: "cvg" });
    const { code, text } = await at.project.raw(["package", "get-schema", join(at.project.folder, "node_modules/pulumi-cvg")]);
    expect([code === 0, text]).toEqual([false, expect.stringContaining("or a PulumiPlugin file")]);
});

test("with envVarMappings one provider is configured by other variables than the default one", async () => {
    await using north = await startSandbox();
    const given = Object.entries(gatewayEnvironment(north));
    const variables = Object.fromEntries(given.map(([name, value]) => [`NORTH_${name}`, value]));
    const envVarMappings = Object.fromEntries(given.map(([name]) => [`NORTH_${name}`, name]));
    at.project.write(
        "index.js",
        `${nativeSdk}${nativeTenant()}
        const provider = new pulumi.ProviderResource("cvg", "north", {}, { envVarMappings: ${JSON.stringify(envVarMappings)} });
        new Customer("globex", { name: "Globex" }, { provider });`,
    );
    await demand(at.project.up({ env: variables }));
    for (const [sandbox, name] of [
        [at.sandbox, "Acme"],
        [north, "Globex"],
    ] as const) {
        const units = await (await openConsole(sandbox)).everyUnit();
        expect(units.filter(({ level }) => level === "customer").map((unit) => unit.name)).toEqual([name]);
    }
    await demand(at.project.destroy({ env: variables }));
});

test("of a provider whose configuration is not known before the up a preview says nothing, and the up refuses what breaks rules", async () => {
    const { endpoint, reseller, tokenUrl, clientId, clientSecret } = at.sandbox;
    const configuration = JSON.stringify({ endpoint, tokenUrl, clientId, clientSecret });
    at.project.write(
        "index.js",
        `${nativeSdk}const first = new Customer("first", { name: "First" });
        const reseller = first.id.apply(() => ${JSON.stringify(reseller)});
        const provider = new pulumi.ProviderResource("cvg", "late", { ...${configuration}, reseller });
        const acme = new Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 hour" } }, { provider });
        new Account("claims", { customer: acme, name: "Schaden", privacy: { dialogRetention: "1 day" } }, { provider });`,
    );
    expect(await demand(at.project.preview())).toContain("+ 5 to create");
    const { code, text } = await at.project.up();
    expect([code === 0, text]).toEqual([
        false,
        expect.stringContaining('CVG101 claims: dialogRetention "1 day" is longer than the "1 hour" that customer "Acme" (acme) allows.'),
    ]);
    await demand(at.project.destroy());
});
