// What compile-time narrowing costs: processor time of `tsc` for a program of 500 tenants, against the same program and declarations whose
// narrowing says nothing. The packed declarations are taken, as users have them. `npm run bench -- types`.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../rules/median.mjs";
import { PROGRAMS } from "./program.mjs";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
export const AT_MOST = 1.3;
export const COUNT = 500;
/** The program to which the limit applies. The others are measured, so that a page can say what they cost. */
export const BOUND = "tenants";
export const VERSIONS = ["5.9", "6.0", "7.0"];
/** An odd number, so that there is a middle. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);

const OPTIONS = {
    target: "es2023",
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
};

/** What says nothing in the declarations without narrowing. Each has to be there. */
const NOTHING = [
    [/declare type TenantWithin<Args> = [^;]+;/, "declare type TenantWithin<Args> = Args;"],
    [/declare type SettingsWithin<Above extends Unbounded, Own> = [^;]+;/, "declare type SettingsWithin<Above, Own> = PrivacyArgs;"],
    [/declare type PolicyWithin<All, Args> = [^;]+;/, "declare type PolicyWithin<All, Args> = All;"],
    [/readonly customer: Customer<Above>/, "readonly customer: Customer"],
    [/readonly account: Account<OfCustomer, OfAccount>/, "readonly account: Account"],
];

function withoutNarrowing(declarations) {
    return NOTHING.reduce((text, [what, nothing]) => {
        if (!what.test(text)) throw new Error(`the declarations have no ${what}`);
        return text.replace(what, nothing);
    }, declarations);
}

/** A project that finds the package with these declarations, and everything else where this repository has it. */
function project(folder, declarations) {
    const at = join(folder, "node_modules/pulumi-cvg");
    mkdirSync(join(at, "dist"), { recursive: true });
    for (const name of ["@pulumi", "@types", "@grpc", "@opentelemetry", "google-protobuf", "undici-types"])
        symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
    writeFileSync(join(at, "package.json"), JSON.stringify({ name: "pulumi-cvg", version: "0.0.0", types: "./dist/index.d.ts" }));
    writeFileSync(join(at, "dist/index.d.ts"), declarations);
    writeFileSync(join(folder, "package.json"), "{}");
    Object.entries(PROGRAMS).forEach(([name, program]) => {
        writeFileSync(join(folder, `${name}.ts`), program(COUNT));
        writeFileSync(join(folder, `${name}.json`), JSON.stringify({ compilerOptions: OPTIONS, files: [`${name}.ts`] }));
    });
}

/** Seconds of processor time, of `tsc` and all that it starts. */
function processorTime(tsc, config) {
    const command = `TIMEFORMAT='%U %S'; time "$0" "$1" -p "$2"`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", command, process.execPath, tsc, config], { encoding: "utf8" });
    if (status !== 0) throw new Error(`${config} does not compile:\n${stdout}`);
    return stderr
        .trim()
        .split("\n")
        .at(-1)
        .split(" ")
        .map(Number)
        .reduce((a, b) => a + b);
}

function compilers(folder) {
    return VERSIONS.map((version) => {
        const at = join(folder, version);
        execFileSync("npm", ["install", "--prefix", at, "--no-audit", "--no-fund", `typescript@~${version}.0`], { stdio: "pipe" });
        return { version, tsc: join(at, "node_modules/typescript/bin/tsc") };
    });
}

/** @returns for each program and version of TypeScript how many times the processor time narrowing takes */
export function measureTypes(log) {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-bench-types-"));
    try {
        const declarations = readFileSync(join(repository, "dist/index.d.ts"), "utf8");
        project(join(folder, "with"), declarations);
        project(join(folder, "without"), withoutNarrowing(declarations));
        const found = compilers(folder);
        return Object.keys(PROGRAMS).flatMap((program) =>
            found.map(({ version, tsc }) => {
                const both = { with: [], without: [] };
                // In turn, so that whatever else the machine does weighs on both alike.
                for (let round = 0; round < ROUNDS; round++)
                    for (const side of ["without", "with"]) both[side].push(processorTime(tsc, join(folder, side, `${program}.json`)));
                const seconds = { with: median(both.with), without: median(both.without) };
                const ratio = median(both.with.map((each, round) => each / both.without[round]));
                log(`${program}, TypeScript ${version}: ${ratio.toFixed(2)}`);
                return { program, version, ratio, seconds };
            }),
        );
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

export const violationsOfTypes = (rows) =>
    rows
        .filter(({ program, ratio }) => program === BOUND && ratio > AT_MOST)
        .map(
            ({ version, ratio }) =>
                `${BOUND} with TypeScript ${version}: narrowing takes ${ratio.toFixed(2)} times the time, not at most ${AT_MOST}`,
        );
