/**
 * A number goes from one project of a program to another in one run. Whoever gets it takes it off the other, where that is known: the engine
 * may write the other later, after this one, or not before this one is done. Where it is not known yet, whoever gets it waits until it is free.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { NumberReleases, NumberWait } from "../../../definition/phase/number-releases.js";
import type { Phase } from "../../../definition/phase/phase.js";
import { CATALOGUE, CvgError } from "../../../errors/index.js";
import { type Gateway, isRefusedWith, type RawBody } from "../../../gateway/index.js";

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

/** A body with numbers that were taken off it. */
function withNumbersAgain(body: RawBody, numbers: readonly string[]): RawBody {
    const there: readonly unknown[] = Array.isArray(body.platformNumbers) ? body.platformNumbers : [];
    return { ...body, platformNumbers: [...there, ...numbers.filter((number) => !there.includes(number))] };
}

/** A body without some of its numbers. */
function withoutNumbers(body: RawBody, numbers: readonly string[]): RawBody {
    const { platformNumbers } = body;
    return Array.isArray(platformNumbers)
        ? { ...body, platformNumbers: platformNumbers.filter((number: unknown) => !numbers.some((gone) => gone === number)) }
        : body;
}

/** Numbers that were taken off a project for one write. */
interface Taken {
    readonly token: string;
    readonly numbers: readonly string[];
    /** How often they had been set free by then: once more when the project itself is written without them. */
    readonly releases: number;
}

/**
 * Takes numbers off the projects that give them up in this run, and have not been written yet; they write the rest when it is their turn.
 * Answers whether any was taken, and notes it in `taken`. Where it fails (a secret that the gateway hides, a project that somebody else made inactive just now) the
 * project does it by itself.
 */
async function takenOff({ phase, gateway }: Handover, wants: readonly string[], taken: Taken[]): Promise<boolean> {
    let any = false;
    for (const [token, numbers] of phase.numbers.holdersOf(wants)) {
        try {
            await gateway.change("project", token, (body) => withoutNumbers(body, numbers));
            phase.numbers.released(numbers);
            taken.push({ token, numbers, releases: phase.numbers.releasesOf(numbers) });
            any = true;
        } catch (error) {
            if (!(error instanceof CvgError)) throw error;
            phase.numbers.keepsHold(numbers);
        }
    }
    return any;
}

/**
 * The write failed in the end: numbers go back to the projects that they were taken off and that were not written since, so that callers reach
 * somebody, and their states stay true if the run ends here. Answers the numbers that are on no project now.
 */
async function putBack({ phase, gateway }: Handover, taken: readonly Taken[]): Promise<readonly string[]> {
    const lost: string[] = [];
    for (const { token, numbers, releases } of taken) {
        try {
            if (phase.numbers.releasesOf(numbers) !== releases) {
                lost.push(...numbers);
                continue;
            }
            await gateway.change("project", token, (body) => withNumbersAgain(body, numbers));
            phase.numbers.heldBy(token, numbers);
        } catch (error) {
            if (!(error instanceof CvgError)) throw error;
            lost.push(...numbers);
        }
    }
    return lost;
}

/** What a handover needs of a request. */
interface Handover {
    readonly phase: Pick<Phase, "numbers" | "settings">;
    readonly gateway: Pick<Gateway, "change">;
}

/** The numbers of a project before and after a write. */
interface Change {
    readonly before: readonly string[];
    readonly after: readonly string[];
}

/**
 * Runs a write that may ask for numbers which another project of this run is about to give up; afterwards its own are free.
 *
 * @throws CVG305 when a number stays taken, or was taken off a project and reaches nobody now; CVG318 when projects exchange numbers
 */
export async function onceReleased<T>(request: Handover, { before, after }: Change, write: () => Promise<T>): Promise<T> {
    const { numbers, settings } = request.phase;
    const mine: NumberWait = { wants: without(after, before), holds: without(before, after) };
    const started = Date.now();
    const isOver = (milliseconds: number): boolean => Date.now() - started > milliseconds;
    const taken: Taken[] = [];
    try {
        for (;;) {
            const announced = mine.wants.filter((number) => numbers.isAnnounced(number));
            const releases = numbers.releasesOf(mine.wants);
            try {
                return await write();
            } catch (error) {
                if (!isRefusedWith(error, "NUMBER_TAKEN") || mine.wants.length === 0) throw error;
                if (await takenOff(request, mine.wants, taken)) continue;
                numbers.waiting.add(mine);
                // One look more after the release: the number may have become free between our write and this line.
                if (
                    announced.length === 0 &&
                    numbers.holdersOf(mine.wants).size === 0 &&
                    isOver(NOT_KNOWN_YET) &&
                    releases === numbers.releasesOf(mine.wants)
                )
                    throw error;
                await released(numbers, { mine, announced, releases }, settings.timeoutSeconds, isOver, error);
            }
        }
    } catch (error) {
        const lost = await putBack(request, taken);
        if (lost.length === 0 || !(error instanceof CvgError)) throw error;
        throw CvgError.of(CATALOGUE.CVG305.says.onNobody({ numbers: lost, problem: error.what, way: error.remedy ?? "" }));
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
        numbers.holdersOf(mine.wants).size > 0 ||
        (announced.length > 0
            ? !announced.some((number) => numbers.isAnnounced(number))
            : mine.wants.some((number) => numbers.isAnnounced(number)) || numbers.releasesOf(mine.wants) !== releases);
    const limit = announced.length > 0 ? timeoutSeconds * 1000 : NOT_KNOWN_YET;
    let { checked } = numbers;
    let quiet = Date.now();
    while (!isFree()) {
        if (inRing(numbers, mine)) throw swapped(mine.wants);
        if (numbers.checked !== checked) {
            checked = numbers.checked;
            quiet = Date.now();
        }
        // While units come that were not checked before, one of them may give the number up.
        if (isOver(limit) && Date.now() - quiet > NOT_KNOWN_YET) throw error;
        await wait(LOOK);
    }
}
