/** What a run came to, for people, for programs, and as an exit code. */
import type { Row, State } from "./board.ts";

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
const MOST_NAMES = 5;
const listed = (names: readonly string[]): string =>
    names.length <= MOST_NAMES ? names.join(", ") : `${names.slice(0, MOST_NAMES).join(", ")} and ${names.length - MOST_NAMES} more`;

const hasChanges = ({ outcome }: Row): boolean => Object.keys(outcome?.changes ?? {}).length > 0;

/** 0: all is done. 1: something failed, or is left. 2: rules refuse something, and nothing else is wrong. */
export function exitCode(rows: readonly Row[]): 0 | 1 | 2 {
    if (rows.some(({ state }) => state === "failed" || state === "waiting" || state === "running")) return 1;
    return rows.some(({ state }) => state === "refused") ? 2 : 0;
}

export function summaryJson(run: string, rows: readonly Row[], left: readonly string[]): string {
    return JSON.stringify({ run, exitCode: exitCode(rows), left, stacks: rows }, undefined, 4);
}

function problems(rows: readonly Row[], state: State, title: string): readonly string[] {
    const of = rows.filter((row) => row.state === state);
    const lines = of.map(({ stack, outcome }) => `  ${stack}: ${(outcome?.problem ?? "").replaceAll("\n", "\n    ")}`);
    return of.length === 0 ? [] : [`${title}:`, ...lines];
}

/** Messages of one code together: how often, and at whose stacks. */
function toldAbout(rows: readonly Row[]): readonly string[] {
    const byCode = new Map<string, { count: number; first: string; stacks: Set<string> }>();
    for (const { stack, outcome } of rows)
        for (const text of outcome?.told ?? []) {
            const code = text.slice(0, 6);
            const known = byCode.get(code) ?? { count: 0, first: text, stacks: new Set<string>() };
            known.count += 1;
            byCode.set(code, { ...known, stacks: known.stacks.add(stack) });
        }
    const lines = [...byCode]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(
            ([, { count, first, stacks }]) =>
                `  ${first}${count === 1 ? "" : ` (and ${count - 1} more of ${first.slice(0, 6)}, in ${listed([...stacks])})`}`,
        );
    return lines.length === 0 ? [] : ["what was said about people's data:", ...lines];
}

function changes(rows: readonly Row[]): string {
    const sums = new Map<string, number>();
    for (const { outcome } of rows)
        for (const [op, count] of Object.entries(outcome?.changes ?? {})) sums.set(op, (sums.get(op) ?? 0) + count);
    return sums.size === 0 ? "no unit changed" : [...sums].map(([op, count]) => `${op} ${counted(count, "unit")}`).join(", ");
}

/** @param left stacks that are no longer in the file, and were left alone */
export function summary(run: string, rows: readonly Row[], left: readonly string[]): string {
    const count = (state: State) => rows.filter((row) => row.state === state).length;
    const done = rows.filter(({ state }) => state === "done");
    const open = count("waiting") + count("running");
    return [
        `run ${run}: ${counted(rows.length, "stack")}: ${done.length} done (${done.filter(hasChanges).length} with changes), ${count("unchanged")} as the last up left them, ` +
            `${count("refused")} refused, ${count("failed")} failed${open === 0 ? "" : `, ${open} left: go on with --run ${run}`}`,
        changes(rows),
        ...problems(rows, "refused", "refused, and nothing was written there"),
        ...problems(rows, "failed", "failed"),
        ...toldAbout(rows),
        ...(left.length === 0
            ? []
            : [`no longer in the file, and left as they are (--delete takes their units out of use): ${listed(left)}`]),
    ].join("\n");
}
