/** A write that waits for telephone numbers, and those that it will set free itself. */
export interface NumberWait {
    readonly wants: readonly string[];
    readonly holds: readonly string[];
}

/** Numbers that a project of this run holds, and will not hold any more when the run is through. */
export class NumberReleases {
    readonly #announced = new Set<string>();
    /** How often each number was set free. */
    readonly #releases = new Map<string, number>();
    /** Writes that wait for numbers just now. */
    readonly waiting = new Set<NumberWait>();
    /** Those that were found to wait for each other. Each says so, although the first to see it waits no longer. */
    readonly exchanging = new Set<NumberWait>();

    announce(numbers: readonly string[]): void {
        for (const number of numbers) this.#announced.add(number);
    }

    released(numbers: readonly string[]): void {
        for (const number of numbers) {
            this.#announced.delete(number);
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
