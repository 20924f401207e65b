/** CSV with the place of everything in it, as the same tree that YAML reads as. */
import type * as csv from "csv-parse/sync";
import { nearest } from "../definition/did-you-mean.js";
import { CATALOGUE, type Refusal } from "../errors/index.js";
import type { Located, LocatedEntry, LocatedMap, Position } from "./located.js";
import type { FileProblem } from "./problem.js";
import type { Read } from "./read-yaml.js";

/** How the text of a column's cells is read. */
export type ColumnKind = "text" | "number" | "switch" | "list" | "vendors";

interface Row {
    readonly line: number;
    readonly cells: readonly string[];
}

/** The column separator that the first line uses: spreadsheets write what their country writes. */
const separatorOf = (text: string): string => {
    const [header = ""] = text.split("\n", 1);
    const count = (separator: string): number => header.split(separator).length;
    return [",", ";", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
};

function rowsOf(text: string, library: typeof csv): readonly Row[] {
    const lines: number[] = [];
    const rows: unknown = library.parse(text, {
        bom: true,
        delimiter: separatorOf(text),
        relax_column_count: true,
        skip_empty_lines: true,
        trim: true,
        cast: (cell, { index, lines: line }) => {
            if (index === 0) lines.push(line);
            return cell;
        },
    });
    const read = Array.isArray(rows) ? rows : [];
    return read.map((cells: unknown, index) => ({
        line: lines[index] ?? index + 1,
        cells: Array.isArray(cells) ? cells.map(String) : [],
    }));
}

const scalar = (at: Position, written: string, value: string | number | boolean): Located => ({
    kind: "scalar",
    at,
    value,
    written,
    plain: false,
});
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** A cell as its column reads it. What cannot be read that way stays text, and is refused where it is checked. */
function cellOf(text: string, kind: ColumnKind, at: Position): Located {
    if (kind === "number" && NUMBER.test(text)) return scalar(at, text, Number(text));
    if (kind === "switch" && /^(?:true|false)$/i.test(text)) return scalar(at, text, text.toLowerCase() === "true");
    if (kind !== "list" && kind !== "vendors") return scalar(at, text, text);
    const items = text.split(/\s+/).map((item): Located => {
        const one = scalar(at, item, item);
        return kind === "list" ? one : { kind: "map", at, entries: new Map([["vendor", { keyAt: at, value: one }]]) };
    });
    return { kind: "list", at, items };
}

/** Puts a cell where its column's name says: `bot.type` is the `type` of `bot`. */
function put(into: Map<string, LocatedEntry>, [key = "", ...rest]: readonly string[], value: Located): void {
    if (rest.length === 0) {
        into.set(key, { keyAt: value.at, value });
        return;
    }
    const before = into.get(key)?.value;
    const entries = new Map(before?.kind === "map" ? before.entries : []);
    put(entries, rest, value);
    into.set(key, { keyAt: value.at, value: { kind: "map", at: value.at, entries } });
}

/** A row of a file: which unit it is, and what it says of it. */
interface UnitRow {
    readonly at: Position;
    readonly keys: readonly string[];
    readonly entries: ReadonlyMap<string, LocatedEntry>;
}

/** The columns that say which unit a row is. */
const PLACE = ["tenant", "account", "project"] as const;

/** One reading of one text. */
class Reading {
    readonly problems: FileProblem[] = [];

    constructor(private readonly columns: ReadonlyMap<string, ColumnKind>) {}

    refuse(said: Refusal, at: Position): void {
        this.problems.push({ ...said, at });
    }

    header({ cells, line }: Row): readonly string[] {
        for (const [index, name] of cells.entries()) {
            const at = { line, column: name };
            if (cells.indexOf(name) < index) this.refuse(CATALOGUE.CVG207.says.column({ column: name }), at);
            if (this.columns.has(name) || PLACE.some((place) => place === name)) continue;
            const meant = nearest(name, [...PLACE, ...this.columns.keys()]);
            this.refuse(CATALOGUE.CVG202.says.column({ column: name === "" ? String(index + 1) : name, meant }), at);
        }
        if (!cells.includes("tenant")) this.refuse(CATALOGUE.CVG203.says.tenantColumn(), { line, column: 1 });
        return cells;
    }

    add(top: Unit, { at, keys, entries }: UnitRow): void {
        const unit = keys.reduce((above, key) => {
            const there = above.below.get(key) ?? { at, entries: undefined, below: new Map() };
            above.below.set(key, there);
            return there;
        }, top);
        if (unit.entries === undefined) Object.assign(unit, { at, entries });
        else this.refuse(CATALOGUE.CVG207.says.row({ unit: keys.join(" / "), line: unit.at.line }), at);
    }

    row(header: readonly string[], { cells, line }: Row): UnitRow | undefined {
        const entries = new Map<string, LocatedEntry>();
        const at = { line, column: 1 };
        const [tenant = "", account = "", project = ""] = PLACE.map((place) => cells[header.indexOf(place)] ?? "");
        for (const [index, text] of cells.entries()) {
            const name = header[index];
            const kind = name === undefined ? undefined : this.columns.get(name);
            if (text === "") continue;
            if (name === undefined) this.refuse(CATALOGUE.CVG206.says.moreCells(), { line, column: index + 1 });
            else if (kind !== undefined) put(entries, name.split("."), cellOf(text, kind, { line, column: name }));
        }
        const missing = tenant === "" ? "tenant" : project !== "" && account === "" ? "account" : undefined;
        if (missing !== undefined) {
            this.refuse(CATALOGUE.CVG203.says.keyOfRow({ column: missing }), { line, column: missing });
            return undefined;
        }
        return { at, keys: [tenant, account, project].filter((key) => key !== ""), entries };
    }
}

/** A unit, as its rows make it: what it says, and what is below it. */
interface Unit {
    at: Position;
    /** Undefined while only units below have rows. */
    entries: ReadonlyMap<string, LocatedEntry> | undefined;
    readonly below: Map<string, Unit>;
}

/** The names under which YAML has what is below a unit, from the top. */
const BELOW = ["tenants", "accounts", "projects"] as const;

function asMap({ at, entries = new Map(), below }: Unit, depth: number): LocatedMap {
    const name = BELOW[depth];
    if (name === undefined || below.size === 0) return { kind: "map", at, entries };
    const units = [...below].map(([key, unit]): [string, LocatedEntry] => [key, { keyAt: unit.at, value: asMap(unit, depth + 1) }]);
    const value: LocatedMap = { kind: "map", at, entries: new Map(units) };
    return { kind: "map", at, entries: new Map([...entries, [name, { keyAt: at, value }]]) };
}

/**
 * @param columns the columns that there may be, beside those that say which unit a row is
 * @param library a program that reads no file does not load it
 */
export function readCsv(text: string, columns: ReadonlyMap<string, ColumnKind>, library: typeof csv): Read {
    const reading = new Reading(columns);
    const top: Unit = { at: { line: 1, column: 1 }, entries: undefined, below: new Map() };
    try {
        const [first, ...rows] = rowsOf(text, library);
        if (first === undefined) {
            reading.refuse(CATALOGUE.CVG206.says.emptyCsv(), top.at);
            return { root: undefined, problems: reading.problems };
        }
        if (rows.length === 0) {
            reading.refuse(CATALOGUE.CVG206.says.noRows(), top.at);
            return { root: undefined, problems: reading.problems };
        }
        const header = reading.header(first);
        for (const row of rows) {
            const unit = header.includes("tenant") ? reading.row(header, row) : undefined;
            if (unit !== undefined) reading.add(top, unit);
        }
    } catch (error) {
        if (!(error instanceof library.CsvError)) throw error;
        const line = typeof error.lines === "number" ? error.lines : 1;
        reading.refuse(CATALOGUE.CVG206.says.notCsv({ problem: error.message }), { line, column: 1 });
        return { root: undefined, problems: reading.problems };
    }
    return { root: asMap(top, 0), problems: reading.problems };
}
