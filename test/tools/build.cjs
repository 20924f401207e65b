// Builds provider/ to dist/. With --clean nothing of an earlier build is left in it, and the types of each public entry are one file, as a
// package that is published wants.
const { spawnSync } = require("node:child_process");
const { chmodSync, existsSync, rmSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../..");
const clean = process.argv.includes("--clean");
if (clean) rmSync(join(root, "dist"), { recursive: true, force: true });

const { status } = spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "provider"], { cwd: root, stdio: "inherit" });
if (clean && status === 0) require("./declarations.cjs").bundleDeclarations(root);

// npm makes a bin executable at install; in this repository the link is made before the file is there.
const cli = join(root, "dist/cli/main.js");
if (existsSync(cli)) chmodSync(cli, 0o755);
process.exitCode = status ?? 1;
