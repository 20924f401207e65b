/** A number goes from one project of a program to another in one run: whoever gets it waits until it is free. */
import { setTimeout as wait } from "node:timers/promises";
import type { NumberReleases, NumberWait } from "../../../definition/phase/number-releases.js";
import type { Phase } from "../../../definition/phase/phase.js";
import { CATALOGUE, CvgError } from "../../../errors/index.js";
import { isRefusedWith } from "../../../gateway/index.js";

/** How often a waiting write looks. Milliseconds. */
const LOOK = 200;
/** Resources are checked one after the other while the first are written already: how long another may take to be known. Milliseconds. */
const NOT_KNOWN_YET = 2_000;

const without = (some: readonly string[], others: readonly string[]): readonly string[] =>
    some.filter((number) => !others.includes(number));

/** Writes that this one waits for, directly or by others. */
function awaited(numbers: NumberReleases, from: NumberWait): ReadonlySet<NumberWait> {
    const reached = new Set<NumberWait>();
    const visit = (wait: NumberWait): void => {
        for (const next of numbers.waiting) {
            if (reached.has(next) || !wait.wants.some((number) => next.holds.includes(number))) continue;
            reached.add(next);
            visit(next);
        }
    };
    visit(from);
    return reached;
}

/** Whether writes wait for each other in a ring, this one among them. The others are told, too: they may look when this one has given up. */
function inRing(numbers: NumberReleases, mine: NumberWait): boolean {
    const reached = awaited(numbers, mine);
    if (reached.has(mine)) for (const other of reached) if (awaited(numbers, other).has(mine)) numbers.exchanging.add(other);
    return numbers.exchanging.has(mine);
}

const swapped = (numbers: readonly string[]): CvgError => CvgError.of(CATALOGUE.CVG318.says.ring({ numbers }));

/** The numbers of a project before and after a write. */
interface Change {
    readonly before: readonly string[];
    readonly after: readonly string[];
}

/**
 * Runs a write that may ask for numbers which another project of this run is about to give up; afterwards its own are free.
 *
 * @throws CVG305 when a number stays taken, CVG318 when projects exchange numbers
 */
export async function onceReleased<T>(
    { phase: { numbers, settings } }: { readonly phase: Pick<Phase, "numbers" | "settings"> },
    { before, after }: Change,
    write: () => Promise<T>,
): Promise<T> {
    const mine: NumberWait = { wants: without(after, before), holds: without(before, after) };
    const started = Date.now();
    const isOver = (milliseconds: number): boolean => Date.now() - started > milliseconds;
    try {
        for (;;) {
            const announced = mine.wants.filter((number) => numbers.isAnnounced(number));
            const releases = numbers.releasesOf(mine.wants);
            try {
                return await write();
            } catch (error) {
                if (!isRefusedWith(error, "NUMBER_TAKEN") || mine.wants.length === 0) throw error;
                numbers.waiting.add(mine);
                // One look more after the release: the number may have become free between our write and this line.
                if (announced.length === 0 && isOver(NOT_KNOWN_YET)) throw error;
                await released(numbers, { mine, announced, releases }, settings.timeoutSeconds, isOver, error);
            }
        }
    } finally {
        numbers.waiting.delete(mine);
        // Also when the write failed: then they do not become free, and whoever waits for them need not wait longer.
        numbers.released(mine.holds);
    }
}

/** What was known of the numbers before a write that was refused. */
interface Refused {
    readonly mine: NumberWait;
    readonly announced: readonly string[];
    readonly releases: number;
}

async function released(
    numbers: NumberReleases,
    { mine, announced, releases }: Refused,
    timeoutSeconds: number,
    isOver: (milliseconds: number) => boolean,
    error: Error,
): Promise<void> {
    // Another project may announce and release between two looks.
    const isFree = (): boolean =>
        announced.length > 0
            ? !announced.some((number) => numbers.isAnnounced(number))
            : mine.wants.some((number) => numbers.isAnnounced(number)) || numbers.releasesOf(mine.wants) !== releases;
    const limit = announced.length > 0 ? timeoutSeconds * 1000 : NOT_KNOWN_YET;
    while (!isFree()) {
        if (inRing(numbers, mine)) throw swapped(mine.wants);
        if (isOver(limit)) throw error;
        await wait(LOOK);
    }
}
