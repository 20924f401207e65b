/** The switches as the control API takes them. */
import { z } from "zod";
import { BEHAVIOUR, type Behaviour, SWITCH_NAMES } from "./behaviour.js";

/** Some switches, each with one of its values; anything else is an issue at the switch's name. */
export const BehaviourChanges = z.strictObject(
    Object.fromEntries(SWITCH_NAMES.map((name) => [name, z.enum(Object.keys(BEHAVIOUR[name].values)).optional()])),
);

/** @throws ZodError */
export function parseBehaviour(value: unknown): Partial<Behaviour> {
    // The shape is made of the same table as the type; only TypeScript cannot follow it through fromEntries.
    return BehaviourChanges.parse(value) as Partial<Behaviour>;
}
