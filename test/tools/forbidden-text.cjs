// Text that no file of ours may hold, and why. What Biome cannot forbid: the comments that switch it, or the compiler, off.
const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../..");

const rules = [
    { text: /biome-ignore|eslint-disable|prettier-ignore/, why: "a rule that does not fit is changed in biome.json, for everybody" },
    { text: /@ts-(?:ignore|nocheck)/, why: "the compiler is not switched off" },
    { text: /@ts-expect-error/, why: "what must not compile is shown in tests", except: /^test\// },
    { text: /(?:istanbul|v8|c8) ignore/, why: "coverage is not embellished" },
    {
        text: /Stryker (?:disable|restore)/i,
        why: "no planted fault is left out; a reason for one that survives stands in test/mutation/survivors.json",
    },
    { text: /"resolved": "https?:/, why: "the lockfile names no registry; see .npmrc", only: /^package-lock\.json$/ },
];

/** Tracked, and new but not ignored. */
function ourFiles() {
    const { stdout, status } = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
        cwd: root,
        encoding: "utf8",
    });
    if (status !== 0) throw new Error("this is no git repository");
    const texts = /\.(?:[cm]?[jt]s|json|ya?ml)$/;
    return stdout
        .split("\n")
        .filter((file) => texts.test(file) && file !== "test/tools/forbidden-text.cjs" && existsSync(join(root, file)));
}

const found = ourFiles().flatMap((file) =>
    readFileSync(join(root, file), "utf8")
        .split("\n")
        .flatMap((line, index) =>
            rules
                .filter(({ text, only, except }) => text.test(line) && (!only || only.test(file)) && !except?.test(file))
                .map(({ why }) => `${file}:${index + 1}: ${line.trim()}\n    ${why}`),
        ),
);

if (found.length > 0) console.error(found.join("\n"));
process.exitCode = found.length === 0 ? 0 : 1;
