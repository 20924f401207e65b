// A Pulumi that somebody has installed: used when it is new enough and has its Node language host.
const { spawnSync } = require("node:child_process");
const { accessSync, constants, readdirSync, realpathSync } = require("node:fs");
const { homedir } = require("node:os");
const { delimiter, dirname, join } = require("node:path");

/** The oldest version whose failing programs end instead of hanging in the Automation API. */
const MINIMUM = "3.257.0";

const executable = (file) => {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
};

const firstIn = (folders, name) => folders.map((folder) => join(folder, name)).find(executable);

const numbers = (version) => version.split(".").map((part) => Number.parseInt(part, 10));

/** Whether `version` is `minimum` or later. */
function atLeast(version, minimum) {
    const [have, want] = [numbers(version), numbers(minimum)];
    const different = want.findIndex((number, index) => have[index] !== number);
    return different === -1 || have[different] > want[different];
}

/** The version that `pulumi version` prints, or undefined. */
function versionOf(pulumi) {
    const { stdout } = spawnSync(pulumi, ["version"], {
        encoding: "utf8",
        env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
        timeout: 30_000,
    });
    return /v?(\d+\.\d+\.\d+)/.exec(stdout ?? "")?.[1];
}

/** The Pulumi found in these folders, which are those of `path` but for our own. */
function officialIn(folders) {
    const pulumi = firstIn(folders, "pulumi");
    if (!pulumi) return undefined;
    const languageHost = firstIn([dirname(pulumi), dirname(realpathSync(pulumi)), ...folders], "pulumi-language-nodejs");
    const version = versionOf(pulumi);
    return version && languageHost && atLeast(version, MINIMUM) ? { pulumi, languageHost, version } : undefined;
}

const officialOnPath = (path, ours) => officialIn(path.split(delimiter).filter((folder) => folder !== "" && folder !== ours));

/** Where the official installers put it: for everybody, or in a version of their own (npm's package `pulumi`, the Automation API). */
function installed(home = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi")) {
    const versions = join(home, "versions");
    let names = [];
    try {
        names = readdirSync(versions).sort((a, b) => (atLeast(a, b) ? -1 : 1));
    } catch {
        // None was installed so.
    }
    const folders = [join(home, "bin"), ...names.map((name) => join(versions, name, "bin"))];
    return folders.map((folder) => officialIn([folder])).find((found) => found !== undefined);
}

module.exports = { MINIMUM, atLeast, installed, officialIn, officialOnPath };
