/** `cvg tenants`: what applies at every unit, and who decides it. */
import { Command, Option } from "commander";
import { CATALOGUE, CvgError } from "../../errors/index.js";
import type { Declaration } from "../../inventory/declared.js";
import { matches, parseSpan, type Wanted } from "../../inventory/filter.js";
import type { InventoryUnit } from "../../inventory/inventory.js";
import { decidersOf, dialogsKept, pathOf, recorded, spoken } from "../../inventory/words.js";
import { LEVELS, type Level, readable, SETTING_NAMES } from "../../policy/index.js";
import { type Found, found, type InventoryOptions, withInventoryOptions, write } from "./inventory-options.js";
import type { Column } from "./table.js";

interface Options extends InventoryOptions {
    readonly level?: Level;
    readonly recording?: true;
    readonly numbersShown?: true;
    readonly outbound?: true;
    readonly storesDialogs?: true;
    readonly longerThan?: number;
    readonly inactive?: true;
    readonly undeclared?: true;
}

const EXAMPLES = `
Examples:
  $ cvg tenants                                         every unit, what applies, who decides
  $ cvg tenants --recording --longer-than 1w            who records, or keeps dialogs, and for more than a week
  $ cvg tenants --numbers-shown --level project         bots that see callers' numbers
  $ cvg tenants --stack prod --undeclared               what nobody declares
  $ cvg tenants --format xlsx --output tenants.xlsx     for people without a terminal
`;

interface Both extends Found {
    /** How many units are shown. */
    readonly shown: number;
}

export function tenantsCommand(): Command {
    return withInventoryOptions(new Command("tenants"))
        .description("List the live units of a reseller, declared or not: what applies, who decides it, and when inactive ones are purged.")
        .addOption(new Option("--level <level>", "only units of this level").choices(LEVELS))
        .option("--recording", "only where calls may be recorded")
        .option("--numbers-shown", "only where bots see the numbers of callers")
        .option("--outbound", "only where bots may start calls")
        .option("--stores-dialogs", "only where what is said is stored")
        .option("--longer-than <period>", 'only where recordings or dialogs are kept longer, like "1 week" or 1w', span)
        .option("--inactive", "only inactive units")
        .option("--undeclared", "only units that no stack named by --stack declares")
        .addHelpText("after", EXAMPLES)
        .action(run);
}

export function span(text: string): number {
    const milliseconds = parseSpan(text);
    if (milliseconds !== undefined) return milliseconds;
    throw CvgError.of(CATALOGUE.CVG602.says.period({ text }));
}

async function run(options: Options): Promise<void> {
    if (options.undeclared === true && options.stack === undefined) throw CvgError.of(CATALOGUE.CVG602.says.noStacks());
    const both = await found(options);
    const rows = both.inventory.units.filter(
        (unit) => matches(unit, wanted(options)) && (options.undeclared !== true || isUndeclared(unit, both)),
    );
    if (rows.length === 0 && options.format === "table" && options.json !== true && options.output === undefined)
        return void process.stdout.write(
            options.undeclared === true
                ? "No such unit is undeclared: the stacks that are named declare each.\n"
                : "No unit is like that.\n",
        );
    const columns = options.format === "table" ? short({ ...both, shown: rows.length }) : whole(both);
    await write(options, columns, rows, () => ({
        gateway: both.inventory.endpoint,
        at: both.inventory.at,
        reseller: { token: both.inventory.reseller.token, name: both.inventory.reseller.name },
        units: rows.map((unit) => asJson(unit, declarations(unit, both))),
    }));
}

const wanted = ({ level, recording, numbersShown, outbound, storesDialogs, longerThan, inactive }: Options): Wanted => ({
    level,
    recording,
    numbersShown,
    outbound,
    storesDialogs,
    longerThan,
    inactive,
});

const declarations = ({ token }: InventoryUnit, { declared }: Found): readonly Declaration[] => declared.get(token) ?? [];

/** The reseller is nobody's unit: there is only whether its settings are declared. */
const isUndeclared = (unit: InventoryUnit, both: Found): boolean =>
    unit.level !== "reseller" && !declarations(unit, both).some(({ declares }) => declares === "unit");

const declaredBy = ({ stack, name, position, declares }: Declaration): string =>
    `${stack}: ${name}${declares === "settings" ? " (settings)" : ""}${position === undefined ? "" : ` at ${position}`}`;

const state = ({ inactive, purgeAt }: InventoryUnit): string =>
    inactive ? `inactive, purged on ${purgeAt?.slice(0, 10) ?? "a date that is not known"}` : "active";

const DEPTH: Readonly<Record<Level, number>> = { reseller: 0, customer: 1, account: 2, project: 3 };

/** Like the tree, where the whole tree is shown; else a name says nothing without those above it. */
function indented(unit: InventoryUnit, { inventory: { units }, shown }: Both): string {
    return shown === units.length ? `${"  ".repeat(DEPTH[unit.level])}${unit.name}` : `${unit.level} ${pathOf(unit)}`;
}

/** As wide as a terminal may be: the settings in words, indented like the tree. */
function short(both: Both): readonly Column<InventoryUnit>[] {
    const columns: Column<InventoryUnit>[] = [
        { head: "unit", cell: (unit) => indented(unit, both) },
        { head: "recorded", cell: ({ applies }) => recorded(applies) },
        { head: "numbers", cell: ({ applies }) => spoken("anonymizeNumbers", applies) },
        { head: "dialogs kept", cell: ({ applies }) => dialogsKept(applies) },
        { head: "calls out", cell: ({ applies }) => spoken("outboundCalls", applies) },
        { head: "decided by", cell: decidersOf },
    ];
    const purge: Column<InventoryUnit> = { head: "state", cell: state };
    const who: Column<InventoryUnit> = {
        head: "declared by",
        cell: (unit) => declarations(unit, both).map(declaredBy).join("; ") || "nobody",
    };
    return [
        ...columns,
        ...(both.inventory.units.some(({ inactive }) => inactive) ? [purge] : []),
        ...(both.declared.size > 0 ? [who] : []),
    ];
}

/** Everything, a column each. */
function whole(both: Found): readonly Column<InventoryUnit>[] {
    return [
        { head: "level", cell: ({ level }) => level },
        { head: "path", cell: pathOf },
        { head: "token", cell: ({ token }) => token },
        { head: "state", cell: ({ inactive }) => (inactive ? "inactive" : "active") },
        { head: "purged at", cell: ({ purgeAt }) => purgeAt ?? "" },
        ...SETTING_NAMES.flatMap((name): readonly Column<InventoryUnit>[] => [
            { head: name, cell: ({ applies }) => String(readable(applies)[name]) },
            { head: `${name} decided by`, cell: ({ decidedBy }) => `${decidedBy[name].level} ${decidedBy[name].name}` },
        ]),
        { head: "declared by", cell: (unit) => declarations(unit, both).map(declaredBy).join("; ") },
        {
            head: "since",
            cell: (unit) =>
                declarations(unit, both)
                    .map(({ since }) => since ?? "")
                    .join("; "),
        },
        {
            head: "because",
            cell: (unit) =>
                declarations(unit, both)
                    .flatMap(({ because }) => because ?? [])
                    .join("; "),
        },
    ];
}

const asJson = (unit: InventoryUnit, declared: readonly Declaration[]) => ({
    level: unit.level,
    token: unit.token,
    name: unit.name,
    path: unit.path,
    active: !unit.inactive,
    purgeAt: unit.purgeAt ?? null,
    applies: readable(unit.applies),
    stored: readable(unit.stored),
    decidedBy: Object.fromEntries(
        SETTING_NAMES.map((name) => [
            name,
            { level: unit.decidedBy[name].level, name: unit.decidedBy[name].name, token: unit.decidedBy[name].token },
        ]),
    ),
    declared,
});
