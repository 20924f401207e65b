// Makes the types of each public entry one file that stands alone, and removes all others: a user's compiler reads what is public, and
// nothing of how it is made. Only a package that is packed needs it; for this repository the single files will do.
const { Extractor, ExtractorConfig } = require("@microsoft/api-extractor");
const { readdirSync, renameSync, rmSync } = require("node:fs");
const { join } = require("node:path");

/** What api-extractor says that is not about a fault: we use no release tags, and types that only public types mention need no name. */
const SILENT = { "ae-missing-release-tag": { logLevel: "none" }, "ae-forgotten-export": { logLevel: "none" } };

/**
 * @param root folder of package.json; the declarations that its exports name have been built
 * @throws Error where a declaration cannot be bundled
 */
function bundleDeclarations(root) {
    const { exports: entries } = require(join(root, "package.json"));
    const bundled = Object.values(entries).flatMap(({ types }) => (types === undefined ? [] : [bundle(root, join(root, types))]));
    const dist = join(root, "dist");
    for (const file of readdirSync(dist, { recursive: true })) if (file.endsWith(".d.ts")) rmSync(join(dist, file));
    for (const { made, types } of bundled) renameSync(made, types);
}

function bundle(root, types) {
    // Not .d.ts: that would be removed with the rest.
    const made = `${types}.bundled`;
    const config = ExtractorConfig.prepare({
        configObject: {
            projectFolder: root,
            mainEntryPointFilePath: types,
            compiler: { tsconfigFilePath: join(root, "provider/tsconfig.json") },
            dtsRollup: { enabled: true, untrimmedFilePath: made },
            newlineKind: "lf",
            messages: { extractorMessageReporting: { default: { logLevel: "error" }, ...SILENT } },
        },
        configObjectFullPath: undefined,
        packageJsonFullPath: join(root, "package.json"),
    });
    const { errorCount } = Extractor.invoke(config, {
        messageCallback: (message) => {
            message.handled = message.logLevel !== "error";
        },
    });
    if (errorCount > 0) throw new Error(`${types} cannot be bundled: see above.`);
    return { made, types };
}

module.exports = { bundleDeclarations };
