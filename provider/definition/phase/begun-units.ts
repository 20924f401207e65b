import { named, type Who } from "./who.js";

/** What is being made in this run: so that no unit is made twice, neither by two resources nor by one that is asked to twice. */
export class BegunUnits {
    readonly #expected = new Map<string, Map<string, Who>>();
    readonly #made = new Map<string, string>();

    /** A resource is to make a unit at this place, by level, parent and name. @returns the name of another that is to make one there too */
    expect(place: string, who: Who): string | undefined {
        const expected = this.#expected.get(place) ?? new Map<string, Who>();
        const other = [...expected.values()].find(({ identity }) => identity !== who.identity);
        this.#expected.set(place, expected.set(who.identity, who));
        return other === undefined ? undefined : named(other, who);
    }

    /** The unit is there; its resource is not recorded yet. */
    made(place: string, token: string): void {
        this.#made.set(place, token);
    }

    /** The resource is on its way to the engine: whoever makes a unit at this place from now on is another. */
    recorded(place: string): void {
        this.#made.delete(place);
    }

    /** The unit that was made for a resource whose creation failed after that. Where several are expected at one place nobody knows whose it is. */
    unrecorded(place: string): string | undefined {
        return (this.#expected.get(place)?.size ?? 0) > 1 ? undefined : this.#made.get(place);
    }
}
