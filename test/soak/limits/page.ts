/** The measured table of docs/limits.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PAGE = join(__dirname, "../../../docs/limits.md");
/** What was run, what is configured and what is taken: the first three columns. */
const KEY = /^(\|[^|]*){3}\|/;

/** Each row takes the place of the one that has the same first columns. */
export function writeRows(rows: readonly string[]): void {
    const lines = readFileSync(PAGE, "utf8").split("\n");
    for (const row of rows) {
        const [key = ""] = KEY.exec(row) ?? [];
        const at = lines.findIndex((line) => line.startsWith(key));
        if (at === -1) throw new Error(`docs/limits.md has no row ${key}`);
        lines[at] = row;
    }
    writeFileSync(PAGE, lines.join("\n"));
}
