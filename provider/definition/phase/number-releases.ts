import type { Who } from "./who.js";

/** A write that waits for telephone numbers, and those that it will set free itself. */
export interface NumberWait {
    readonly wants: readonly string[];
    readonly holds: readonly string[];
}

/** Numbers that a project of this run holds, and will not hold any more when the run is through. */
export class NumberReleases {
    readonly #announced = new Set<string>();
    /** Token of the project that has each number and gives it up. */
    readonly #holders = new Map<string, string>();
    /** Who gets each number in this run, of those that were checked. */
    readonly #wanted = new Map<string, Who>();
    /** Who gives each number up in this run, of those that were checked. */
    readonly #given = new Map<string, Who>();
    #checked = 0;
    /** How often each number was set free. */
    readonly #releases = new Map<string, number>();
    /** Writes that wait for numbers just now. */
    readonly waiting = new Set<NumberWait>();
    /** Those that were found to wait for each other. Each says so, although the first to see it waits no longer. */
    readonly exchanging = new Set<NumberWait>();

    /** A project gets these numbers, which it has not had before. */
    want(numbers: readonly string[], who: Who): void {
        this.#checked += 1;
        for (const number of numbers) this.#wanted.set(number, who);
    }

    /** A project gives these numbers up, which it has had. */
    give(numbers: readonly string[], who: Who): void {
        this.announce(numbers);
        for (const number of numbers) this.#given.set(number, who);
    }

    /** The project that gives a number up, if it was checked before. */
    givenBy(number: string): Who | undefined {
        return this.#given.get(number);
    }

    /** Grows with each unit that is checked: as long as it does, others may come that give numbers up. */
    get checked(): number {
        return this.#checked;
    }

    /** The project that gets a number, if it was checked before. */
    wantedBy(number: string): Who | undefined {
        return this.#wanted.get(number);
    }

    announce(numbers: readonly string[]): void {
        for (const number of numbers) this.#announced.add(number);
    }

    /** The project of this token has them, and gives them up when it is written. */
    heldBy(token: string, numbers: readonly string[]): void {
        this.announce(numbers);
        for (const number of numbers) this.#holders.set(number, token);
    }

    /** They cannot be taken off the project that has them: it gives them up by itself. */
    keepsHold(numbers: readonly string[]): void {
        for (const number of numbers) this.#holders.delete(number);
    }

    /** Who has these numbers and gives them up, as far as it is known: by token, which of them. */
    holdersOf(numbers: readonly string[]): ReadonlyMap<string, readonly string[]> {
        const held = new Map<string, readonly string[]>();
        for (const number of numbers) {
            const token = this.#holders.get(number);
            if (token !== undefined) held.set(token, [...(held.get(token) ?? []), number]);
        }
        return held;
    }

    released(numbers: readonly string[]): void {
        for (const number of numbers) {
            this.#announced.delete(number);
            this.#holders.delete(number);
            this.#releases.set(number, this.releasesOf([number]) + 1);
        }
    }

    /** Grows whenever one of these numbers is set free: who compares it with an earlier one misses no release, however short it was announced. */
    releasesOf(numbers: readonly string[]): number {
        return numbers.reduce((sum, number) => sum + (this.#releases.get(number) ?? 0), 0);
    }

    isAnnounced(number: string): boolean {
        return this.#announced.has(number);
    }
}
