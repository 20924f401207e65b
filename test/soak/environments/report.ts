/** docs/environments.md: where the packed package was seen to work. Written by a run of all rows, or of some: rows of others stay. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PAGE = join(__dirname, "../../../docs/environments.md");

const HEAD = `# Environments

<!-- The table is written by \`npm run soak -- environments\`, each row by a test that passed. -->

The packed package, installed into an empty folder outside of this repository by each package manager, with the real engine and the embedded gateway.
*Lives*: \`pulumi preview\`, \`up\`, a preview without changes, \`refresh\` and \`destroy\` ended well. A code is the message that says what to do there.

| installed by | program | with | result | last run |
| --- | --- | --- | --- | --- |
`;

const keyOf = (row: string): string => row.split(" | ").slice(0, 3).join(" | ");

/** Writes the row of a test that passed, in its place. */
export function passed(manager: string, program: string, environment: string, result: string): void {
    const day = new Date().toISOString().slice(0, 10);
    const row = `| ${manager} | ${program} | ${environment} | ${result} | ${day} |`;
    const before = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
    const known = before.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:installed by|---)/.test(line));
    const all = new Map([...known.map((each): [string, string] => [keyOf(each), each]), [keyOf(row), row]]);
    writeFileSync(PAGE, `${HEAD}${[...all.values()].join("\n")}\n`);
}
