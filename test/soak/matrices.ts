/** docs/matrices.md: what the last soak of each matrix found. A section is written only by a run in which everything passed. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PAGE = join(__dirname, "../../docs/matrices.md");

export interface Soaked {
    /** One more test has passed, and so many cases in it. */
    add(cases: number): void;
    /** Writes the row of the page after the last test, if as many tests have passed as there are. */
    write(tests: number, line: (cases: string) => string): void;
}

export function soaked(section: string): Soaked {
    const started = Date.now();
    const passed: number[] = [];
    return {
        add: (cases) => void passed.push(cases),
        write: (tests, line) =>
            afterAll(() => {
                if (passed.length !== tests) return;
                const cases = passed.reduce((sum, each) => sum + each, 0);
                const minutes = Math.ceil((Date.now() - started) / 60_000);
                const day = new Date().toISOString().slice(0, 10);
                replaceRow(section, `| ${section} | ${line(cases.toLocaleString("en"))} | ${day} | ${minutes} min |`);
            }),
    };
}

/** Rows of other matrices stay, in the order of the page. */
function replaceRow(section: string, row: string): void {
    const lines = readFileSync(PAGE, "utf8").split("\n");
    const at = lines.findIndex((line) => line.startsWith(`| ${section} |`));
    if (at === -1) throw new Error(`docs/matrices.md has no row "${section}"`);
    lines[at] = row;
    writeFileSync(PAGE, lines.join("\n"));
}
