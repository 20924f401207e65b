/** Who declares the settings of each unit in this run, as far as this process has checked. Tokens are known late: what is not held is no promise. */
export class SettingsOwners {
    readonly #owners = new Map<string, string>();

    /** Notes who declares them. Answers the other who does already, and stays with that one. */
    hold(token: string, owner: string): string | undefined {
        const held = this.#owners.get(token);
        if (held === undefined) this.#owners.set(token, owner);
        return held === owner ? undefined : held;
    }

    ownerOf(token: string): string | undefined {
        return this.#owners.get(token);
    }
}
