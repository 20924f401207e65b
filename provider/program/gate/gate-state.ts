/**
 * How far the gate of one run is: who arrived together, who waits, who is refused, what was said, and how the run ends. Who changes this
 * does it by a method here, so that what may follow on what is read in one place.
 */
import type { CvgError } from "../../errors/index.js";
import type { Node } from "../picture/node.js";

/** Resources that are declared together, before the program waits for anything. */
interface Batch {
    readonly nodes: Node[];
    readonly opened: Promise<void>;
}

const nobodyListens = (): undefined => undefined;

export class GateState {
    #batch: Batch | undefined;
    readonly #batches: Promise<void>[] = [];
    readonly #judged = new Map<Node, Promise<boolean>>();
    readonly #waiting = new Set<Node>();
    readonly #refused = new Set<Node>();
    readonly #found = new Map<string, CvgError>();
    readonly #said = new Set<CvgError>();
    #counts: Promise<boolean> | undefined;
    #pardoned = false;
    #failed: Error | undefined;
    readonly #summed = new Set<Node>();
    #summary: Promise<void> | undefined;

    /** Takes a resource into the batch that is gathering; where none is, begins one. Settles when `open` has judged the batch. */
    join(node: Node, open: (nodes: readonly Node[]) => Promise<void>): Promise<void> {
        if (this.#batch === undefined) {
            const nodes: Node[] = [];
            this.#batch = { nodes, opened: open(nodes) };
            this.#batches.push(this.#batch.opened);
            this.#batch.opened.catch(nobodyListens);
        }
        this.#batch.nodes.push(node);
        return this.#batch.opened;
    }

    /** From here on a constructor belongs to the next batch. */
    endBatch(): void {
        this.#batch = undefined;
    }

    /** Each batch that there was so far: settles when it was judged. */
    get batches(): readonly Promise<void>[] {
        return this.#batches;
    }

    /** When a resource may register. It is judged once, whoever asks. */
    judgedOnce(node: Node, judge: () => Promise<boolean>): Promise<boolean> {
        const judged = this.#judged.get(node) ?? judge();
        this.#judged.set(node, judged);
        return judged;
    }

    /** While this lasts, a resource is on its way to be judged. What rejects one that is refused is no part of it: that waits for the others. */
    async underWay<Result>(node: Node, judge: () => Promise<Result>): Promise<Result> {
        this.#waiting.add(node);
        try {
            return await judge();
        } finally {
            this.#waiting.delete(node);
        }
    }

    /** Resources that wait to be judged. */
    get waiting(): readonly Node[] {
        return [...this.#waiting];
    }

    /** Resources that will never register. */
    get refused(): readonly Node[] {
        return [...this.#refused];
    }

    isRefused(node: Node): boolean {
        return this.#refused.has(node);
    }

    /** The rules do not count in this run: nothing is refused any more. */
    pardon(): void {
        this.#pardoned = true;
        this.#refused.clear();
    }

    get isPardoned(): boolean {
        return this.#pardoned;
    }

    refuse(nodes: readonly Node[]): void {
        for (const node of nodes) this.#refused.add(node);
    }

    /** Notes what the program breaks; answers whether anything of it is new. */
    note(violations: readonly CvgError[]): boolean {
        const before = this.#found.size;
        for (const violation of violations) if (!this.#found.has(violation.message)) this.#found.set(violation.message, violation);
        return this.#found.size > before;
    }

    /** All that the program breaks, as far as it was found and not said; from here on it is. */
    takeUnsaid(): readonly CvgError[] {
        const unsaid = [...this.#found.values()].filter((violation) => !this.#said.has(violation));
        for (const violation of unsaid) this.#said.add(violation);
        return unsaid;
    }

    /** Asked once a run, by the first that has something against it: whether the rules count in it. */
    countsOnce(ask: () => Promise<boolean>): Promise<boolean> {
        this.#counts ??= ask();
        return this.#counts;
    }

    get hasFailed(): boolean {
        return this.#failed !== undefined;
    }

    /** What the run ends with: the first error that it failed by. One object a run, because the SDK reports an object once. */
    fail(error: Error): Error {
        this.#failed ??= error;
        return this.#failed;
    }

    /** Begins the summary of what is not known, unless one is on its way. */
    summarizeOnce(summarize: () => Promise<void>): void {
        this.#summary ??= summarize().finally(() => {
            this.#summary = undefined;
        });
    }

    /** Those of some resources that no summary was made for yet; from here on one is. */
    unsummedOf(nodes: readonly Node[]): readonly Node[] {
        const fresh = nodes.filter((node) => !this.#summed.has(node));
        for (const node of fresh) this.#summed.add(node);
        return fresh;
    }
}
