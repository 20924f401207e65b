/** What a preview prints as the way out is one: done as it says, the program is refused for that no more. */
import type { ProgramRun } from "../../harness/program-engine.js";
import { NAMES, type Name } from "./gateway.js";
import { ownerOf, type Plan, type Words } from "./plans.js";

/** A setting that is refused, and what is to be written instead; undefined: nothing. */
interface Remedy {
    readonly by: string;
    readonly name: Name;
    readonly value: boolean | string | undefined;
}

const REFUSED =
    /CVG101 ([\w-]+): (\w+) [^\n]*\n +(?:Choose (?:any period up to )?"([^"]+)"|No period fits here: leave (\w+) out|Leave it out here, say (true|false))/;
const isName = (text: string): text is Name => NAMES.some((name) => name === text);

/** The remedies that a refused preview prints, where all that it refuses has one that can be done without thinking. */
export function remediesIn({ messages, problem }: ProgramRun): readonly Remedy[] {
    const texts = [...messages.filter(({ severity }) => severity === "error").map(({ text }) => text), ...(problem?.reasons ?? [])];
    return texts
        .filter((text) => text.startsWith("CVG101"))
        .flatMap((text) => {
            const [, by, name = "", period, , value] = REFUSED.exec(text) ?? [];
            if (by === undefined || !isName(name)) throw new Error(`no remedy is found in "${text}"`);
            return [{ by, name, value: period ?? (value === undefined ? undefined : value === "true") }];
        });
}

const without = (words: Words, name: Name): Words => Object.fromEntries(Object.entries(words).filter(([setting]) => setting !== name));
const changed = (words: Words, { name, value }: Remedy): Words => ({
    ...without(words, name),
    ...(value === undefined ? {} : { [name]: value }),
});

export function remedied(plan: Plan, remedies: readonly Remedy[]): Plan {
    const of = (owner: string, words: Words): Words => remedies.filter(({ by }) => by === owner).reduce(changed, words);
    return {
        units: plan.units.map((unit) => (unit.settings === undefined ? unit : { ...unit, settings: of(ownerOf(unit), unit.settings) })),
        policies: plan.policies.map((policy) => ({ ...policy, settings: of(policy.by, policy.settings) })),
    };
}

/** What is still refused of what its remedy was done for. Each round may uncover others: a level that is corrected allows less below. */
export async function* remediesHelp(
    plan: Plan,
    refusedBefore: ProgramRun,
    preview: (plan: Plan) => Promise<ProgramRun>,
): AsyncGenerator<string> {
    let [current, run] = [plan, refusedBefore];
    const done = new Map<string, string>();
    for (let rounds = 0; rounds < 4; rounds += 1) {
        const remedies = remediesIn(run);
        if (remedies.length === 0) return;
        for (const { by, name, value } of remedies) {
            const [key, said] = [`${by} ${name}`, String(value)];
            if (done.get(key) === said) yield `refused although the remedy was done: ${key} => ${said}`;
            done.set(key, said);
        }
        current = remedied(current, remedies);
        run = await preview(current);
    }
    yield `refused after four rounds of remedies: ${[...done.keys()].join(", ")}`;
}
