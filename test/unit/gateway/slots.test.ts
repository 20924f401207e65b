/** Turns from a ledger that others ask too: by a clock that stands still until somebody waits. */
import { createSlots, type Ledger } from "../../../provider/gateway/transport/budget/slots.js";

const never = new AbortController().signal;

/** Everything that can run does so before time passes. */
function quickTime() {
    let now = 1000;
    return {
        now: () => now,
        sleep: async (milliseconds: number, signal?: AbortSignal) => {
            await new Promise((resolve) => setImmediate(resolve));
            signal?.throwIfAborted();
            now += milliseconds;
        },
        pass: (milliseconds: number) => {
            now += milliseconds;
        },
    };
}
type QuickTime = ReturnType<typeof quickTime>;

/** As the database keeps it; `others` is what others have taken in between, in milliseconds. */
function ledgerOf(time: QuickTime, { answersAfter = 0, others = 0 } = {}) {
    const asked: number[] = [];
    let next = 0;
    const ledger: Ledger = {
        reserve: async (count, interval) => {
            asked.push(count);
            const first = Math.max(next, time.now());
            next = first + count * interval + others;
            time.pass(answersAfter);
            return first - (time.now() - answersAfter);
        },
        hold: async (milliseconds) => {
            next = Math.max(next, time.now() + milliseconds);
        },
        close: async () => undefined,
    };
    return { ledger, asked };
}

async function turns(slots: ReturnType<typeof createSlots>, time: QuickTime, count: number): Promise<readonly number[]> {
    const times: number[] = [];
    await Promise.all(Array.from({ length: count }, () => slots.turn().then(() => times.push(time.now() - 1000))));
    return times;
}

test("turns come evenly, in the order of asking, and those that ask together are asked for together", async () => {
    const time = quickTime();
    const { ledger, asked } = ledgerOf(time);
    const slots = createSlots(ledger, 20, time, never);
    expect(await turns(slots, time, 6)).toEqual([0, 50, 100, 150, 200, 250]);
    expect(asked).toEqual([6]);
});

test("no more slots are taken than are waited for, and none for more than half a second", async () => {
    const time = quickTime();
    const { ledger, asked } = ledgerOf(time);
    const slots = createSlots(ledger, 10, time, never);
    expect(await turns(slots, time, 12)).toEqual(Array.from({ length: 12 }, (_, index) => index * 100));
    expect(asked).toEqual([5, 5, 2]);
    const slow = ledgerOf(time);
    const slowly = createSlots(slow.ledger, 0.5, time, never);
    await turns(slowly, time, 3);
    expect(slow.asked).toEqual([1, 1, 1]);
});

test("what others take comes between", async () => {
    const time = quickTime();
    const { ledger } = ledgerOf(time, { others: 1000 });
    expect(await turns(createSlots(ledger, 4, time, never), time, 4)).toEqual([0, 250, 1500, 1750]);
});

test("a slot is never used before its time where the ledger answers slowly", async () => {
    const time = quickTime();
    const { ledger } = ledgerOf(time, { answersAfter: 400 });
    const [first, second] = await turns(createSlots(ledger, 4, time, never), time, 2);
    expect([first, second]).toEqual([400, 650]);
});

test("a slot that was missed by more than three is not used later: nothing goes out in a burst", async () => {
    const time = quickTime();
    const { ledger, asked } = ledgerOf(time);
    const slots = createSlots(ledger, 20, time, never);
    const first = slots.turn().then(() => time.pass(1000));
    const rest = turns(slots, time, 5);
    await first;
    const [, ...times] = [0, ...(await rest)];
    // The four that were taken with the first have passed while nothing ran.
    expect(asked.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(6);
    for (const [at, each] of times.entries()) expect(each - (times[at - 1] ?? 0)).toBeGreaterThanOrEqual(50);
});

test("while the gateway asks to wait nobody's turn comes, and slots of that time are given back to nobody", async () => {
    const time = quickTime();
    const { ledger } = ledgerOf(time);
    const slots = createSlots(ledger, 10, time, never);
    const held = slots.turn().then(() => slots.hold(3000));
    const times = await turns(slots, time, 3);
    await held;
    expect(times).toEqual([3000, 3100, 3200]);
});

test("what the ledger says when it cannot answer is said to all that wait, and the next is asked for anew", async () => {
    const time = quickTime();
    const { ledger } = ledgerOf(time);
    const refusal = new Error("away");
    let away = true;
    const reserve: Ledger["reserve"] = (count, interval) => (away ? Promise.reject(refusal) : ledger.reserve(count, interval));
    const slots = createSlots({ ...ledger, reserve }, 10, time, never);
    const outcomes = await Promise.allSettled([slots.turn(), slots.turn()]);
    expect(outcomes).toEqual(Array.from({ length: 2 }, () => ({ status: "rejected", reason: refusal })));
    away = false;
    expect(await turns(slots, time, 2)).toEqual([0, 100]);
});

test("who is stopped hears of it at once, also while the ledger does not answer", async () => {
    const stop = new AbortController();
    const time = quickTime();
    const { ledger } = ledgerOf(time);
    const slots = createSlots({ ...ledger, reserve: () => new Promise(() => undefined) }, 10, time, stop.signal);
    const turn = slots.turn();
    await Promise.resolve();
    stop.abort(new Error("stopped"));
    await expect(turn).rejects.toThrow("stopped");
    await expect(slots.turn()).rejects.toThrow("stopped");
});
