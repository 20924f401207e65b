// The most memory that the processes of a command ever held, as Linux counts it (VmHWM). Elsewhere nothing is known.
import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 250;

/** What the command lines of the SDK's processes hold. */
const ROLES = { provider: "cmd/dynamic-provider", program: "cmd/run" };

function read(pid, file) {
    try {
        return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
        return "";
    }
}

const peak = (pid) => Number(/VmHWM:\s+(\d+) kB/.exec(read(pid, "status"))?.[1] ?? 0) * 1024;
const processes = () => readdirSync("/proc").map(Number).filter(Number.isInteger);

/** Watches a command and what it starts, recognized by a mark in the environment. `stop` answers bytes by role. */
export function watchMemory(cli, mark) {
    const roles = new Map([[cli, "cli"]]);
    const peaks = {};
    const look = () => {
        for (const pid of processes()) {
            const command = roles.has(pid) ? "" : read(pid, "cmdline");
            const found = Object.keys(ROLES).find((role) => command.includes(ROLES[role]));
            if (found !== undefined && read(pid, "environ").includes(mark)) roles.set(pid, found);
        }
        for (const [pid, role] of roles) peaks[role] = Math.max(peaks[role] ?? 0, peak(pid));
    };
    const timer = process.platform === "linux" ? setInterval(look, EVERY_MS) : undefined;
    return {
        stop() {
            clearInterval(timer);
            return peaks;
        },
    };
}
