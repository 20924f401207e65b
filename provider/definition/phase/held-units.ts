import { named, type Who } from "./who.js";

/** Another resource that is recorded already: its logical name is not known here. */
const A_RECORDED_RESOURCE = "another resource of this stack";

/** Which resource of this run has which unit. */
export class HeldUnits {
    readonly #held = new Set<string>();
    readonly #inactive = new Set<string>();
    readonly #taken = new Map<string, Who>();

    /** A resource that is recorded holds this unit, and goes on to; `active` is how it is declared now. */
    hold(token: string, active: boolean): void {
        this.#held.add(token);
        if (active) this.#inactive.delete(token);
        else this.#inactive.add(token);
    }

    /** The resource that held this unit is replaced by another, and lets it go. */
    release(token: string): void {
        this.#held.delete(token);
        this.#inactive.delete(token);
    }

    /** A resource that is to be made takes this unit over. @returns the name of another resource that has it already */
    take(token: string, who: Who): string | undefined {
        const other = this.#taken.get(token);
        if (other === undefined && this.#held.has(token)) return A_RECORDED_RESOURCE;
        if (other !== undefined && other.identity !== who.identity) return named(other, who);
        this.#taken.set(token, who);
        return undefined;
    }

    /** Whether a resource of this run has the unit. */
    has(token: string): boolean {
        return this.#held.has(token) || this.#taken.has(token);
    }

    /** Whether a resource of this run has the unit, and declares it inactive. */
    isDeclaredInactive(token: string): boolean {
        return this.#inactive.has(token);
    }

    /** The resource that takes the unit over. */
    takenBy(token: string): string | undefined {
        return this.#taken.get(token)?.by;
    }
}
