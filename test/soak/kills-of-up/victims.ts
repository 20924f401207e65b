/** Which processes of a run are killed, and how they are found: only those of this run, by the mark in their environment. */
import { readFileSync } from "node:fs";

export const VICTIMS = ["the command line", "the provider", "both"] as const;
export type Victim = (typeof VICTIMS)[number];

const isProvider = (pid: number): boolean => {
    try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dynamic-provider");
    } catch {
        return false;
    }
};

/** Kills at once. @returns whether something was there to be killed */
export function kill(victim: Victim, commandLine: number, ofThisRun: readonly number[]): boolean {
    const providers = victim === "the command line" ? [] : ofThisRun.filter(isProvider);
    const pids = [...(victim === "the provider" ? [] : [commandLine]), ...providers];
    return pids.map(end).some((ended) => ended) && (victim !== "the provider" || providers.length > 0);
}

function end(pid: number): boolean {
    try {
        process.kill(pid, "SIGKILL");
        return true;
    } catch {
        return false;
    }
}
