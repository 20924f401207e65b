/** The last result as a page of docs/. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Result {
    readonly seed: number;
    readonly seconds: number;
    /** While clients were writing. */
    readonly kills: number;
    readonly killsAtStart: number;
    readonly killsAtPurge: number;
    readonly writers: number;
    /** Writes that were answered, refusals included. */
    readonly answered: number;
    readonly refused: number;
    readonly rivalWrites: number;
    /** Writes that were under way when the gateway died, and were found done, or not done. */
    readonly inDoubtDone: number;
    readonly inDoubtNotDone: number;
    readonly purges: number;
    /** Units that were read back, over all restarts. */
    readonly unitsRead: number;
}

const count = (number: number): string => number.toLocaleString("en");

export function pageOf(result: Result): string {
    const rows: readonly (readonly [string, string])[] = [
        ["kills while clients were writing", count(result.kills)],
        ["kills while the gateway started", count(result.killsAtStart)],
        ["kills while the clock was moved and units were purged", count(result.killsAtPurge)],
        ["writes that were answered", count(result.answered)],
        ["of those refused, because another project had the number", count(result.refused)],
        ["answered writes of the one unit that three clients write at once", count(result.rivalWrites)],
        ["writes under way at a kill that were found done, whole", count(result.inDoubtDone)],
        ["writes under way at a kill that were found not done at all", count(result.inDoubtNotDone)],
        ["purges", count(result.purges)],
        ["units read back after restarts", count(result.unitsRead)],
        ["duration", `${Math.round(result.seconds)} s`],
        ["seed", String(result.seed)],
    ];
    return `${[
        "# Soak: the embedded gateway is killed",
        "<!-- Written by `npm run soak`. Do not edit. -->",
        `\`cvg sandbox --data FILE\` is killed with SIGKILL at random moments while ${result.writers} clients create, update, delete, restore and move units of their own, ` +
            "and three more write one unit of all. Deletions, restores and tightened periods reach all units below, so that one write is many rows; bodies have up to 40 KB. " +
            "After each death the file is looked at, the gateway is started on it again, and everything is read back.",
        "**Nothing was lost and nothing was torn** in the last run:",
        ["| what | count |", "| --- | --- |", ...rows.map(([what, number]) => `| ${what} | ${number} |`)].join("\n"),
        "Checked after each kill:",
        [
            "every write that was answered is there, whole: name, settings, numbers, place, activity and every field of the body, of every unit, over HTTP;",
            "a write that was under way is there with all that it changes, or not at all;",
            "of the unit that three clients write, no write is there that had been overtaken by one that was answered;",
            "moving the clock by 91 days purges all inactive units or none;",
            "`PRAGMA integrity_check` and `foreign_key_check` pass on the file as the death left it, and lineage, numbers and activity in it agree;",
            "reseller token, client secret and switches are what they were, and an access token of before is still good.",
        ]
            .map((line) => `- ${line}`)
            .join("\n"),
        "What is killed is the process, not the machine: what the operating system had taken is still there. Against the loss of power SQLite's `synchronous = FULL` stands, and is not tried here.",
        "`CVG_SOAK_SEED` repeats the choices of a run, `CVG_SOAK_KILLS` makes a shorter one, which does not write this page.",
    ].join("\n\n")}\n`;
}

export function writePage(result: Result): void {
    writeFileSync(join(__dirname, "../../../docs/soak.md"), pageOf(result));
}
