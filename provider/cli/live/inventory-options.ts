/** What the commands over the live tree share: the reading with its progress, and the stacks that declare units. */
import { type Command, Option } from "commander";
import { CATALOGUE, CvgError, firstOf, oneLine, unitText } from "../../errors/index.js";
import type { Gateway } from "../../gateway/index.js";
import { type Declaration, declarationsIn, joined } from "../../inventory/declared.js";
import { type Inventory, takeInventory } from "../../inventory/inventory.js";
import { type Called, type Missing, type Selection, selected } from "../../inventory/select.js";
import { mustBeWritable, put } from "../named-files.js";
import { collected, type GatewayOptions, pulumi, withGateway, withGatewayOptions } from "./gateway-options.js";
import { type Column, FORMATS, type Format, formatRows, saveWorkbook, workbookLibrary } from "./table.js";

export interface InventoryOptions extends GatewayOptions {
    readonly customer?: readonly string[];
    readonly include?: readonly string[];
    readonly exclude?: readonly string[];
    readonly format: Format;
    readonly output?: string;
    readonly json?: true;
}

export interface Found {
    readonly inventory: Inventory;
    readonly declared: ReadonlyMap<string, readonly Declaration[]>;
}

export function withInventoryOptions(command: Command, formats: readonly Format[] = FORMATS): Command {
    const read = withGatewayOptions(command).option(
        "--customer <name or token>",
        "only this customer and what is below it (may be given again)",
        collected,
    );
    if (formats.length === 0) return read;
    return read
        .addOption(new Option("--format <format>", "how it is written").choices(formats).default(formats[0]))
        .addOption(new Option("--json", "the same as --format json").conflicts("format"))
        .option("--output <file>", "write into this file (default: standard output)");
}

/** How often progress is shown, in units: a line for each of a thousand units is noise. */
const STEP = 25;

function progress(read: number, all: number): void {
    if (!process.stderr.isTTY || (read % STEP !== 0 && read !== all)) return;
    process.stderr.write(`\r\u001b[K${read === all ? "" : `${read} of ${all} units read`}`);
}

const isWorkbook = ({ format, json }: InventoryOptions): boolean => format === "xlsx" && json !== true;

/** What would keep the result from being written. */
async function mustBePossible(options: InventoryOptions): Promise<void> {
    const { output } = options;
    if (isWorkbook(options)) {
        if (output === undefined) throw CvgError.of(CATALOGUE.CVG602.says.noWorkbook());
        await workbookLibrary();
    }
    await mustBeWritable("--output", output);
}

/** Reads the live tree once, and the states of the stacks that are named. A slip is told before. */
export async function found(options: InventoryOptions): Promise<Found> {
    await mustBePossible(options);
    const inventory = await withGateway(options, (gateway) => inventoryOf(gateway, options));
    for (const unit of inventory.gone) process.stderr.write(`${oneLine(`Left out: ${unit} was purged while the tree was read.`)}\n`);
    const states = await Promise.all((options.stack ?? []).map((stack) => declarationsOf(stack, options.cwd)));
    return { inventory, declared: joined(states) };
}

async function inventoryOf(gateway: Gateway, { customer: customers, include, exclude }: InventoryOptions): Promise<Inventory> {
    const selection = {
        ...(customers === undefined ? {} : { customers }),
        ...(include === undefined ? {} : { include }),
        ...(exclude === undefined ? {} : { exclude }),
    };
    // A slip is told before a thousand units are read.
    const { reseller } = await gateway.tree();
    mustBeThere(selected(reseller, selection).missing, reseller.name, selection);
    return await takeInventory(gateway, { ...selection, onProgress: progress });
}

/** @throws CvgError CVG602 that says what is called so instead, where something is */
function mustBeThere(missing: readonly Missing[], reseller: string, { customers, exclude }: Selection): void {
    const { says } = CATALOGUE.CVG602;
    const nowhere = missing.filter(({ by, called }) => called.every(({ level }) => by !== "customers" && level === "reseller"));
    if (nowhere.length > 0) {
        const what = nowhere.every(({ by }) => by === "customers") ? "customer" : "unit";
        const names = nowhere.map(({ asked }) => JSON.stringify(asked));
        throw CvgError.of(says.noUnit({ what, names, where: `below reseller "${reseller}"` }));
    }
    for (const { by, asked, called } of missing) {
        const units = firstOf(called.map(inItsCustomer));
        if (by === "customers" && called.every(({ level }) => level !== "customer"))
            throw CvgError.of(says.noCustomer({ asked, units, customers: [...new Set(called.flatMap(({ customer = [] }) => customer))] }));
        const others = [
            ...(by === "customers" || customers === undefined ? [] : ["--customer"]),
            ...(exclude === undefined ? [] : ["--exclude"]),
        ];
        throw CvgError.of(says.leftOut({ option: by === "customers" ? "--customer" : "--include", asked, units, by: others }));
    }
}

const inItsCustomer = (unit: Called): string =>
    unit.customer === undefined || unit.level === "customer" ? unitText(unit) : `${unitText(unit)} of customer "${unit.customer}"`;

async function declarationsOf(stack: string, cwd: string | undefined): Promise<ReadonlyMap<string, readonly Declaration[]>> {
    return declarationsIn(stack, JSON.parse(await pulumi(["stack", "export", "--stack", stack], cwd)));
}

/** Writes rows in the format that was asked for. `json` is what a program reads instead of the rows. */
export async function write<Row>(
    options: InventoryOptions,
    columns: readonly Column<Row>[],
    rows: readonly Row[],
    json: () => unknown,
): Promise<void> {
    const format = options.json === true ? "json" : options.format;
    if (format === "json") return await put(`${JSON.stringify(json(), null, 4)}\n`, options.output);
    if (format !== "xlsx") return await put(await formatRows(format, columns, rows), options.output);
    if (options.output === undefined) throw CvgError.of(CATALOGUE.CVG602.says.noWorkbook());
    await saveWorkbook(options.output, columns, rows);
}
