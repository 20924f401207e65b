export type OneAtATime = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** One at a time per key, in the order of asking; different keys do not wait for each other. */
export function oneAtATime(): OneAtATime {
    const last = new Map<string, Promise<unknown>>();
    return async (key, work) => {
        const before = last.get(key);
        const mine = (async () => {
            await before?.catch(() => undefined);
            return await work();
        })();
        last.set(key, mine);
        try {
            return await mine;
        } finally {
            if (last.get(key) === mine) last.delete(key);
        }
    };
}
