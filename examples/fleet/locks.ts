/** The engine's locks: whose one is, and whether it was left by a worker that is gone. */
import { readFileSync, readlinkSync } from "node:fs";
import { z } from "zod";

/** A worker that had a stack and has it no more: where it ran, and from when to when the stack was its own. */
export const Before = z.object({ host: z.string(), machine: z.string(), since: z.coerce.date(), until: z.coerce.date() });
export type Before = z.infer<typeof Before>;

/** For how long somebody else's lock is waited for; and after which one that a worker left on another machine is taken away. */
export const PATIENCE_SECONDS = Number(process.env.FLEET_LOCK_SECONDS ?? 60);

/** So far the clocks of a machine and of the database may differ. Milliseconds. */
const CLOCKS = 60_000;

function read<T>(what: () => T): T | undefined {
    try {
        return what();
    } catch {
        return undefined;
    }
}

/** This machine since it was started, and this container in it: where a number means one process. Empty where the system does not tell (it is Linux that does). */
export const machine: string =
    read(() => `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`) ?? "";

export interface Lock {
    readonly user: string;
    readonly host: string;
    readonly pid: number;
    readonly since: Date;
}

/** The engine tells who has locked a stack in the text of its error only. */
export function lockIn(text: string): Lock | undefined {
    const [, user = "", host = "", pid = "", since = ""] = /created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/.exec(text) ?? [];
    return host === "" ? undefined : { user, host, pid: Number(pid), since: new Date(since) };
}

/** When a process of this machine was started. Undefined: there is none, or it cannot be seen. */
function startOf(pid: number): number | undefined {
    return read(() => {
        // The name of the program, in brackets, may have anything in it.
        const ticks = Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19]);
        const boot = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]);
        return boot * 1000 + ticks * 10;
    });
}

function isThere(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error instanceof Error && "code" in error && error.code === "EPERM";
    }
}

/** On this machine. Undefined: cannot be told. */
function isHeld({ pid, since }: Lock): boolean | undefined {
    if (!isThere(pid)) return false;
    const start = startOf(pid);
    // A process that is younger than the lock has the number of the one that took it. The kernel tells the time of its start in whole seconds.
    return start === undefined ? undefined : start < since.getTime() + 2000;
}

/**
 * Whether nobody holds the lock any more. An engine ends with its worker, so one that the board has taken a stack from has left its lock: it was taken on that worker's host while the stack was
 * its own. On this machine the process is looked up, and one that still runs is never put out; elsewhere the lock is waited for first. A host's name alone says nothing: hosted runners share
 * theirs. Whoever else has locked the stack, a person at the command line say, is never put out.
 */
export function isLeft(lock: Lock, before: readonly Before[], waitedSeconds: number): boolean {
    const [at, host] = [lock.since.getTime(), lock.host];
    const owners = before.filter(
        (each) => each.host === host && at >= each.since.getTime() - CLOCKS && at <= each.until.getTime() + CLOCKS,
    );
    if (owners.length === 0) return false;
    const isHere = machine !== "" && owners.some((each) => each.machine === machine);
    const held = isHere ? isHeld(lock) : undefined;
    // Two machines of one name may both have had it.
    const isOnlyHere = isHere && owners.every((each) => each.machine === machine);
    if (isOnlyHere && held === false) return true;
    return held !== true && waitedSeconds >= PATIENCE_SECONDS;
}
