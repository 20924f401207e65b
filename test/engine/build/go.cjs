// Builds the Pulumi command line from its Go module, at the version that test/engine/module/go.mod names.
const { spawn, spawnSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { createInterface } = require("node:readline");
const { atLeast } = require("./official.cjs");

/** Go 1.21 and later fetch the toolchain that a module asks for. */
function hasGo() {
    const { stdout } = spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8" });
    const version = /go(\d+\.\d+(?:\.\d+)?)/.exec(stdout ?? "")?.[1];
    return version !== undefined && atLeast(version, "1.21");
}

function versionIn(goModule) {
    const version = /pulumi\/pkg\/v3 (v\S+)/.exec(readFileSync(join(goModule, "go.mod"), "utf8"))?.[1];
    if (!version) throw new Error(`${goModule}/go.mod names no version of pulumi`);
    return version;
}

/** Go prints a line for each package that it compiles (-v) and each module that it downloads: the only progress there is. */
function buildWithGo({ goModule, output, say }) {
    const version = versionIn(goModule);
    const packageName = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
    const flags = [
        "-v",
        "-mod=readonly",
        "-buildvcs=false",
        ...["-tags", "osusergo,grpcnotrace"],
        ...["-ldflags", `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`],
    ];
    say(`building pulumi ${version} from its Go module: about three minutes, once`);
    const started = Date.now();
    const other = [];
    let compiled = 0;
    let downloaded = 0;
    const go = spawn("go", ["build", ...flags, "-o", output, packageName], {
        cwd: goModule,
        env: { ...process.env, GOWORK: "off" },
        stdio: ["ignore", "inherit", "pipe"],
    });
    createInterface({ input: go.stderr }).on("line", (line) => {
        if (line.startsWith("go: downloading")) downloaded += 1;
        else if (/^[\w./-]+$/.test(line)) compiled += 1;
        else other.push(line);
    });
    const seconds = () => Math.round((Date.now() - started) / 1000);
    const progress = setInterval(() => say(`${seconds()} s, ${downloaded} modules downloaded, ${compiled} packages compiled`), 15_000);
    return new Promise((resolve, reject) => {
        go.once("error", reject);
        go.once("close", (code) => {
            clearInterval(progress);
            if (code !== 0) return reject(new Error(`go build ended with ${code}\n${other.join("\n")}`));
            say(`built in ${seconds()} s`);
            return resolve();
        });
    });
}

module.exports = { buildWithGo, hasGo };
