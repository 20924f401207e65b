// `npm run plant`: plants one fault after the other in a copy of the sources and demands that the agreement test (test/gateway/agreement)
// finds each. `--write` puts the result into docs/agreement.md.
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FAULTS } from "./faults.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = join(root, "docs/agreement.md");

/** What the agreement test needs to run. */
const COPIED = [
    "package.json",
    "jest.config.cjs",
    "provider",
    "test/tools",
    "test/gateway/agreement",
    "test/gateway/sandbox/bodies.ts",
    "test/harness/bodies.ts",
    "test/gateway/sandbox/open-sandbox.ts",
];

/** Few trees are enough, and always the same: a fault that is found once is found by everybody. */
const CHOICE = { AGREEMENT_SEED: "1", AGREEMENT_TREES: "400" };

async function inCopy(work) {
    const copy = await mkdtemp(join(tmpdir(), "pulumi-cvg-plant-"));
    try {
        for (const path of COPIED) await cp(join(root, path), join(copy, path), { recursive: true });
        await symlink(join(root, "node_modules"), join(copy, "node_modules"), "junction");
        return await work(copy);
    } finally {
        await rm(copy, { recursive: true, force: true });
    }
}

/** @throws Error where the fault's place is not there, or not the only one */
async function plant(copy, { file, from, to }) {
    const path = join(copy, file);
    const parts = (await readFile(path, "utf8")).split(from);
    if (parts.length !== 2) throw new Error(`could not be planted: ${JSON.stringify(from)} stands ${parts.length - 1} times in ${file}`);
    await writeFile(path, parts.join(to));
}

async function agreementTest(copy) {
    const result = join(copy, "result.json");
    const jest = join(dirname(fileURLToPath(import.meta.resolve("jest/package.json"))), "bin/jest.js");
    const options = ["--selectProjects=gateway", "--runInBand", "--reporters=default", `--cacheDirectory=${join(copy, "cache")}`];
    const child = spawn(
        process.execPath,
        [jest, "test/gateway/agreement/agreement.test.ts", ...options, "--json", `--outputFile=${result}`],
        {
            cwd: copy,
            env: { ...process.env, ...CHOICE },
            stdio: ["ignore", "ignore", "pipe"],
        },
    );
    let said = "";
    child.stderr.on("data", (chunk) => {
        said += chunk;
    });
    await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
    const report = JSON.parse(await readFile(result, "utf8").catch(() => "{}"));
    if (report.numTotalTests !== 2 || report.numRuntimeErrorTestSuites !== 0) throw new Error(`the agreement test did not run:\n${said}`);
    const messages = report.testResults.flatMap(({ assertionResults }) =>
        assertionResults.flatMap(({ failureMessages }) => failureMessages),
    );
    return { passed: report.success, messages };
}

/** What the test names as disagreements, the setting first: agreement.ts writes them. */
const disagreements = (messages) => [
    ...new Set(messages.flatMap((text) => [...text.matchAll(/"(\w+ (?:at|in) [^"]+ by the gateway)"/g)].map(([, found]) => found))),
];

/** @returns how the fault was found, or why it counts as missed */
async function tried(fault) {
    try {
        return await inCopy(async (copy) => {
            await plant(copy, fault);
            const { messages } = await agreementTest(copy);
            const found = disagreements(messages);
            const others = found.filter((text) => !text.startsWith(`${fault.setting} `));
            if (found.length === 0)
                return { caught: false, how: messages.length === 0 ? "nothing failed" : `failed otherwise: ${messages[0]}` };
            return others.length === 0
                ? { caught: true, how: found[0] }
                : { caught: false, how: `another setting was blamed: ${others[0]}` };
        });
    } catch (error) {
        return { caught: false, how: error.message };
    }
}

async function allTried() {
    const results = [];
    const waiting = FAULTS.entries();
    const worker = async () => {
        for (const [place, fault] of waiting) results[place] = { ...fault, ...(await tried(fault)) };
    };
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
    return results;
}

const HEADER = ["setting", "side", "fault", "caught", "found as"];
const table = (results) =>
    [
        HEADER,
        HEADER.map(() => "---"),
        ...results.map(({ setting, side, what, caught, how }) => [setting, side, what, caught ? "yes" : "NO", how]),
    ]
        .map((cells) => `| ${cells.join(" | ")} |`)
        .join("\n");

async function main() {
    const { passed, messages } = await inCopy(agreementTest);
    if (!passed) throw new Error(`without a fault the two sides disagree already:\n${messages.join("\n")}`);
    const results = await allTried();
    const caught = results.filter((result) => result.caught).length;
    const last = `${caught} of ${results.length} faults caught`;
    console.log(`${table(results)}\n\n${last}`);
    if (process.argv.includes("--write")) {
        const [before] = (await readFile(page, "utf8")).split(/(?<=<!-- Below: .*-->\n)/);
        await writeFile(page, `${before}\n${table(results)}\n\n${last}.\n`);
    }
    if (caught !== results.length) process.exitCode = 1;
}

await main();
