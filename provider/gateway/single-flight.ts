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

/**
 * Work that starts after it was asked for, once for all that ask before it starts: what is under way already may have seen too little.
 * @param rest what has to pass after one piece of work before the next starts
 */
export function startingNow<T>(rest?: () => Promise<void>): (work: () => Promise<T>) => Promise<T> {
    let running: Promise<unknown> | undefined;
    let next: Promise<T> | undefined;
    const rested = (mine: Promise<T>): Promise<unknown> =>
        mine
            .catch(() => undefined)
            .then(rest)
            .catch(() => undefined);
    return async (work) => {
        next ??= (async () => {
            await running;
            const mine = work();
            [running, next] = [rested(mine), undefined];
            return await mine;
        })();
        return await next;
    };
}
