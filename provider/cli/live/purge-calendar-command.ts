/** `cvg purge-calendar`: what will be lost for good, when, and what keeps it. */
import { Command } from "commander";
import { z } from "zod";
import { counted } from "../../errors/index.js";
import type { Inventory } from "../../inventory/inventory.js";
import { type Purge, purges } from "../../inventory/purges.js";
import { pathOf } from "../../inventory/words.js";
import { mustBeWritable, put } from "../named-files.js";
import { mustBeApart } from "../outputs.js";
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

function daysLeftOf({ daysLeft }: Purge): string {
    if (daysLeft === undefined) return "not known";
    return daysLeft > 0 ? String(daysLeft) : daysLeft === 0 ? "less than 1" : "due";
}

const COLUMNS: readonly Column<Purge>[] = [
    { head: "purged on", cell: ({ at }) => at?.slice(0, 10) ?? "not known" },
    { head: "days left", cell: daysLeftOf },
    { head: "unit", cell: ({ unit }) => `${unit.level} ${pathOf(unit)}` },
    { head: "token", cell: ({ unit }) => unit.token },
    { head: "to keep it", cell: ({ restore }) => restore },
];

async function run(options: Options): Promise<void> {
    mustBeApart([
        { option: "--output", path: options.output },
        { option: "--ics", path: options.ics },
    ]);
    if (options.ics !== undefined) {
        await optionalLibrary("ical-generator");
        await mustBeWritable("--ics", options.ics);
    }
    const { inventory, declared } = await found(options);
    const due = purges(inventory, declared);
    if (options.ics !== undefined) await put(await calendar(inventory, due), options.ics, "--ics");
    if (options.ics === undefined || options.output !== undefined) await rows(options, inventory, due);
    const dateless = due.filter(({ at }) => at === undefined);
    if (dateless.length > 0)
        process.stderr.write(`The gateway does not say when ${counted(dateless.length, "inactive unit")} will be purged.\n`);
    if (options.failWithin !== undefined) gate(options.failWithin, inventory, due);
}

async function rows(options: Options, inventory: Inventory, due: readonly Purge[]): Promise<void> {
    if (due.length === 0 && options.format === "table" && options.json !== true)
        return await put("No unit is inactive: nothing will be purged.\n", options.output);
    await write(options, COLUMNS, due, () => ({
        at: inventory.at,
        purges: due.map(({ unit, at = null, daysLeft = null, restore }) => ({
            ...{ level: unit.level, token: unit.token, path: unit.path },
            ...{ at, daysLeft, restore },
        })),
    }));
}

/** What is not known may be any day. */
function gate(limit: number, { at: now }: Inventory, due: readonly Purge[]): void {
    const within = due.filter(({ at }) => at === undefined || Date.parse(at) - Date.parse(now) <= limit);
    if (within.length === 0) return;
    process.exitCode = GATE;
    const dated = within.filter(({ at }) => at !== undefined).length;
    if (dated > 0)
        process.stderr.write(
            `${dated} of ${counted(due.length, "inactive unit")} will be purged within the time that --fail-within names.\n`,
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
    const events = due.flatMap(({ unit, at: day, restore }) =>
        day === undefined
            ? []
            : [
                  {
                      id: `${unit.token}@pulumi-cvg`,
                      start: new Date(day),
                      stamp: new Date(at),
                      summary: `Purged for good: ${unit.level} ${pathOf(unit)}`,
                      description: `Token ${unit.token}. To keep it: ${restore}.`,
                  },
              ],
    );
    const text = ical({ name: `Purges below ${reseller.name}`, prodId: "//pulumi-cvg//purge-calendar//EN", events }).toString();
    // The library ends no last line (ical-generator 11), and the standard has every line end.
    return text.endsWith("\r\n") ? text : `${text}\r\n`;
}
