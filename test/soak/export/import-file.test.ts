/** A live reseller, exported for `pulumi import`: the program that Pulumi writes in YAML compiles, and has nothing to do. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exported } from "../../../provider/export/exported.js";
import { asImportFile } from "../../../provider/export/import-file.js";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { openTenancy } from "../../gateway/inventory/tenancy.js";
import { openConsole } from "../../harness/console.js";
import { repository } from "../../harness/engine-environment.js";
import { languageTools } from "../../harness/languages.js";
import { demand } from "../../harness/native-program.js";
import { gatewayEnvironment } from "../../harness/provider-environment.js";
import { pulumiProject } from "../../harness/pulumi-cli.js";

const head = `name: imported
runtime: yaml
plugins:
    providers:
        - name: cvg
          path: ${join(repository, "node_modules/.bin")}
`;

test.each([
    ["the insurer", "insurer", 11],
    ["two hundred units", "large:180", 200],
] as const)("%s", async (_what, seed, units) => {
    const tenancy = await openTenancy({ seed });
    const console = await openConsole(tenancy.sandbox);
    try {
        const file = asImportFile(await exported(await takeInventory(tenancy.gateway), { explicit: true }));
        const env = { ...gatewayEnvironment(tenancy.sandbox), ...languageTools().env, CVG_MAX_REQUESTS_PER_SECOND: "1000" };
        const files = { "Pulumi.yaml": `${head}resources: {}\n`, "import.json": file };
        await using project = await pulumiProject({ name: "imported", files, env, plainStart: true, timeoutSeconds: 600 });
        const args = ["import", "--file", "import.json", "--yes", "--protect=false", "--out", "generated.yaml"];
        expect(await demand(project.raw(args))).toContain(`= ${units} imported`);
        const code = readFileSync(join(project.folder, "generated.yaml"), "utf8");
        // A unit is named by the resource above it, and not by its token.
        expect(code.match(/^ {6}(?:customer|account): .*$/gm)?.filter((line) => !/\$\{.*\.id\}$/.test(line))).toEqual([]);
        project.write("Pulumi.yaml", head + code);
        expect(await demand(project.preview())).toContain(`${units + 1} unchanged`);
        expect(await demand(project.preview({ args: ["--refresh"] }))).toContain(`${units + 1} unchanged`);
        expect(await console.writes()).toBe(0);
    } finally {
        await tenancy.close();
    }
});
