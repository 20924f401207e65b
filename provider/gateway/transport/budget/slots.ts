/**
 * When requests go out where many processes share one limit. A ledger that all of them ask hands out slots: moments in a row, of which each is given
 * once. A slot that nobody uses has passed: so a process that dies takes nothing with it but what it had just been given.
 */

/** What all processes ask. */
export interface Ledger {
    /** Takes so many slots in a row, each so many milliseconds after the one before. Answers how many milliseconds from now the first is. */
    reserve(count: number, interval: number): Promise<number>;
    /** Nobody gets a slot within so many milliseconds. */
    hold(milliseconds: number): Promise<void>;
    close(): Promise<void>;
}

export interface Slots {
    /** Settles when the next request may go out, in the order of asking. Rejects with what the ledger says, or with the signal's reason. */
    turn(): Promise<void>;
    /** The gateway asked everybody to wait. */
    hold(milliseconds: number): void;
    close(): Promise<void>;
}

/** A clock that is never set, and a way to wait. Milliseconds. */
export interface Time {
    now(): number;
    /** Rejects when the signal aborts. */
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** How late a slot is used yet: milliseconds, or slots where these are longer. What is later would be sent in a burst with what follows. */
const LATE = 20;
const LATE_SLOTS = 3;
/** For how many seconds slots are taken at once, at most: what is lost when a process dies. */
const AT_ONCE = 0.5;

interface Waiting {
    readonly go: () => void;
    readonly fail: (reason: unknown) => void;
}

/** @param perSecond slots in a second · @param signal nobody's turn comes any more */
export function createSlots(ledger: Ledger, perSecond: number, time: Time, signal: AbortSignal): Slots {
    const interval = 1000 / perSecond;
    const late = Math.max(LATE, LATE_SLOTS * interval);
    const most = Math.max(1, Math.floor(perSecond * AT_ONCE));
    const waiting: Waiting[] = [];
    /** Slots that were taken and have not come yet. */
    const taken: number[] = [];
    let noneBefore = Number.NEGATIVE_INFINITY;
    let serving = false;
    let asking: Promise<void> | undefined;

    async function reserve(): Promise<void> {
        const count = Math.min(most, waiting.length - taken.length);
        const wait = await ledger.reserve(count, interval);
        // Counted from the answer, which is later than the moment that the ledger means: never too early.
        const first = time.now() + wait;
        taken.push(...Array.from({ length: count }, (_, index) => first + index * interval));
    }

    function ask(): Promise<void> {
        asking ??= reserve().finally(() => {
            asking = undefined;
        });
        return asking;
    }

    /** Whether the slot has come; not where it was missed, or where nobody may go. */
    async function comes(slot: number): Promise<boolean> {
        const wait = slot - time.now();
        if (wait >= 1 && slot >= noneBefore) await time.sleep(Math.ceil(wait), signal);
        return slot >= noneBefore && time.now() - slot <= late;
    }

    async function serve(): Promise<void> {
        while (waiting.length > 0) {
            // While the last one is waited for, the next ones are on their way.
            if (taken.length === 1 && waiting.length > 1) ask().catch(() => undefined);
            const slot = taken.shift();
            if (slot === undefined) await ask();
            else if (await comes(slot)) waiting.shift()?.go();
        }
    }

    async function serveAll(): Promise<void> {
        serving = true;
        try {
            await serve();
        } catch (error) {
            failAll(error);
        } finally {
            serving = false;
        }
    }

    const failAll = (reason: unknown) => {
        taken.length = 0;
        for (const { fail } of waiting.splice(0)) fail(reason);
    };
    // The ledger may be slow: who is stopped does not wait for it.
    signal.addEventListener("abort", () => failAll(signal.reason), { once: true });

    return {
        turn: () =>
            new Promise((go, fail) => {
                if (signal.aborted) return fail(signal.reason);
                waiting.push({ go, fail });
                // Those that ask in the same moment are asked for together.
                if (!serving) queueMicrotask(() => void (serving ? undefined : serveAll()));
            }),
        hold: (milliseconds) => {
            noneBefore = Math.max(noneBefore, time.now() + milliseconds);
            ledger.hold(milliseconds).catch(() => undefined);
        },
        close: () => ledger.close(),
    };
}
