/**
 * What a user marked secret beside what always is. The engine does not say: a dynamic provider gets every value plain. So the program tells which
 * inputs are, and states remember it, for the deletion that no program speaks of.
 */
import type { Draft } from "../definition/resource-definition.js";
import { Concealed } from "../errors/index.js";

/** The output that holds the names of the inputs; of resources without any there is none. */
export const MARKED = "markedSecret";

/** Everything that this process has seen marked, in whatever resource: messages of one name units of others. */
export const concealed = new Concealed();

const namesIn = (marked: unknown): readonly string[] => (Array.isArray(marked) ? marked.filter((name) => typeof name === "string") : []);

/** Hides the values of these inputs from now on. */
export function conceal(draft: Draft, names: unknown): readonly string[] {
    const marked = namesIn(names);
    for (const name of marked) concealed.add(draft[name]);
    return marked;
}

/** A state with the names, where there are any. */
export const withMarks = (state: Draft, marked: readonly string[]): Draft => (marked.length === 0 ? state : { ...state, [MARKED]: marked });
