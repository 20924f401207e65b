// What importing the package costs a program: processor time of a process that imports it, against one that imports the SDK alone.
// `npm run bench -- import`.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../rules/median.mjs";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const ROUNDS = 25;

/** Times the SDK alone. */
export const IMPORT_AT_MOST = 1.05;

const USED = "const { userCPUTime, systemCPUTime } = process.resourceUsage(); console.log((userCPUTime + systemCPUTime) / 1000);";

/** Processor time of a process that imports a package, in milliseconds. */
function importing(name) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--eval", `require(${JSON.stringify(name)}); ${USED}`], {
        cwd: repository,
        encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout);
}

export function measureImport() {
    // In turn, so that whatever else the machine does weighs on all alike; a first round warms the disk's cache.
    const rounds = Array.from({ length: ROUNDS + 1 }, () => ({ sdk: importing("@pulumi/pulumi"), ours: importing("pulumi-cvg") })).slice(1);
    const [ours, sdk] = [median(rounds.map((round) => round.ours)), median(rounds.map((round) => round.sdk))];
    return { rounds: ROUNDS, ours, sdk, ratio: ours / sdk };
}

export const violationsOfImport = ({ ratio }) =>
    ratio > IMPORT_AT_MOST ? [`the import takes ${ratio.toFixed(2)} times the SDK's, not at most ${IMPORT_AT_MOST}`] : [];
