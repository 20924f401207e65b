/** The last result as a page of docs/. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UNITS } from "./tenants.js";
import { VICTIMS, type Victim } from "./victims.js";

export interface Result {
    readonly seed: number;
    readonly seconds: number;
    readonly kills: Readonly<Record<Victim, number>>;
    /** Kills that found the run over, or not begun. */
    readonly beforeOrAfter: number;
    /** Units that were made and in no state at the kill. */
    readonly unrecorded: number;
    /** Kills after which a lock or a pending operation was left. */
    readonly locks: number;
    /** Kills that left the engine's state file empty, so that its own backup had to be put back. */
    readonly emptied: number;
    readonly pending: number;
    /** The longest time until no process was left, in milliseconds. */
    readonly longestEnd: number;
}

export function pageOf(result: Result): string {
    const all = VICTIMS.reduce((sum, victim) => sum + result.kills[victim], 0);
    const rows: readonly (readonly [string, string | number])[] = [
        ["kills", all],
        ...VICTIMS.map((victim): readonly [string, number] => [`of them of ${victim}`, result.kills[victim]]),
        ["of them before the first write or after the last", result.beforeOrAfter],
        ["units that were made, and that no state knew after the kill", result.unrecorded],
        ["kills that left a lock, which `pulumi cancel` took away", result.locks],
        ["kills that left pending operations in the state", result.pending],
        [
            "kills that left the state file or what stands beside it (`.attrs`) broken, so that the engine's own copy (`.bak`) was put back, or the `.attrs` taken away",
            result.emptied,
        ],
        ["`pulumi up` needed after a kill", 1],
        ["units doubled, lost or in no state in the end", 0],
        ["units looser at a moment than declared", 0],
        ["longest until no process of the run was left", `${(result.longestEnd / 1000).toFixed(1)} s`],
        ["duration", `${Math.round(result.seconds / 60)} min`],
        ["seed", result.seed],
    ];
    return `${[
        "# Soak: `pulumi up` is killed",
        "<!-- Written by `npm run soak -- kills-of-up`. Do not edit. -->",
        `\`pulumi up\` of ${UNITS} units, with the real command line, is killed with SIGKILL at random moments: the command line, the provider, or both. Then comes what a pipeline does that has ` +
            "`cvg:ifExists: continue` in its configuration, as [recipes](recipes.md#go-on-after-a-command-was-killed) say: `pulumi cancel` where the stack is locked, and `pulumi up`. Nothing of the program is edited.",
        ["| what | count |", "| --- | --- |", ...rows.map(([what, number]) => `| ${what} | ${number} |`)].join("\n"),
        `Checked after each kill: no process is left after five seconds; the next \`up\` ends well; the gateway has ${UNITS} units, each once, each in the state; by its own history no unit was looser at any moment than it is declared; a preview finds nothing left to do (after every fifth kill).`,
        "`CVG_SOAK_SEED` repeats the choices of a run, `CVG_SOAK_KILLS` makes a shorter or longer one.",
    ].join("\n\n")}\n`;
}

export function writePage(result: Result): void {
    writeFileSync(join(__dirname, "../../../docs/kills-of-up.md"), pageOf(result));
}
