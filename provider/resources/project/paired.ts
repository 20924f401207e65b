/** Which entry of a list was which before, where entries have no id: each old entry is used once. */

/** Whether a new entry is an old one. */
export type Match<Entry> = (entry: Entry, old: Entry) => boolean;

/**
 * The old entries by the positions of the new ones. A match that comes earlier in `matches` goes before the later ones for all entries, and of
 * several that match equally well the one at the same position, else the first.
 */
export function paired<Entry>(
    entries: readonly Entry[],
    olds: readonly Entry[],
    matches: readonly Match<Entry>[],
): ReadonlyMap<number, Entry> {
    const pairs = new Map<number, Entry>();
    const used = new Set<number>();
    const pair = (index: number, at: number): void => {
        const old = olds[at];
        if (old === undefined) return;
        used.add(at);
        pairs.set(index, old);
    };
    for (const match of matches) {
        const isOpen = (entry: Entry, index: number, at: number): boolean => {
            const old = olds[at];
            return !pairs.has(index) && !used.has(at) && old !== undefined && match(entry, old);
        };
        for (const [index, entry] of entries.entries()) if (isOpen(entry, index, index)) pair(index, index);
        for (const [index, entry] of entries.entries())
            pair(
                index,
                [...olds.keys()].findIndex((at) => isOpen(entry, index, at)),
            );
    }
    return pairs;
}
