/** `cvg processing-record`: the record of processing activities, as far as the gateway knows it. */
import { Command } from "commander";
import { z } from "zod";
import { CATALOGUE, CvgError, oneLine } from "../../errors/index.js";
import {
    compareRecords,
    type ProcessingEntry,
    type ProcessingRecord,
    processingRecord,
    type RecordChange,
    recordOf,
} from "../../inventory/processing.js";
import { type NamedFile, put, readNamed } from "../named-files.js";
import { found, type InventoryOptions, withInventoryOptions, write } from "./inventory-options.js";
import { recordDocument } from "./record-document.js";
import type { Column } from "./table.js";

interface Options extends InventoryOptions {
    readonly since?: string;
    readonly until?: string;
}

const EXAMPLES = `
Examples:
  $ cvg processing-record --format markdown --output record.md
  $ cvg processing-record --json --output record-2026-11.json
  $ cvg processing-record --since record-2026-10.json           what has changed since then
  $ cvg processing-record --since record-2026-10.json --until record-2026-11.json    between two records, without a gateway
`;

export function processingRecordCommand(): Command {
    return withInventoryOptions(new Command("processing-record"), ["markdown", "csv", "json", "xlsx"])
        .description(
            "Write the record of processing activities (GDPR, Article 30): controllers, categories of data, recipients, erasure rules, measures. What no gateway can know is marked open.",
        )
        .option("--since <file>", "what has changed since this record, which was written with --json")
        .option("--until <file>", "with --since: compare with this record, not with what is live")
        .addHelpText("after", EXAMPLES)
        .action(run);
}

interface Row extends ProcessingEntry {
    readonly controller: string;
    readonly record: ProcessingRecord["controllers"][number];
}

const lines = (texts: readonly string[]): string => texts.join("; ");

const COLUMNS: readonly Column<Row>[] = [
    { head: "controller", cell: ({ controller }) => controller },
    { head: "project", cell: ({ project }) => project },
    { head: "purposes", cell: ({ record }) => record.purposes },
    { head: "legal basis", cell: ({ record }) => record.legalBasis },
    { head: "data subjects", cell: ({ record }) => record.dataSubjects },
    { head: "categories of data", cell: ({ categories }) => lines(categories) },
    { head: "recipients", cell: ({ recipients }) => lines(recipients) },
    { head: "erasure", cell: ({ erasure }) => lines(erasure) },
    { head: "measures", cell: ({ measures }) => lines(measures) },
];

const CHANGES: readonly Column<RecordChange>[] = [
    { head: "project", cell: ({ project }) => project },
    { head: "what", cell: ({ field }) => field },
    { head: "no more", cell: ({ removed }) => lines(removed) },
    { head: "new", cell: ({ added }) => lines(added) },
];

async function run(options: Options): Promise<void> {
    if (options.until !== undefined && options.since === undefined) throw CvgError.of(CATALOGUE.CVG602.says.noSince());
    const before = options.since === undefined ? undefined : await recordIn({ option: "--since", path: options.since });
    const whole =
        options.until === undefined
            ? processingRecord((await found(options)).inventory)
            : await recordIn({ option: "--until", path: options.until });
    const { customer } = options;
    const record = customer === undefined ? whole : only(whole, customer, before);
    if (before !== undefined) {
        if (before.endpoint !== record.endpoint)
            process.stderr.write(
                `${oneLine(`The record of before is of another gateway: ${before.endpoint}, and now it is ${record.endpoint}.`)}\n`,
            );
        const changes = compareRecords(before, record);
        const isDocument = options.format === "markdown" && options.json !== true;
        if (changes.length === 0 && isDocument) return await put(`Nothing has changed since ${before.at}.\n`, options.output);
        return await write(options, CHANGES, changes, () => ({ since: before.at, at: record.at, changes }));
    }
    const rows = record.controllers.flatMap((controller) =>
        controller.processing.map((each) => ({ ...each, controller: controller.controller, record: controller })),
    );
    if (options.format === "markdown" && options.json !== true) return await put(recordDocument(record), options.output);
    await write(options, COLUMNS, rows, () => record);
}

/**
 * By token: a customer may be called otherwise in another record, and one that only the record of before has is there no more.
 *
 * @throws CvgError CVG602 for one that neither has: nothing would have changed there, whatever happened
 */
function only(record: ProcessingRecord, customers: readonly string[], before: ProcessingRecord | undefined): ProcessingRecord {
    const all = [record, ...(before === undefined ? [] : [before])].flatMap(({ controllers }) => controllers);
    const meant = (wanted: string) => all.filter(({ controller, token }) => controller === wanted || token === wanted);
    const missing = customers.filter((wanted) => meant(wanted).length === 0);
    const names = missing.map((name) => JSON.stringify(name));
    if (names.length > 0)
        throw CvgError.of(CATALOGUE.CVG602.says.noUnit({ what: "customer", names, where: "in the records that are compared" }));
    const tokens = [...new Set(customers.flatMap(meant).map(({ token }) => token))];
    return { ...recordOf(record, tokens), customers: tokens };
}

const Texts = z.array(z.string());
const Record = z.object({
    at: z.string(),
    endpoint: z.string(),
    customers: z.array(z.string()).optional(),
    processor: z.string(),
    controllers: z.array(
        z.object({
            controller: z.string(),
            token: z.string(),
            inactive: z.boolean(),
            purposes: z.string(),
            legalBasis: z.string(),
            contact: z.string(),
            dataSubjects: z.string(),
            processing: z.array(
                z.object({ token: z.string(), project: z.string(), categories: Texts, recipients: Texts, erasure: Texts, measures: Texts }),
            ),
        }),
    ),
    notes: Texts,
}) satisfies z.ZodType<ProcessingRecord>;

/** A record that was written before. @throws CvgError CVG605 where the file is none, CVG607 where it cannot be read */
async function recordIn(file: NamedFile): Promise<ProcessingRecord> {
    const text = await readNamed(file);
    try {
        return Record.parse(JSON.parse(text));
    } catch (cause) {
        throw CvgError.of(CATALOGUE.CVG605.says.noRecord({ file: file.path }), { cause });
    }
}
