#!/usr/bin/env node
// `npm run sdks -- FOLDER`: SDKs in TypeScript, Python, Go and C# of docs/pulumi.schema.json. It takes Go, and no language of Pulumi installed.
const { execFileSync } = require("node:child_process");
const { join, resolve } = require("node:path");
const { languageTools, repository } = require("./tools.cjs");

const [folder] = process.argv.slice(2);
if (folder === undefined) {
    console.error("usage: npm run sdks -- FOLDER");
    process.exit(2);
}
const schema = join(repository, "docs/pulumi.schema.json");
try {
    execFileSync(join(languageTools(), "sdks"), [schema, resolve(process.env.INIT_CWD ?? ".", folder)], { stdio: "inherit" });
} catch (error) {
    process.exit(error.status ?? 1);
}
