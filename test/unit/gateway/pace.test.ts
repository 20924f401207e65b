/** How the pace finds the limit of a gateway by what it refuses: a bucket of tokens, in simulated time. */
import { createPace } from "../../../provider/gateway/transport/pace.js";

interface Bucket {
    readonly perSecond: number;
    readonly burst: number;
    /** How long a refusal asks to wait; undefined: it does not say, and half a second is waited. */
    readonly retryAfter?: number;
}

/** Sends so many requests one after the other. */
async function send(requests: number, fastest: number, limitAt: (now: number) => Bucket) {
    let now = 1_000_000;
    const clock = {
        now: () => now,
        random: () => 0,
        sleep: async (milliseconds: number) => {
            now += milliseconds;
        },
    };
    const pace = createPace(fastest, clock, new AbortController().signal);
    let [left, since, refused, done] = [limitAt(now).burst, now, 0, 0];
    const started = now;
    const refusedAt: number[] = [];
    while (done < requests) {
        await pace.turn();
        const { perSecond, burst, retryAfter = 500 } = limitAt(now);
        left = Math.min(burst, left + ((now - since) / 1000) * perSecond);
        since = now;
        const sentAt = now;
        now += 2;
        if (left >= 1) {
            left -= 1;
            done += 1;
            pace.took();
        } else {
            refused += 1;
            refusedAt.push(now - started);
            pace.refused(sentAt);
            pace.pause(retryAfter);
        }
    }
    return { refused, seconds: (now - started) / 1000, rate: pace.rate(), refusedAt };
}
const always = (bucket: Bucket) => () => bucket;

test("below the limit nothing is refused, and the time is what the pace allows", async () => {
    const { refused, seconds } = await send(300, 20, always({ perSecond: 50, burst: 10, retryAfter: 1000 }));
    expect(refused).toBe(0);
    expect(seconds).toBeLessThan((300 / 20) * 1.02);
});

test("at the limit itself nothing is refused", async () => {
    for (const perSecond of [5, 20, 50]) expect((await send(300, perSecond, always({ perSecond, burst: 2 }))).refused).toBe(0);
});

test.each([
    [20, 5, 10, 3],
    [20, 10, 5, 3],
    [100, 50, 10, 3],
    [1000, 7, 100, 10],
    // One at a time: no two refusals have enough between them to show the limit.
    [20, 5, 1, 10],
])(
    "from %d a limit of %d (burst %d) is found with %d refusals at most, and hardly anything is lost",
    async (fastest, perSecond, burst, most) => {
        const requests = 954;
        const { refused, seconds, rate } = await send(requests, fastest, always({ perSecond, burst, retryAfter: 1000 }));
        expect(refused).toBeLessThanOrEqual(most);
        expect(refused / requests).toBeLessThan(0.05);
        expect(seconds).toBeLessThan((requests / perSecond) * 1.15 + 2);
        expect(rate).toBeLessThan(perSecond * 1.3);
    },
);

test("a limit that is lifted is noticed, and the pace comes back", async () => {
    const { rate } = await send(6000, 20, (now) =>
        now < 1_000_000 + 30_000 ? { perSecond: 5, burst: 5 } : { perSecond: 1000, burst: 1000 },
    );
    expect(rate).toBe(20);
});

test("what was sent before the last slowing slows no further", async () => {
    const clock = { now: () => 1000, random: () => 0, sleep: async () => undefined };
    const pace = createPace(100, clock, new AbortController().signal);
    for (let late = 0; late < 10; late += 1) pace.refused(900);
    expect(pace.rate()).toBe(50);
});

test("a clock that is set back does not hold anything up", async () => {
    let now = 10_000_000;
    const slept: number[] = [];
    const clock = { now: () => now, random: () => 0, sleep: async (milliseconds: number) => void slept.push(milliseconds) };
    const pace = createPace(10, clock, new AbortController().signal);
    await pace.turn();
    await pace.turn();
    now -= 3_600_000;
    await pace.turn();
    expect(Math.max(0, ...slept)).toBeLessThanOrEqual(100);
});
