// `npm run soak:mutation`: plants faults in provider/policy, one at a time, and counts those that the tests notice. Writes docs/mutation.md, and
// fails below the score that is demanded, for a fault that survives without a reason, and for a reason that is no longer needed.
//
//   npm run soak:mutation                    everything, some twenty minutes
//   npm run soak:mutation -- --incremental   only what changed since the last run on this machine
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { faultsOf, page, problems } from "./report.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const incremental = process.argv.includes("--incremental")
    ? ["--incremental", "--incrementalFile", "reports/mutation/incremental.json"]
    : [];

// Always the same trees, so that the same faults survive; few of them, because every fault meets them.
const env = { ...process.env, LAWS_SEED: "1", LAWS_RUNS: "100" };
const stryker = fileURLToPath(new URL("../../node_modules/@stryker-mutator/core/bin/stryker.js", import.meta.url));
const { status } = spawnSync(process.execPath, [stryker, "run", "test/mutation/stryker.config.mjs", ...incremental], {
    cwd: repository,
    stdio: "inherit",
    env,
});
if (status !== 0) throw new Error(`stryker ended with ${status}`);

const result = JSON.parse(readFileSync(new URL("../../reports/mutation/mutation.json", import.meta.url), "utf8"));
const reasons = JSON.parse(readFileSync(new URL("survivors.json", import.meta.url), "utf8"));
const { version } = JSON.parse(readFileSync(new URL("../../node_modules/@stryker-mutator/core/package.json", import.meta.url), "utf8"));
const faults = faultsOf(result);
writeFileSync(new URL("../../docs/mutation.md", import.meta.url), page(faults, reasons, version));
const found = problems(faults, reasons);
for (const line of found) console.error(`mutation: ${line}`);
process.exitCode = found.length === 0 ? 0 : 1;
