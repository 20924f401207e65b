/** `cvg export`: a live tenancy as a program that changes nothing. */
import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import type { Exported } from "../../export/exported.js";
import { commandFor, secretsScript } from "../../export/secrets.js";
import { found, type InventoryOptions, withInventoryOptions } from "./inventory-options.js";
import { put } from "./table.js";

const FORMS = ["tenants", "classes"] as const;

interface Options extends InventoryOptions {
    readonly as: (typeof FORMS)[number];
    readonly explicit?: true;
    readonly output?: string;
    readonly secrets?: string;
}

const EXAMPLES = `
Examples:
  $ cvg export --output index.ts --secrets secrets.sh      everything, with the commands that set the bots' secrets
  $ cvg export --customer "Acme Versicherung" --as classes
`;

export function exportCommand(): Command {
    return withInventoryOptions(new Command("export"), [])
        .description(
            "Write the live units as a Pulumi program that takes them over as they are: its first `pulumi up` writes nothing at the gateway, unless a comment there says so.",
        )
        .addOption(new Option("--as <form>", "one cvg.Tenant a customer, or one object a unit").choices(FORMS).default("tenants"))
        .option("--explicit", "every setting as it applies, also where it is inherited")
        .option("--output <file>", "write the program into this file (default: standard output)")
        .option("--secrets <file>", "write a script that sets the bots' secrets into this file, readable by its owner only")
        .addHelpText("after", EXAMPLES)
        .action(run);
}

async function run(options: Options): Promise<void> {
    const [{ exported }, { asClasses, asTenants }] = await Promise.all([
        import("../../export/exported.js"),
        import("../../export/typescript.js"),
    ]);
    const { inventory } = await found(options);
    const result = await exported(inventory, { explicit: options.explicit === true });
    await put(options.as === "classes" ? asClasses(result) : asTenants(result), options.output);
    if (options.secrets !== undefined) await writeFile(options.secrets, secretsScript(result.secrets), { mode: 0o600 });
    process.stderr.write(summary(result, options.secrets));
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

function summary({ tenants, secrets, leftOut }: Exported, script: string | undefined): string {
    const units = (of: Exported["tenants"]): number => of.reduce((sum, { below }) => sum + 1 + units(below), 0);
    const hidden = secrets.filter(({ value }) => value === undefined).length;
    const lines = [
        `${count(tenants.length, "tenant")} with ${count(units(tenants), "unit")} written.`,
        ...leftOut.map((text) => `Not declared: ${text}.`),
        ...(secrets.length === 0
            ? []
            : script === undefined
              ? [
                    `The program reads ${count(secrets.length, "secret")} from the stack's configuration. Set each, or export again with --secrets FILE:`,
                    ...secrets.map((secret) => `  ${commandFor(secret)}`),
                ]
              : [`${script} sets ${count(secrets.length, "secret")}: run it once, then delete it.`]),
        ...(hidden === 0
            ? []
            : [
                  `The gateway hides ${count(hidden, "secret")}: these have to be typed. Where it also keeps what a write leaves out or masks, say so with cvg:maskedSecrets: see the page of CVG307.`,
              ]),
    ];
    return `${lines.join("\n")}\n`;
}
