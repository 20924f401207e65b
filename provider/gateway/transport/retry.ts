/** Who may be repeated after what, how often and how soon. The only place that knows. */
import type { Failure, Kind } from "./call.js";
import type { Clock } from "./clock.js";

/** How many times a call is repeated after each failure. A create is never repeated once it may have been done: it could be done twice. */
const REPEATS: Readonly<Record<Kind, Readonly<Record<Failure, number>>>> = {
    token: { unreached: 4, lost: 4, limited: 8, unwell: 4, broken: 0, unreadable: 2, refused: 0 },
    read: { unreached: 4, lost: 4, limited: 8, unwell: 4, broken: 0, unreadable: 2, refused: 0 },
    write: { unreached: 4, lost: 4, limited: 8, unwell: 4, broken: 0, unreadable: 2, refused: 0 },
    create: { unreached: 4, lost: 0, limited: 8, unwell: 0, broken: 0, unreadable: 0, refused: 0 },
};
const MOST_REPEATS = 8;

/** Failures after which nobody knows whether the request was done. */
const DOUBTFUL: readonly Failure[] = ["lost", "unwell", "broken", "unreadable"];

/** Whether a call that failed so may have been done although it must not be repeated. */
export function isDoubtful(kind: Kind, failure: Failure): boolean {
    return kind === "create" && DOUBTFUL.includes(failure);
}

/** The first wait; each following one is twice as long. Milliseconds. */
const FIRST_WAIT = 500;
/** The longest wait between two requests, also where the gateway asks for more: then the call fails and says so. Milliseconds. */
export const LONGEST_WAIT = 60_000;
/** From the first request of a call to its last repetition. Milliseconds. */
const LONGEST_CALL = 120_000;

/** One failed request: thrown inside a call, never out of it. */
export class Setback extends Error {
    constructor(
        readonly failure: Failure,
        /** When the request was sent: queueing before it counts for nothing. */
        readonly sentAt: number,
        /** Milliseconds that the gateway asks to wait. */
        readonly retryAfter: number | undefined,
        /** The error of the call if this was its last request. */
        readonly error: (requests: number) => Error,
    ) {
        super(failure);
    }
}

export interface Patience {
    readonly clock: Clock;
    /** Everything stops. */
    readonly signal: AbortSignal;
    /** Nothing is repeated any more. */
    readonly over: AbortSignal;
    /** Holds back all requests for so many milliseconds, the one to be repeated among them; undefined: only that one waits. */
    readonly holdAll: ((milliseconds: number, setback: Setback) => void) | undefined;
    readonly budget: RetryBudget;
    /** Is told of each repeat. */
    readonly repeats?: (failure: Failure, wait: number) => void;
}

/** How many requests may be repeats: where everything fails, a gateway that is down is not asked five times as often. */
export interface RetryBudget {
    /** A call begins: with it comes a tenth of a repeat. */
    earn(): void;
    /** Whether one more repeat may be sent. */
    spend(): boolean;
    /** Repeats so far. */
    spent(): number;
}

const MOST_SAVED = 100;

export function createRetryBudget(): RetryBudget {
    let [left, spent] = [MOST_SAVED, 0];
    return {
        earn: () => {
            left = Math.min(MOST_SAVED, left + 0.1);
        },
        spend: () => {
            if (left < 1) return false;
            left -= 1;
            spent += 1;
            return true;
        },
        spent: () => spent,
    };
}

/** Loaded once, and not before something fails: most runs need none of it. */
let library: Promise<typeof import("p-retry")> | undefined;

/** Runs `request` until it succeeds or may not be repeated. It gets 0, 1, 2 ...: how often it has failed. */
export async function withRetries<T>(kind: Kind, request: (failed: number) => Promise<T>, patience: Patience): Promise<T> {
    const { signal, budget } = patience;
    budget.earn();
    signal.throwIfAborted();
    try {
        return await request(0);
    } catch (error) {
        if (!(error instanceof Setback)) throw error;
        if (signal.aborted) throw error.error(1);
        return await goOn(kind, request, patience, error);
    }
}

/** What follows upon the first failure. */
async function goOn<T>(kind: Kind, request: (failed: number) => Promise<T>, patience: Patience, failure: Setback): Promise<T> {
    library ??= import("p-retry");
    const { default: pRetry } = await library;
    const { clock, signal, over, holdAll, budget, repeats } = patience;
    let requests = 1;
    let firstSentAt: number | undefined;
    let first: Setback | undefined = failure;
    let done: { readonly result: T } | undefined;
    /** The first time it is what has failed already. */
    async function attempt(): Promise<T> {
        const failed = first;
        first = undefined;
        if (failed !== undefined) throw failed;
        done = { result: await request(requests++) };
        return done.result;
    }
    try {
        return await pRetry(attempt, {
            retries: MOST_REPEATS,
            minTimeout: 0,
            signal,
            shouldRetry: async ({ error, retriesConsumed }) => {
                if (!(error instanceof Setback) || over.aborted || retriesConsumed >= REPEATS[kind][error.failure]) return false;
                firstSentAt ??= error.sentAt;
                const wait = error.retryAfter || backoff(retriesConsumed, clock);
                if (wait > LONGEST_WAIT || clock.now() - firstSentAt + wait > LONGEST_CALL || !budget.spend()) return false;
                repeats?.(error.failure, wait);
                const concernsAll = error.failure === "limited" || error.retryAfter !== undefined;
                if (concernsAll && holdAll !== undefined) holdAll(wait, error);
                else await clock.sleep(wait, over);
                return true;
            },
        });
    } catch (error) {
        // An answer that came is an answer, also where everything was stopped meanwhile: a create's has the token of its unit.
        if (done !== undefined) return done.result;
        throw error instanceof Setback ? error.error(requests) : error;
    }
}

/** 0.5, 1, 2, 4 ... 10 seconds, less up to half of it by chance, so that many clients do not come back as one. */
function backoff(repeats: number, clock: Clock): number {
    return Math.min(10_000, FIRST_WAIT * 2 ** repeats) * (1 - clock.random() / 2);
}
