/** Units that a rule excepts. Names are not unique, so a name or a path that several units have excepts nobody. */
import type { OrganisationRule } from "./rules.js";

interface Placed {
    readonly path: readonly string[];
    readonly tokens: readonly (string | undefined)[];
}

/** Each unit of a path, from its top down: what may be written for it, and what tells it from others. */
function stepsOf({ path, tokens }: Placed): readonly { readonly written: readonly string[]; readonly is: string }[] {
    return path.map((name, index) => {
        const whole = path.slice(0, index + 1).join(" / ");
        const token = tokens[index];
        return { written: [name, whole, ...(token === undefined ? [] : [token])], is: token ?? `${tokens[0] ?? ""} ${whole}` };
    });
}

export class Exceptions {
    /** What is written, and whom it names. */
    readonly #named = new Map<string, Set<string>>();

    constructor(units: readonly Placed[]) {
        for (const { written, is } of units.flatMap(stepsOf))
            for (const text of written) this.#named.set(text, (this.#named.get(text) ?? new Set()).add(is));
    }

    has({ except }: OrganisationRule, unit: Placed): boolean {
        if (except.length === 0) return false;
        const clear = except.filter((text) => this.#named.get(text)?.size === 1);
        return clear.length > 0 && stepsOf(unit).some(({ written }) => written.some((text) => clear.includes(text)));
    }

    /** Exceptions that except nobody, in words. */
    idle({ name, except }: OrganisationRule): readonly string[] {
        return except.flatMap((text) => {
            const count = this.#named.get(text)?.size ?? 0;
            if (count === 1) return [];
            const why = count === 0 ? "nobody here is called that" : `${count} units are called that, so name a token or a path`;
            return [`${name} excepts "${text}": ${why}`];
        });
    }
}
