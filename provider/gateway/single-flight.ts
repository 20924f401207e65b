export type SingleFlight<T> = (key: string, work: () => Promise<T>) => Promise<T>;

/** All that ask for a key at the same time share one piece of work; with `keep` all that ever ask do. A failure is shared but never kept. */
export function singleFlight<T>({ keep }: { readonly keep: boolean } = { keep: false }): SingleFlight<T> {
    const running = new Map<string, Promise<T>>();
    return async (key, work) => {
        const known = running.get(key);
        if (known !== undefined) return await known;
        const mine = work();
        running.set(key, mine);
        try {
            const result = await mine;
            if (!keep) running.delete(key);
            return result;
        } catch (error) {
            running.delete(key);
            throw error;
        }
    };
}
