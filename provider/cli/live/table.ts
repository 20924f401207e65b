/** Rows for people and for programs: as a table for a terminal, as Markdown, CSV, JSON or a workbook. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { markdownTable } from "markdown-table";
import { z } from "zod";
import { CATALOGUE, CvgError, foreignCode, unbroken } from "../../errors/index.js";
import { writtenBy } from "../named-files.js";

export const FORMATS = ["table", "markdown", "csv", "json", "xlsx"] as const;
export type Format = (typeof FORMATS)[number];

/** A column: its head, and the text of a row's cell. */
export interface Column<Row> {
    readonly head: string;
    readonly cell: (row: Row) => string;
}

/** One line, without what steers a terminal or hides text. */
const printable = (text: string): string => unbroken(text).trimEnd();

const cells = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[][] =>
    rows.map((row) => columns.map(({ cell }) => printable(cell(row))));

/** Without lines around the cells: what is wide stays readable, and can be cut by other tools. */
async function plainTable(heads: readonly string[], body: readonly (readonly string[])[]): Promise<string> {
    const { default: Table } = await import("cli-table3");
    const none = {
        top: "",
        "top-mid": "",
        "top-left": "",
        "top-right": "",
        bottom: "",
        "bottom-mid": "",
        "bottom-left": "",
        "bottom-right": "",
    };
    const inner = { left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "  " };
    const table = new Table({
        head: [...heads],
        chars: { ...none, ...inner },
        style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    });
    table.push(...body.map((row) => [...row]));
    return `${table
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n")}\n`;
}

/** What Markdown would take for markup or the end of a cell, as itself. */
export const inMarkdown = (text: string): string => text.replace(/[\\|<>[\]*_`&#~!]/g, (sign) => `&#${sign.codePointAt(0)};`);

/**
 * The rows as text. A workbook is none: see {@link saveWorkbook}.
 *
 * CSV follows RFC 4180; a cell that a spreadsheet would take for a formula is written with an apostrophe in front.
 */
export async function formatRows<Row>(
    format: Exclude<Format, "json" | "xlsx">,
    columns: readonly Column<Row>[],
    rows: readonly Row[],
): Promise<string> {
    const heads = columns.map(({ head }) => head);
    const body = cells(columns, rows);
    if (format === "csv") return stringify([heads, ...body], { record_delimiter: "windows", escape_formulas: true });
    if (format === "markdown") return `${markdownTable([heads, ...body.map((row) => row.map(inMarkdown))])}\n`;
    return await plainTable(heads, body);
}

const NEEDED = { "write-excel-file": "4", "ical-generator": "11" } as const;

/**
 * A library that only one option needs, so that nobody else installs it: from the folder where the command runs, else beside this package.
 *
 * @throws CvgError CVG604 with the line that installs it
 */
export async function optionalLibrary(name: keyof typeof NEEDED, path: string = name): Promise<unknown> {
    for (const from of [join(process.cwd(), "package.json"), __filename]) {
        try {
            return await import(createRequire(from).resolve(path));
        } catch (error) {
            if (!/MODULE_NOT_FOUND/.test(foreignCode(error) ?? "")) throw error;
        }
    }
    throw CvgError.of(CATALOGUE.CVG604.says.notInstalled({ name, major: NEEDED[name] }));
}

const Workbook = z.object({
    default: z.custom<(data: unknown, options: unknown) => { toFile(path: string): Promise<void> }>((value) => typeof value === "function"),
});

/** What workbooks need beside this package. @throws CvgError CVG604 where that is not installed */
export const workbookLibrary = (): Promise<unknown> => optionalLibrary("write-excel-file", "write-excel-file/node");

/** Writes a workbook. Every cell is text: a telephone number keeps its plus, and nothing is a formula. */
export async function saveWorkbook<Row>(file: string, columns: readonly Column<Row>[], rows: readonly Row[]): Promise<void> {
    const { default: write } = Workbook.parse(await workbookLibrary());
    const head = columns.map(({ head: value }) => ({ value, fontWeight: "bold" }));
    const body = cells(columns, rows).map((row) => row.map((value) => ({ value, type: String })));
    await writtenBy({ option: "--output", path: file }, (path) => write([head, ...body], { stickyRowsCount: 1 }).toFile(path));
}
