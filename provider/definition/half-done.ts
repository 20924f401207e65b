import type { Draft } from "./draft.js";

/** Something was done before something else failed: `state` is what holds now, and the next run goes on from there. */
export class HalfDone extends Error {
    override readonly name = "HalfDone";
    constructor(
        readonly id: string,
        readonly state: Draft,
        override readonly cause: Error,
    ) {
        super(cause.message);
    }
}

/** What fails after something was done is told together with what holds now. */
export async function halfDone<T>(id: string, state: Draft, run: () => Promise<T>): Promise<T> {
    try {
        return await run();
    } catch (thrown) {
        throw thrown instanceof Error ? new HalfDone(id, state, thrown) : thrown;
    }
}
