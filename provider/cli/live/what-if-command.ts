/** `cvg what-if`: what a change of settings would do to every live unit, without writing anything. */
import { Command } from "commander";
import { CATALOGUE, CvgError, firstOf } from "../../errors/index.js";
import { pathOf } from "../../inventory/words.js";
import { formatPeriod } from "../../policy/index.js";
import { type StackSays, stackSays } from "../../what-if/said.js";
import { type Changed, type WhatIf, whatIf } from "../../what-if/what-if.js";
import { readNamed } from "../named-files.js";
import { pulumi } from "./gateway-options.js";
import { type Found, found, type InventoryOptions, withInventoryOptions, write } from "./inventory-options.js";
import type { Column } from "./table.js";
import { type Edit, editFrom, type FileSays, saidByFile, saidWith } from "./what-if-edits.js";

interface Options extends InventoryOptions {
    readonly set?: readonly Edit[];
    readonly file?: string;
}

/** The preview would refuse it: not a failure of the command. */
const REFUSED = 2;

const EXAMPLES = `
Examples:
  $ cvg what-if --set customer/acme.recordings=false --stack prod
  $ cvg what-if --set "account/Acme Versicherung/Schaden.dialogRetention=1 hour"
  $ cvg what-if --set reseller.anonymizeNumbers=true --format csv
  $ cvg what-if --file tenants.yaml                                 a file of tenants that has been changed

With --stack, what that stack declares counts: units that follow the level above follow, and what says more than would be allowed is refused, as
in its preview. Without, every unit counts as it is stored.
`;

export function whatIfCommand(): Command {
    return withInventoryOptions(new Command("what-if"), ["table", "markdown", "csv", "json"])
        .description(
            "Say what a change of settings would do to every live unit, declared or not. Writes nothing; exits with 2 where the preview would refuse it.",
        )
        .option("--set <unit.setting=value>", "a setting that would be changed (may be given again)", editFrom)
        .option("--file <file>", "a file of tenants, as it would be")
        .addHelpText("after", EXAMPLES)
        .action(run);
}

type Asked = Pick<FileSays, "fresh" | "unread">;

interface Row {
    readonly changed: Changed;
    readonly change: Changed["changes"][number];
}

const text = (value: boolean | number): string => (typeof value === "number" ? formatPeriod(value) : String(value));
const HOW = { set: "said here", follows: "follows what is above", cut: "cut: no more is allowed above" } as const;

const columns = ({ declared }: Found): readonly Column<Row>[] => [
    { head: "unit", cell: ({ changed: { unit } }) => `${unit.level} ${pathOf(unit)}` },
    { head: "setting", cell: ({ change }) => change.setting },
    { head: "now", cell: ({ change }) => text(change.before) },
    { head: "then", cell: ({ change }) => text(change.after) },
    { head: "why", cell: ({ change }) => HOW[change.reach] },
    ...(declared.size === 0
        ? []
        : [
              {
                  head: "declared by",
                  cell: ({ changed: { unit } }: Row) =>
                      (declared.get(unit.token) ?? []).map(({ stack, name }) => `${stack}: ${name}`).join("; ") || "nobody",
              },
          ]),
];

async function saysOf({ stack, cwd }: Options): Promise<StackSays> {
    const [first, ...others] = stack ?? [];
    if (first === undefined) return { said: new Map(), tokens: new Map() };
    if (others.length > 0) throw CvgError.of(CATALOGUE.CVG602.says.oneStack());
    return stackSays(JSON.parse(await pulumi(["stack", "export", "--stack", first], cwd)));
}

async function run(options: Options): Promise<void> {
    if ((options.set === undefined) === (options.file === undefined))
        throw CvgError.of(CATALOGUE.CVG602.says.noEdit({ both: options.file !== undefined }));
    const file =
        options.file === undefined ? undefined : { path: options.file, text: await readNamed({ option: "--file", path: options.file }) };
    const [live, stack] = await Promise.all([found(options), saysOf(options)]);
    const asked =
        file === undefined
            ? { said: saidWith(options.set ?? [], live.inventory, stack), fresh: [], unread: [] }
            : await saidByFile(file, live.inventory, stack, options.customer === undefined);
    const answer = whatIf(live.inventory, asked.said);
    const rows = answer.changed.flatMap((changed) => changed.changes.map((change) => ({ changed, change })));
    const isTable = options.format === "table" && options.json !== true;
    if (answer.refused.length > 0) process.exitCode = REFUSED;
    if (!isTable || rows.length > 0) await write(options, columns(live), rows, () => asJson(live, answer, asked));
    if (isTable) process.stdout.write(summary(live, answer, asked));
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
const NAMED = 5;

function summary({ inventory }: Found, { refused, changed, storedMore, pinned, waiting }: WhatIf, { fresh, unread }: Asked): string {
    const names = (units: readonly { readonly name: string }[]): string =>
        firstOf(
            units.map(({ name }) => `"${name}"`),
            NAMED,
        );
    const lines = [
        ...refused.flatMap(({ code, by, what, remedy }) => [`${code} ${code === "CVG101" ? `${by}: ` : ""}${what}`, `  ${remedy}`]),
        refused.length > 0
            ? `Refused: ${count(refused.length, "setting")} would be more than is allowed, so the preview fails and nothing is written.`
            : `${changed.length} of ${count(inventory.units.filter(({ inactive }) => !inactive).length, "active unit")} would change.`,
        ...(storedMore.size === 0
            ? []
            : [
                  `${count(storedMore.size, "unit")} below would store more than is allowed, and may be rewritten for good: ${names([...storedMore.keys()])}.`,
              ]),
        ...(pinned.length === 0
            ? []
            : [
                  `${count(pinned.length, "unit")} below would be pinned to what applies now, so that nothing becomes looser there: ${names(pinned)}.`,
              ]),
        ...(waiting.length === 0 ? [] : [`Inactive, so that it is written when they are active again: ${names(waiting)}.`]),
        ...(fresh.length === 0 ? [] : [`Not there, so that they would be made: ${firstOf(fresh, NAMED)}.`]),
        ...(unread.length === 0 ? [] : [`Not looked at, because --customer names others: ${firstOf(unread, NAMED)}.`]),
        "Nothing was written.",
    ];
    return `${lines.join("\n")}\n`;
}

const asJson = ({ inventory, declared }: Found, { refused, changed, storedMore, pinned, waiting }: WhatIf, { fresh, unread }: Asked) => {
    const named = ({ level, token, path }: Changed["unit"]) => ({ level, token, path });
    return {
        at: inventory.at,
        refused: refused.map(({ unit, by, code, settings, what, remedy }) => ({ unit: named(unit), by, code, settings, what, remedy })),
        changed: changed.map(({ unit, reach, changes }) => ({
            unit: named(unit),
            reach,
            changes: changes.map(({ setting, before, after, reach: how }) => ({
                setting,
                from: text(before),
                to: text(after),
                reach: how,
            })),
            declared: declared.get(unit.token) ?? [],
        })),
        storedMore: [...storedMore].map(([unit, settings]) => ({ unit: named(unit), settings })),
        pinned: pinned.map(named),
        waiting: waiting.map(named),
        wouldBeMade: fresh,
        notLookedAt: unread,
    };
};
