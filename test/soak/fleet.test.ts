/**
 * A fleet under a limit: how long its stacks take against what the limit allows, with one worker, two and four, and with one of four killed. `CVG_FLEET=40@10` has 40 stacks under 10 requests
 * a second instead of 200 under 50: a machine has to have the cores to feed a limit, about four seconds of processor time a stack.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type FleetPlace, openFleetPlace } from "../harness/fleet-place.js";
import { fleetOf, UNITS_OF_A_STACK } from "./fleet/tenants.js";
import { measured } from "./limits/measured.js";
import { writeRows } from "./limits/page.js";

const [STACKS = 200, LIMIT = 50] = (process.env.CVG_FLEET ?? "200@50").split("@").map(Number);
/** Requests that the gateway takes at once. */
const BURST = 10;
/** Time against the arithmetic, with four workers. */
const RATIO = 1.15;

const Log = z.looseObject({ requests: z.array(z.looseObject({ at: z.iso.datetime(), status: z.number() })) });

/** Answers 429 that came later than a second after the first request. */
async function refusedLater({ console }: FleetPlace): Promise<number> {
    const { requests } = Log.parse(await console.control("GET", "/requests"));
    const first = Math.min(...requests.map(({ at }) => Date.parse(at)));
    return requests.filter(({ at, status }) => status === 429 && Date.parse(at) > first + 1000).length;
}

/** Processor time of all processes that this one has started and that have ended. Seconds. */
function processorSeconds(): number {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function place(): Promise<FleetPlace> {
    const opened = await openFleetPlace({ CVG_MAX_REQUESTS_PER_SECOND: `${LIMIT}`, FLEET_LEASE_SECONDS: "30" }, 3500);
    opened.write(fleetOf(STACKS));
    await opened.console.control("POST", "/limits", { requestsPerSecond: LIMIT, burst: BURST });
    await opened.console.control("DELETE", "/requests");
    return opened;
}

/** Every unit is there, once, and every stack is done. */
async function wholeAndOnce({ console, summary }: FleetPlace, run: string): Promise<void> {
    const { stacks, exitCode } = await summary(["summary", "--run", run]);
    expect(stacks.filter(({ state }) => state !== "done")).toEqual([]);
    expect([exitCode, stacks.length]).toEqual([0, STACKS]);
    await console.control("POST", "/limits", { requestsPerSecond: null });
    const units = (await console.everyUnit()).filter(({ level }) => level !== "reseller");
    expect([units.length, new Set(units.map(({ token }) => token)).size]).toEqual([STACKS * UNITS_OF_A_STACK, STACKS * UNITS_OF_A_STACK]);
}

async function row(fleet: FleetPlace, what: string, processor: number): Promise<{ readonly ratio: number; readonly later: number }> {
    const { calls, refused, seconds, ratio } = await measured(fleet.console, LIMIT);
    const later = await refusedLater(fleet);
    writeRows([
        `| ${what} | ${STACKS} | ${LIMIT} | ${calls} | ${refused} | ${seconds.toFixed(0)} s | ${ratio.toFixed(2)} | ${(processor / STACKS).toFixed(1)} s |`,
    ]);
    return { ratio, later };
}

test.each([1, 2, 4])("workers: %i", async (workers) => {
    const fleet = await place();
    try {
        const before = processorSeconds();
        const { code, stderr } = await fleet.run(["up", "--run", "all", "--workers", `${workers}`]);
        expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
        const { ratio, later } = await row(fleet, `${workers} worker${workers === 1 ? "" : "s"}`, processorSeconds() - before);
        await wholeAndOnce(fleet, "all");
        expect(later).toBe(0);
        if (workers === 4) expect(ratio).toBeLessThanOrEqual(RATIO);
    } finally {
        await fleet.close();
    }
});

test("one of four workers is killed in the middle: the others finish its stack, and no unit is made twice", async () => {
    const fleet = await place();
    try {
        const before = processorSeconds();
        expect((await fleet.run(["begin", "up", "--run", "killed"])).code).toBe(0);
        const work = ["worker", "--run", "killed"];
        const middle = async () => {
            while ((await fleet.console.writes()) < (STACKS * UNITS_OF_A_STACK) / 2)
                await new Promise((resolve) => setTimeout(resolve, 200));
        };
        const killed = fleet.run(work, (child) => void middle().then(() => child.kill("SIGKILL")));
        const others = await Promise.all([fleet.run(work), fleet.run(work), fleet.run(work)]);
        expect((await killed).signal).toBe("SIGKILL");
        const told = others.map(({ stderr }) => stderr).join("");
        expect(told.match(/^.*, begun by a worker that is gone$/gm) ?? told).toEqual([expect.stringMatching(/^t\d+: done in /)]);
        const { later } = await row(fleet, "4 workers, one killed in the middle", processorSeconds() - before);
        await wholeAndOnce(fleet, "killed");
        expect(later).toBe(0);
    } finally {
        await fleet.close();
    }
});
