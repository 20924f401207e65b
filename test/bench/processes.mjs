// What the processes of a command take: the most memory that they ever held (VmHWM), and processor time, as Linux counts it. Elsewhere nothing is
// known.
import { readdirSync, readFileSync } from "node:fs";

const LOOKS_MS = 250;
/** Processor time is what it was when a process was last looked at; what it takes afterwards is lost. */
const TIMES_MS = 20;
/** Of /proc; the same on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** What the command lines of the SDK's processes hold. */
const ROLES = {
    provider: /cmd\/dynamic-provider|pulumi-resource-cvg|terraform-provider-/,
    program: /cmd\/run|pulumi-language-yaml/,
};

function read(pid, file) {
    try {
        return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
        return "";
    }
}

const peak = (pid) => Number(/VmHWM:\s+(\d+) kB/.exec(read(pid, "status"))?.[1] ?? 0) * 1024;
const processes = () => readdirSync("/proc").map(Number).filter(Number.isInteger);

/** User and system time; the fields behind the name, which may hold anything. */
function secondsOf(pid) {
    const fields = read(pid, "stat").split(") ").at(-1).split(" ");
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_A_SECOND;
}

/** Watches a command and what it starts, recognized by a mark in the environment. `stop` answers bytes and seconds by role. */
export function watchProcesses(cli, mark) {
    const roles = new Map([[cli, "cli"]]);
    const [peaks, processor] = [{}, new Map()];
    const look = () => {
        for (const pid of processes()) {
            const command = roles.has(pid) ? "" : read(pid, "cmdline");
            const found = Object.keys(ROLES).find((role) => ROLES[role].test(command));
            if (found !== undefined && read(pid, "environ").includes(mark)) roles.set(pid, found);
        }
        for (const [pid, role] of roles) peaks[role] = Math.max(peaks[role] ?? 0, peak(pid));
    };
    const time = () => {
        for (const pid of roles.keys()) processor.set(pid, Math.max(processor.get(pid) ?? 0, secondsOf(pid)));
    };
    const timers = process.platform === "linux" ? [setInterval(look, LOOKS_MS), setInterval(time, TIMES_MS)] : [];
    return {
        stop() {
            for (const timer of timers) clearInterval(timer);
            const byRole = {};
            for (const [pid, seconds] of processor) byRole[roles.get(pid)] = (byRole[roles.get(pid)] ?? 0) + seconds;
            return { peaks, processor: byRole };
        },
    };
}
