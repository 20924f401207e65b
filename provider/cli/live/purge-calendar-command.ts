/** `cvg purge-calendar`: what will be lost for good, when, and what keeps it. */
import { Command } from "commander";
import { z } from "zod";
import { counted } from "../../errors/index.js";
import type { Inventory } from "../../inventory/inventory.js";
import { type Purge, purges } from "../../inventory/purges.js";
import { pathOf } from "../../inventory/words.js";
import { mustBeWritable, put } from "../named-files.js";
import { found, type InventoryOptions, withInventoryOptions, write } from "./inventory-options.js";
import { type Column, optionalLibrary } from "./table.js";
import { span } from "./tenants-command.js";

interface Options extends InventoryOptions {
    readonly failWithin?: number;
    readonly ics?: string;
}

/** A gate says no: not a failure of the command. */
const GATE = 2;

const EXAMPLES = `
Examples:
  $ cvg purge-calendar                          what is purged when, with the line that restores it
  $ cvg purge-calendar --fail-within 14d        exit code 2 where something is due within two weeks: for a nightly job
  $ cvg purge-calendar --ics purges.ics         a calendar to subscribe to
`;

export function purgeCalendarCommand(): Command {
    return withInventoryOptions(new Command("purge-calendar"))
        .description("List inactive units by the day on which the gateway purges them for good.")
        .option("--fail-within <period>", "exit with 2 where something is purged within this time, like 14d", span)
        .option("--ics <file>", "write an iCalendar file, with an entry at the moment of each purge")
        .addHelpText("after", EXAMPLES)
        .action(run);
}

const COLUMNS: readonly Column<Purge>[] = [
    { head: "purged on", cell: ({ at }) => at.slice(0, 10) },
    { head: "days left", cell: ({ daysLeft }) => (daysLeft > 0 ? String(daysLeft) : daysLeft === 0 ? "less than 1" : "due") },
    { head: "unit", cell: ({ unit }) => `${unit.level} ${pathOf(unit)}` },
    { head: "token", cell: ({ unit }) => unit.token },
    { head: "to keep it", cell: ({ restore }) => restore },
];

async function run(options: Options): Promise<void> {
    if (options.ics !== undefined) {
        await optionalLibrary("ical-generator");
        await mustBeWritable("--ics", options.ics);
    }
    const { inventory, declared } = await found(options);
    const due = purges(inventory, declared);
    const limit = options.failWithin;
    const within = limit === undefined ? [] : due.filter(({ at }) => Date.parse(at) - Date.parse(inventory.at) <= limit);
    if (options.ics !== undefined) await put(await calendar(inventory, due), options.ics, "--ics");
    else if (due.length === 0 && options.format === "table" && options.json !== true)
        process.stdout.write("No unit is inactive: nothing will be purged.\n");
    else
        await write(options, COLUMNS, due, () => ({
            at: inventory.at,
            purges: due.map(({ unit, ...purge }) => ({ level: unit.level, token: unit.token, path: unit.path, ...purge })),
        }));
    if (within.length === 0) return;
    process.exitCode = GATE;
    process.stderr.write(
        `${within.length} of ${counted(due.length, "inactive unit")} will be purged within the time that --fail-within names.\n`,
    );
}

interface Event {
    readonly id: string;
    readonly start: Date;
    readonly stamp: Date;
    readonly summary: string;
    readonly description: string;
}
const Calendar = z.custom<
    (data: { readonly name: string; readonly prodId: string; readonly events: readonly Event[] }) => { toString(): string }
>((value) => typeof value === "function");
/** Node finds the library's CommonJS, all of which stands below `default` when it is imported. */
const Calendars = z.object({ default: z.union([Calendar, z.object({ default: Calendar }).transform((whole) => whole.default)]) });

/**
 * RFC 5545. An entry a unit, at the moment of the purge, in UTC: an entry for a whole day would be that of whoever writes the file, which elsewhere is
 * another day. Its identity is the unit's token, so that a new file replaces the old entries.
 */
async function calendar({ reseller, at }: Inventory, due: readonly Purge[]): Promise<string> {
    const { default: ical } = Calendars.parse(await optionalLibrary("ical-generator"));
    const events = due.map(({ unit, at: day, restore }) => ({
        id: `${unit.token}@pulumi-cvg`,
        start: new Date(day),
        stamp: new Date(at),
        summary: `Purged for good: ${unit.level} ${pathOf(unit)}`,
        description: `Token ${unit.token}. To keep it: ${restore}.`,
    }));
    return ical({ name: `Purges below ${reseller.name}`, prodId: "//pulumi-cvg//purge-calendar//EN", events }).toString();
}
