/** `cvg export`: a live tenancy as a program that changes nothing. */
import { Command, Option } from "commander";
import { CATALOGUE, CvgError, oneLine } from "../../errors/index.js";
import type { Exported, ExportedUnit } from "../../export/exported.js";
import { commandFor, secretsScript } from "../../export/secrets.js";
import { mustBeWritable, put, writeNamed } from "../named-files.js";
import { mustBeApart } from "../outputs.js";
import type { Trial } from "./export-check.js";
import { collected } from "./gateway-options.js";
import { found, type InventoryOptions, withInventoryOptions } from "./inventory-options.js";

const FORMS = ["tenants", "classes", "yaml", "import"] as const;
/** A gate says no: not a failure of the command. */
const NOT_EMPTY = 2;

interface Options extends InventoryOptions {
    readonly as: (typeof FORMS)[number];
    readonly explicit?: true;
    readonly output?: string;
    readonly secrets?: string;
    readonly check?: true;
}

const EXAMPLES = `
Examples:
  $ cvg export --output index.ts --secrets secrets.sh      everything, with the commands that set the bots' secrets
  $ cvg export --as yaml --output tenants.yaml --check     a file of tenants, and whether it changes anything
  $ cvg export --as import --output import.json            for pulumi import --file import.json, with the plugin
  $ cvg export --customer "Acme Versicherung" --as classes
  $ cvg export --exclude "Test" --exclude 5b1f6a0e-7d0c-4c39-9a51-0f8c9b6e2d11
`;

export function exportCommand(): Command {
    return withInventoryOptions(new Command("export"), [])
        .description(
            "Write the live units as a Pulumi program that takes them over as they are: its first `pulumi up` writes nothing at the gateway, unless a comment there says so.",
        )
        .addOption(
            new Option(
                "--as <form>",
                "one cvg.Tenant a customer, one object a unit, a file for parseTenants, or one for `pulumi import --file` with the plugin",
            )
                .choices(FORMS)
                .default("tenants"),
        )
        .option("--include <name or token>", "only this unit, those above it and what is below it (may be given again)", collected)
        .option("--exclude <name or token>", "not this unit, and nothing below it (may be given again)", collected)
        .option("--explicit", "every setting as it applies, also where it is inherited")
        .option("--output <file>", "write the program into this file (default: standard output)")
        .option("--secrets <file>", "write a script that sets the bots' secrets into this file, readable by its owner only")
        .option(
            "--check",
            "run the program with Pulumi and cvg:readOnly; exit with 2 where anything would be written, or the next preview is not empty",
        )
        .addHelpText("after", EXAMPLES)
        .action(run);
}

async function run(options: Options): Promise<void> {
    if (options.as === "import" && options.check === true) throw CvgError.of(CATALOGUE.CVG602.says.noTrial());
    mustBeApart([
        { option: "--output", path: options.output },
        { option: "--secrets", path: options.secrets },
    ]);
    if (options.check === true) await (await import("./export-check.js")).mustHavePulumi();
    const { exported } = await import("../../export/exported.js");
    await mustBeWritable("--secrets", options.secrets);
    // Pulumi imports every setting as it applies: so each of them has to be one that a program may say.
    const explicit = options.explicit === true || options.as === "import";
    const { inventory } = await found(options);
    const result = await exported(inventory, { explicit });
    if (result.tenants.length === 0) throw nothing(inventory.reseller.name, options, result);
    const { text, files } = await written(options.as, result);
    await put(text, options.output);
    if (options.secrets !== undefined)
        await writeNamed({ option: "--secrets", path: options.secrets }, secretsScript(result.secrets), "owner");
    process.stderr.write(options.as === "import" ? summaryOfImport(result, options.secrets) : summary(result, options.secrets));
    if (options.check === true) await check({ files, secrets: result.secrets }, options);
}

function nothing(reseller: string, { customer, include, exclude }: Options, { leftOut }: Exported): CvgError {
    const selecting = { "--customer": customer, "--include": include, "--exclude": exclude };
    const options = Object.entries(selecting).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    return CvgError.of(CATALOGUE.CVG608.says.nothing({ reseller, options, leftOut }));
}

interface Written {
    /** What the user gets. */
    readonly text: string;
    /** The whole program. */
    readonly files: Trial["files"];
}

async function written(form: Options["as"], result: Exported): Promise<Written> {
    if (form === "import") {
        const { asImportFile } = await import("../../export/import-file.js");
        return { text: asImportFile(result), files: {} };
    }
    if (form === "yaml") {
        const { asYaml, PROGRAM, TENANTS_FILE } = await import("../../export/yaml.js");
        const text = asYaml(result);
        return { text, files: { "index.ts": PROGRAM, [TENANTS_FILE]: text } };
    }
    const { asClasses, asTenants } = await import("../../export/typescript.js");
    const text = form === "classes" ? asClasses(result) : asTenants(result);
    return { text, files: { "index.ts": text } };
}

async function check(trial: Trial, options: Options): Promise<void> {
    const { triedOut } = await import("./export-check.js");
    const problems = await triedOut(trial, options);
    if (problems.length === 0) {
        process.stderr.write("Checked: the first `pulumi up` writes nothing at the gateway, and the preview after it is empty.\n");
        return;
    }
    process.exitCode = NOT_EMPTY;
    const lines = ["Checked: it is NOT empty. Tried with cvg:readOnly, so nothing was written.", ...problems.map((line) => `  ${line}`)];
    process.stderr.write(`${lines.join("\n")}\n`);
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

const units = (of: Exported["tenants"]): number => of.reduce((sum, { below }) => sum + 1 + units(below), 0);
const contents = ({ tenants, leftOut }: Exported): readonly string[] => [
    `${count(tenants.length, "tenant")} with ${count(units(tenants), "unit")} written.`,
    ...leftOut.map((text) => oneLine(`Not declared: ${text}.`)),
];
const runOnce = (script: string, secrets: number): string => `${script} sets ${count(secrets, "secret")}: run it once, then delete it.`;
const hiddenIn = ({ secrets }: Exported): number => secrets.filter(({ value }) => value === undefined).length;

/** Of units whose settings nobody can declare, in the order of the file. */
const unmanagedIn = (unit: ExportedUnit): readonly string[] => [
    ...(unit.privacy === "unmanaged" ? [`${unit.level} "${unit.name}": ${unit.notes.join(" ")}`] : []),
    ...unit.below.flatMap(unmanagedIn),
];

function summaryOfImport(result: Exported, script: string | undefined): string {
    const [secrets, hidden] = [result.secrets.length, hiddenIn(result)];
    const lines = [
        ...contents(result),
        ...result.tenants.flatMap(unmanagedIn).map(oneLine),
        ...(secrets - hidden === 0
            ? []
            : [
                  `\`pulumi import\` writes ${count(secrets - hidden, "secret")} into the program in plain: have it read them from the stack's configuration before anybody else sees it.`,
              ]),
        ...(hidden === 0
            ? []
            : [`The gateway hides ${count(hidden, "secret")}: the program that \`pulumi import\` writes has none there. Write it.`]),
        ...(script === undefined || secrets === 0 ? [] : [runOnce(script, secrets)]),
    ];
    return `${lines.join("\n")}\n`;
}

function summary(result: Exported, script: string | undefined): string {
    const { secrets } = result;
    const hidden = hiddenIn(result);
    const lines = [
        ...contents(result),
        ...(secrets.length === 0
            ? []
            : script === undefined
              ? [
                    `The program reads ${count(secrets.length, "secret")} from the stack's configuration. Set each, or export again with --secrets FILE:`,
                    ...secrets.map((secret) => `  ${commandFor(secret)}`),
                ]
              : [runOnce(script, secrets.length)]),
        ...(hidden === 0
            ? []
            : [
                  `The gateway hides ${count(hidden, "secret")}: these have to be typed. Where it also keeps what a write leaves out or masks, say so with cvg:maskedSecrets: see the page of CVG307.`,
              ]),
    ];
    return `${lines.join("\n")}\n`;
}
