import { type Draft, HalfDone } from "../../engine/definition.js";

/** What fails after something was done is told together with what holds now. */
export async function halfDone<T>(id: string, state: Draft, run: () => Promise<T>): Promise<T> {
    try {
        return await run();
    } catch (thrown) {
        throw thrown instanceof Error ? new HalfDone(id, state, thrown) : thrown;
    }
}
