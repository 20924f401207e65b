#!/usr/bin/env node
// `npm run engine`: one folder, .engine/bin, with everything that running a Pulumi program takes: pulumi, its Node language host, the host
// of dynamic providers, and a Node that is new enough. Put it first on PATH and nothing else is needed.
//
//   1. a pulumi on PATH, or where the official installers put it, that is new enough and has its language host, else
//   2. the official build, fetched by its own installer; where its host cannot be reached that is known within five seconds, else
//   3. pulumi built from its Go module (about three minutes, once).
//
// Nothing to do takes a moment; two runs at once are one run and one that waits.
const { createHash } = require("node:crypto");
const {
    cpSync,
    existsSync,
    mkdirSync,
    readFileSync,
    readdirSync,
    realpathSync,
    renameSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} = require("node:fs");
const { join } = require("node:path");
const { buildWithGo, hasGo } = require("./go.cjs");
const { install } = require("./installer.cjs");
const { locked } = require("./lock.cjs");
const { installed, MINIMUM, officialOnPath } = require("./official.cjs");

const repository = join(__dirname, "../../..");
const home = join(repository, ".engine");
const bin = join(home, "bin");
const stampFile = join(home, "stamp.json");
const goModule = join(__dirname, "../module");
const languageHost = join(__dirname, "language-host.cjs");
const dynamicProviderHost = require.resolve("@pulumi/pulumi/pulumi-resource-pulumi-nodejs");

const say = (text) => console.log(`engine: ${text}`);

/** What the folder is made from. While this is the same and the folder is there, there is nothing to do. */
function recipe(official) {
    const sources = [
        join(goModule, "go.mod"),
        join(goModule, "go.sum"),
        dynamicProviderHost,
        ...readdirSync(__dirname).map((file) => join(__dirname, file)),
    ];
    const hash = createHash("sha256");
    for (const source of sources) hash.update(readFileSync(source));
    const files = hash.digest("hex").slice(0, 16);
    return JSON.stringify({
        files,
        repository,
        node: node(),
        official: official && { pulumi: official.pulumi, version: official.version },
    });
}

/** A Node that runs Pulumi programs. Source: the SDK wants 22, `node:sqlite` without a flag 22.13; `npm ci` brings 24. */
function node() {
    const brought = join(repository, "node_modules/node/bin/node");
    return existsSync(brought) ? brought : process.execPath;
}

function linkOfficial(folder, { pulumi, languageHost: host }) {
    symlinkSync(pulumi, join(folder, "pulumi"));
    symlinkSync(host, join(folder, "pulumi-language-nodejs"));
}

/** The stand-in needs this repository's packages, and finds them from where its file is. */
function standIn(folder) {
    const script = `#!/bin/sh\nexec '${node()}' '${languageHost}' "$@"\n`;
    writeFileSync(join(folder, "pulumi-language-nodejs"), script, { mode: 0o755 });
}

async function fill(folder, official) {
    if (official) {
        say(`pulumi ${official.version} is installed: ${official.pulumi}`);
        return linkOfficial(folder, official);
    }
    const problems = [];
    try {
        return linkOfficial(folder, await install(join(home, "official"), say));
    } catch (error) {
        problems.push(`its installer failed: ${error.message}`);
        say(`not by its installer: ${error.message}`);
    }
    if (hasGo()) {
        try {
            await buildWithGo({ goModule, output: join(folder, "pulumi"), say });
            return standIn(folder);
        } catch (error) {
            problems.push(`building it failed: ${error.message}`);
        }
    } else problems.push("there is no Go (1.21 or later) to build it with");
    throw new Error(
        `no pulumi ${MINIMUM} or later, with its Node language host, is on PATH;\n  ${problems.join(";\n  ")}.\n` +
            'Install Pulumi (see "Download & install" in its documentation), or Go, and run `npm run engine` again.',
    );
}

function removeHalfMade() {
    for (const left of readdirSync(home).filter((name) => name.startsWith("making-"))) rmSync(join(home, left), { recursive: true });
}

async function make(official, stamp) {
    removeHalfMade();
    const folder = join(home, `making-${process.pid}`);
    mkdirSync(folder);
    await fill(folder, official);
    cpSync(dynamicProviderHost, join(folder, "pulumi-resource-pulumi-nodejs"));
    symlinkSync(realpathSync(node()), join(folder, "node"));
    rmSync(stampFile, { force: true });
    rmSync(bin, { recursive: true, force: true });
    renameSync(folder, bin);
    writeFileSync(stampFile, stamp);
    say(`ready in ${bin}`);
}

async function main() {
    mkdirSync(home, { recursive: true });
    const official = officialOnPath(process.env.PATH ?? "", bin) ?? installed();
    const stamp = recipe(official);
    const done = () => existsSync(join(bin, "pulumi")) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
    if (done()) return;
    await locked(join(home, "lock"), say, async () => {
        if (!done()) await make(official, stamp).finally(removeHalfMade);
    });
}

main().catch((error) => {
    console.error(`engine: ${error.message}`);
    process.exitCode = 1;
});
