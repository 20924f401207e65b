// What a review costs: processor time against JSON.parse of the same file and Node's start, memory against the size of the file.
// `npm run bench -- review`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../rules/median.mjs";
import { largePreview } from "./preview.mjs";

const cli = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const STEPS = 5000;
const RUNS = 9;

const PARSE = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';
const USED = 'process.on("exit", () => require("node:fs").writeFileSync(process.env.USED_FILE, JSON.stringify(process.resourceUsage())));';

/** Times JSON.parse of the file with Node's start. */
export const TIME_AT_MOST = 1.5;
/** Times the size of the file. */
export const MEMORY_AT_MOST = 3;

/** Processor time of a process in seconds, and its peak memory in bytes. */
function run(args, folder) {
    const usedFile = join(folder, "used");
    const hook = join(folder, "used.cjs");
    writeFileSync(hook, USED);
    const { status, stderr } = spawnSync(process.execPath, ["--require", hook, ...args], {
        encoding: "utf8",
        env: { ...process.env, USED_FILE: usedFile },
        maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(stderr);
    const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usedFile, "utf8"));
    return { seconds: (userCPUTime + systemCPUTime) / 1e6, bytes: maxRSS * 1024 };
}

export function measureReview() {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-bench-"));
    try {
        const file = join(folder, "preview.json");
        writeFileSync(file, largePreview(STEPS));
        const size = statSync(file).size;
        const both = { review: [], parse: [], start: [] };
        // In turn, so that whatever else the machine does weighs on all alike.
        for (let at = 0; at < RUNS; at++) {
            both.parse.push(run(["-e", PARSE, file], folder));
            both.review.push(run([cli, "review", file], folder));
            both.start.push(run(["-e", "0"], folder));
        }
        // The best of a process is what it takes; the rest is what the machine did besides. Memory is what it is: the middle.
        const best = (name) => Math.min(...both[name].map(({ seconds }) => seconds));
        const memory = (name) => median(both[name].map(({ bytes }) => bytes));
        return {
            steps: STEPS,
            size,
            seconds: best("review"),
            parseSeconds: best("parse"),
            ratio: best("review") / best("parse"),
            bytes: memory("review"),
            startBytes: memory("start"),
            memoryRatio: memory("review") / size,
        };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

export function violationsOfReview({ ratio, memoryRatio }) {
    const time =
        ratio > TIME_AT_MOST ? [`a review takes ${ratio.toFixed(2)} times JSON.parse with Node's start, not at most ${TIME_AT_MOST}`] : [];
    const memory =
        memoryRatio > MEMORY_AT_MOST ? [`a review holds ${memoryRatio.toFixed(1)} times the file, not at most ${MEMORY_AT_MOST}`] : [];
    return [...time, ...memory];
}
