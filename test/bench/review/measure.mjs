// What a review costs: time against JSON.parse of the same file and Node's start, memory against the size of the file.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../rules/median.mjs";
import { largePreview } from "./preview.mjs";

const cli = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const STEPS = 5000;
const RUNS = 5;

const PARSE = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';
const PEAK = 'process.on("exit", () => require("node:fs").writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));';

/** Seconds of a process, from its start to its end, and its peak memory in bytes. */
function run(args, folder) {
    const peakFile = join(folder, "peak");
    const hook = join(folder, "peak.cjs");
    writeFileSync(hook, PEAK);
    const started = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, ["--require", hook, ...args], {
        encoding: "utf8",
        env: { ...process.env, PEAK_FILE: peakFile },
        maxBuffer: 1 << 28,
    });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (status !== 0) throw new Error(stderr);
    return { seconds, bytes: Number(spawnSync("cat", [peakFile], { encoding: "utf8" }).stdout) * 1024 };
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
        const of = (name, what) => median(both[name].map((one) => one[what]));
        return {
            steps: STEPS,
            size,
            seconds: of("review", "seconds"),
            parseSeconds: of("parse", "seconds"),
            ratio: of("review", "seconds") / of("parse", "seconds"),
            bytes: of("review", "bytes"),
            startBytes: of("start", "bytes"),
            memoryRatio: of("review", "bytes") / size,
        };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
