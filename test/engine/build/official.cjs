// A Pulumi that somebody has installed: used when it is new enough and has its Node language host.
const { spawnSync } = require("node:child_process");
const { accessSync, constants, realpathSync } = require("node:fs");
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

module.exports = { MINIMUM, atLeast, officialIn, officialOnPath };
