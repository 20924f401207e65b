// Builds provider/ to dist/: each file by itself, then what programs and the provider load as one file each. With --clean nothing of an
// earlier build is left in it, the types of each public entry are one file, and what nobody loads is gone, as a package that is
// published wants.
const { spawnSync } = require("node:child_process");
const { chmodSync, existsSync, rmSync, symlinkSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../..");
const clean = process.argv.includes("--clean");
if (clean) rmSync(join(root, "dist"), { recursive: true, force: true });

const { status } = spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "provider"], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
if (status === 0) {
    const { bundle, slim } = require("./bundle.cjs");
    if (clean) require("./declarations.cjs").bundleDeclarations(root);
    bundle(root)
        .then(() => clean && slim(root))
        .catch((error) => {
            console.error(error);
            process.exitCode = 1;
        });
}

// npm links a bin that is there when it installs, and makes it executable; in this repository it is built afterwards. Examples call it by its name.
const { bin } = require(join(root, "package.json"));
for (const [name, file] of Object.entries(bin)) {
    const link = join(root, "node_modules/.bin", name);
    if (existsSync(join(root, file))) chmodSync(join(root, file), 0o755);
    if (existsSync(link) || process.platform === "win32") continue;
    rmSync(link, { force: true });
    symlinkSync(`../pulumi-cvg/${file}`, link);
}
