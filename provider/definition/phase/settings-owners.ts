/** Who declares settings: as messages name it, and what tells it from all others. */
export interface Owner {
    readonly named: string;
    readonly identity: string;
}

/** Who declares the settings of each unit in this run, as far as this process has checked. Tokens are known late: what is not held is no promise. */
export class SettingsOwners {
    readonly #owners = new Map<string, Owner>();

    /** Notes who declares them. Answers the other who does already, and stays with that one. */
    hold(token: string, owner: Owner): string | undefined {
        const held = this.#owners.get(token);
        if (held === undefined) this.#owners.set(token, owner);
        return held === undefined || held.identity === owner.identity ? undefined : held.named;
    }

    ownerOf(token: string): string | undefined {
        return this.#owners.get(token)?.named;
    }
}
