/** A number that another project gives up in the same run is waited for, however short the time in which that is known. */
import { setTimeout as wait } from "node:timers/promises";
import { NumberReleases } from "../../../provider/definition/phase/number-releases.js";
import { CvgError } from "../../../provider/errors/index.js";
import type { Level, RawBody } from "../../../provider/gateway/index.js";
import { GatewayError } from "../../../provider/gateway/transport/gateway-error.js";
import { onceReleased } from "../../../provider/resources/unit/write/number-handover.js";

const NUMBER = "+4989200001";
const phase = () => ({ numbers: new NumberReleases(), settings: { ifExists: "fail", timeoutSeconds: 30 } as const });
const taken = (): GatewayError =>
    new GatewayError("CVG305", "project: it is on another active project", "Take it from there first.", {
        status: 409,
        code: "NUMBER_TAKEN",
        fields: ["platformNumbers"],
        description: "",
    });

/** A gateway at which the number is taken until it is said to be free. */
function gateway() {
    let free = false;
    let writes = 0;
    return {
        release: () => {
            free = true;
        },
        write: async () => {
            writes += 1;
            if (!free) throw taken();
            return writes;
        },
    };
}

const change = { before: [], after: [NUMBER] };
const nothing = { change: () => Promise.reject(new Error("no other unit is written")) };

test("one that is announced and given up while the other write looks away is taken", async () => {
    const [run, { release, write }] = [phase(), gateway()];
    const written = onceReleased({ phase: run, gateway: nothing }, change, write);
    await wait(20);
    run.numbers.announce([NUMBER]);
    release();
    run.numbers.released([NUMBER]);
    await expect(written).resolves.toBe(2);
});

test("one that nobody gives up is refused after a while, without another write", async () => {
    let writes = 0;
    const write = async () => {
        writes += 1;
        throw taken();
    };
    await expect(onceReleased({ phase: phase(), gateway: nothing }, change, write)).rejects.toThrow("CVG305");
    expect(writes).toBe(1);
});

describe("where it is known who gives a number up", () => {
    /** Projects at a gateway, by token: their numbers. */
    function projects(held: Record<string, readonly string[]>, hides: readonly string[] = []) {
        const owns = new Map(Object.entries(held));
        return {
            owns,
            gateway: {
                change: async (_level: Level, token: string, edit: (body: RawBody) => RawBody) => {
                    if (hides.includes(token)) throw new CvgError("CVG307", "a secret is hidden", "Declare it.");
                    const before = { platformNumbers: owns.get(token) };
                    const { platformNumbers } = edit(before);
                    owns.set(token, Array.isArray(platformNumbers) ? platformNumbers.map(String) : []);
                    return { written: true as const, before, after: { platformNumbers } };
                },
            },
            write: (token: string, numbers: readonly string[]) => async () => {
                const others = [...owns].filter(([other]) => other !== token).flatMap(([, theirs]) => theirs);
                if (numbers.some((number) => others.includes(number))) throw taken();
                owns.set(token, numbers);
            },
        };
    }
    const OTHERS = "+4989200009";

    test("what was taken for a write that fails in the end goes back", async () => {
        const [run, there] = [phase(), projects({ giver: [NUMBER, "+4989200002"], stranger: [OTHERS] })];
        run.numbers.heldBy("giver", [NUMBER]);
        const after = [NUMBER, OTHERS];
        const written = onceReleased({ phase: run, gateway: there.gateway }, { before: [], after }, there.write("getter", after));
        await expect(written).rejects.toThrow("it is on another active project");
        expect(there.owns.get("giver")?.toSorted()).toEqual([NUMBER, "+4989200002"]);
        expect(run.numbers.holdersOf([NUMBER]).get("giver")).toEqual([NUMBER]);
    });

    test("it does not go back where the giver was written since, or hides a secret by now: then it is said that it is on no project", async () => {
        const hides: string[] = [];
        for (const happens of [(run: ReturnType<typeof phase>) => run.numbers.released([NUMBER]), () => hides.push("giver")]) {
            hides.length = 0;
            const [run, there] = [phase(), projects({ giver: [NUMBER], stranger: [OTHERS] }, hides)];
            run.numbers.heldBy("giver", [NUMBER]);
            let writes = 0;
            const write = async () => {
                writes += 1;
                if (writes === 2) happens(run);
                throw taken();
            };
            const written = onceReleased({ phase: run, gateway: there.gateway }, { before: [], after: [NUMBER, OTHERS] }, write);
            await expect(written).rejects.toThrow(/^CVG305 .* \+4989200001 of another project .* they may be on no project now/);
            expect(there.owns.get("giver")).toEqual([]);
        }
    });

    const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `+49892000${10 + index}`);

    test("each of twelve in a chain, written one at a time from the wrong end, gets its number at once", async () => {
        const all = numbers(13);
        const held = Object.fromEntries(all.map((number, index) => [`t-${index}`, [number]]));
        const [run, { owns, gateway, write }] = [phase(), projects(held)];
        for (const [index, number] of all.entries()) run.numbers.heldBy(`t-${index}`, [number]);
        for (let index = 0; index < 12; index += 1) {
            const [before, after] = [[all[index] ?? ""], [all[index + 1] ?? ""]];
            await onceReleased({ phase: run, gateway }, { before, after }, write(`t-${index}`, after));
        }
        await onceReleased({ phase: run, gateway }, { before: [all[12] ?? ""], after: [] }, write("t-12", []));
        expect([...owns.values()]).toEqual([...all.slice(1).map((number) => [number]), []]);
    });

    test("two exchange theirs, one after the other", async () => {
        const [one = "", other = ""] = numbers(2);
        const [run, { owns, gateway, write }] = [phase(), projects({ a: [one], b: [other] })];
        run.numbers.heldBy("a", [one]);
        run.numbers.heldBy("b", [other]);
        await onceReleased({ phase: run, gateway }, { before: [one], after: [other] }, write("a", [other]));
        await onceReleased({ phase: run, gateway }, { before: [other], after: [one] }, write("b", [one]));
        expect(Object.fromEntries(owns)).toEqual({ a: [other], b: [one] });
    });

    test("it is taken as soon as that is known, although the write began before", async () => {
        const [run, { owns, gateway, write }] = [phase(), projects({ a: [NUMBER], b: [] })];
        const written = onceReleased({ phase: run, gateway }, { before: [], after: [NUMBER] }, write("b", [NUMBER]));
        await wait(300);
        run.numbers.heldBy("a", [NUMBER]);
        await written;
        expect(owns.get("b")).toEqual([NUMBER]);
    });

    test("it is waited for where the other cannot be written on the way, and it keeps the rest of its numbers", async () => {
        const [one = "", kept = ""] = numbers(2);
        const [run, { owns, gateway, write }] = [phase(), projects({ a: [one, kept], b: [] }, ["a"])];
        run.numbers.heldBy("a", [one]);
        const written = onceReleased({ phase: run, gateway }, { before: [], after: [one] }, write("b", [one]));
        await wait(300);
        await onceReleased({ phase: run, gateway }, { before: [one, kept], after: [kept] }, write("a", [kept]));
        await written;
        expect(Object.fromEntries(owns)).toEqual({ a: [kept], b: [one] });
    });
});
