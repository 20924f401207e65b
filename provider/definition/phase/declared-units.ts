import type { DeclaredBelow } from "../../told.js";

/** What the program declares below a unit that may be taken over, or that is to be inactive. */
export class DeclaredUnits {
    readonly #below = new Map<string, readonly DeclaredBelow[]>();

    /** Resources at the same place with the same name count together. */
    tell(place: string, below: readonly DeclaredBelow[]): void {
        this.#below.set(place, [...this.below(place), ...below]);
    }

    below(place: string): readonly DeclaredBelow[] {
        return this.#below.get(place) ?? [];
    }
}
