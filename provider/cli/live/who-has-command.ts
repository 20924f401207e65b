/** `cvg who-has`: where a telephone number is used. */
import { Command } from "commander";
import { type NumberUse, whoHas } from "../../inventory/who-has.js";
import { pathOf } from "../../inventory/words.js";
import { found, type InventoryOptions, withInventoryOptions, write } from "./inventory-options.js";
import { numberFrom } from "./number-argument.js";
import type { Column } from "./table.js";

/** The number is nowhere: not a failure, and not the same as found. */
const NOWHERE = 3;

export function whoHasCommand(): Command {
    return withInventoryOptions(new Command("who-has"), ["table", "markdown", "csv", "json"])
        .description("Find the projects that use a telephone number. Exit code 3: none does.")
        .argument("<number>", "with its country, like +4989200001; blanks, brackets and 00 in front do no harm")
        .addHelpText("after", "\nExamples:\n  $ cvg who-has +4989200001\n")
        .action(run);
}

const COLUMNS: readonly Column<NumberUse>[] = [
    { head: "used as", cell: ({ as }) => as },
    { head: "project", cell: ({ unit }) => pathOf(unit) },
    { head: "state", cell: ({ unit }) => (unit.inactive ? "inactive" : "active") },
    { head: "token", cell: ({ unit }) => unit.token },
];

async function run(text: string, options: InventoryOptions): Promise<void> {
    // Whoever asks takes "nowhere" for "free".
    const number = numberFrom("who-has:", text);
    const { inventory } = await found(options);
    const uses = whoHas(inventory, number);
    if (uses.length === 0) {
        process.exitCode = NOWHERE;
        process.stderr.write(`No project that was read uses ${number}. An inactive project shows no platform numbers.\n`);
    }
    if (uses.length === 0 && options.json !== true && options.format !== "json") return;
    await write(options, COLUMNS, uses, () => ({
        number,
        uses: uses.map(({ as, unit }) => ({ as, path: unit.path, token: unit.token, active: !unit.inactive })),
    }));
}
