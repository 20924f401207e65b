/** What check has accepted in this phase, by content: a handler is never told which resource it works for. */
import { hash } from "node:crypto";
import { type Draft, sameText } from "../definition/draft.js";
import type { Ignored } from "../definition/ignored.js";
import type { Replaced } from "../definition/resource-definition.js";

/** Of drafts whose digest was asked for before: one operation asks for that of the same inputs more than once. */
const digests = new WeakMap<Draft, string>();

/** A digest stands for the text: those of a thousand units are megabytes. */
function digest(inputs: Draft): string {
    const known = digests.get(inputs);
    if (known !== undefined) return known;
    const made = hash("sha256", sameText(inputs), "base64");
    digests.set(inputs, made);
    return made;
}

/** What tells a resource from others of its type: what the program calls it, else what it consists of. */
export type ResourceKey = string | Draft;

const keyOf = (resource: ResourceKey): string => (typeof resource === "string" ? `=${resource}` : digest(resource));

/** What the program told of inputs, and they do not say themselves. */
interface Besides {
    /** Names of inputs that the user marked secret. */
    readonly marked?: readonly string[];
    /** What `ignoreChanges` names. */
    readonly ignored?: Ignored | undefined;
    /** Inputs of the last run; undefined where there was none. */
    readonly before?: Draft | undefined;
}

export class Accepted {
    /** Digests of what check answered, by resource. */
    readonly #answers = new Map<string, string>();
    readonly #inputs = new Set<string>();
    /** Ids of recorded resources that go on with these inputs. */
    readonly #ids = new Map<string, string>();
    readonly #besides = new Map<string, Besides>();

    /** @param inputs as check answered them */
    accept(resource: ResourceKey, inputs: Draft, besides: Besides = {}): void {
        const answer = digest(inputs);
        this.#besides.set(answer, besides);
        this.#answers.set(keyOf(resource), answer);
        this.#inputs.add(answer);
    }

    /** The names of the inputs that were marked secret when these were accepted. */
    markedIn(inputs: Draft): readonly string[] {
        return this.#besides.get(digest(inputs))?.marked ?? [];
    }

    /** What `ignoreChanges` names of the resource that these were accepted for. */
    ignoredIn(inputs: Draft): Ignored | undefined {
        if (this.#besides.size === 0) return undefined;
        return this.#besides.get(digest(inputs))?.ignored;
    }

    /** Whether a recorded resource is compared with what the program declares. What a refresh compares was never checked. */
    isDeclared(id: string, inputs: Draft): boolean {
        if (this.#inputs.size === 0) return false;
        const answer = digest(inputs);
        if (!this.#inputs.has(answer)) return false;
        this.#ids.set(answer, id);
        return true;
    }

    /**
     * The recorded resource that is to be replaced: inputs were accepted for it before, and now come as for a new one. The engine does so where it
     * decides on a replacement itself, for `replaceOnChanges`, `replacementTrigger` or `replaceWith`, and for one that we ask for; it sends other
     * inputs then where `ignoreChanges` keeps old ones. For the last two of the options it has asked for no comparison: then the id is not known.
     */
    replacedBy(resource: ResourceKey): Replaced | undefined {
        const answer = this.#answers.get(keyOf(resource));
        if (answer === undefined) return undefined;
        const { before } = this.#besides.get(answer) ?? {};
        return before === undefined ? undefined : { id: this.#ids.get(answer), before };
    }
}
