/** How a second program is written, once it is known what the first one made; and what its run leaves out. */
import type { Written } from "../../harness/program-engine.js";
import type { Pair } from "./draw.js";
import { type Literals, ownerOf, type Plan, type Tokens, written } from "./plans.js";
import type { ProgramStack } from "./stack.js";

const chosen = <T>(from: readonly T[], places: readonly number[]): readonly T[] =>
    places.map((at) => from[at % from.length]).filter((one) => one !== undefined);

/** Who can name a unit of the program by its token: that unit is recorded. */
function literalsOf({ units }: Plan, state: ProgramStack["state"]): readonly (readonly [string, string])[] {
    const token = (by: string): string | undefined => state.get(by)?.id;
    return units.flatMap((unit) => {
        const above = unit.above !== undefined && "unit" in unit.above ? token(unit.above.unit) : undefined;
        const own = unit.settings !== undefined && unit.form === "policy" ? token(unit.by) : undefined;
        return [...(above === undefined ? [] : [[unit.by, above] as const]), ...(own === undefined ? [] : [[ownerOf(unit), own] as const])];
    });
}

export interface SecondProgram {
    readonly write: (plan: Plan) => readonly Written[];
    readonly without: readonly string[];
    readonly literals: Literals;
}

export function secondProgram(pair: Pair, plan: Plan, tokens: Tokens, state: ProgramStack["state"]): SecondProgram {
    const literals = new Map(chosen(literalsOf(plan, state), pair.literal));
    const names = written(plan, tokens, literals).map(({ name }) => name);
    return { literals, without: chosen(names, pair.without), write: (of) => written(of, tokens, literals) };
}
