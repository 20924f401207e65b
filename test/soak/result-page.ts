/** A page of docs/ with a table of what was seen to work. A run of all rows writes it, or one of some: rows of others stay. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DOCS = join(__dirname, "../../docs");

export interface ResultPage {
    /** Writes the row of a test that passed, in its place, with today's date. */
    passed(...cells: readonly string[]): void;
}

/** @param head everything up to the table's first row · @param keys so many cells tell a row from the others */
export function resultPage(name: string, head: string, keys: number): ResultPage {
    const file = join(DOCS, name);
    const keyOf = (row: string): string => row.split(" | ").slice(0, keys).join(" | ");
    const [titles = ""] = head.split("\n").filter((line) => line.startsWith("| "));
    return {
        passed(...cells) {
            const row = `| ${[...cells, new Date().toISOString().slice(0, 10)].join(" | ")} |`;
            const before = existsSync(file) ? readFileSync(file, "utf8") : "";
            const known = before.split("\n").filter((line) => line.startsWith("| ") && line !== titles && !line.startsWith("| ---"));
            const all = new Map([...known.map((each): [string, string] => [keyOf(each), each]), [keyOf(row), row]]);
            writeFileSync(file, `${head}${[...all.values()].join("\n")}\n`);
        },
    };
}
