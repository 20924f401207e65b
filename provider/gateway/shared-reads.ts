/** Whose GET serves whom. A refresh reads every unit, and the settings above each: together one GET a unit, in whatever order they come. */
import type { Level, RawBody } from "./wire/contract.js";

type Get = (level: Level, token: string) => Promise<RawBody>;

export interface SharedReads {
    /** A body that nobody was given before, unless they asked at the same time. */
    readonly own: Get;
    /** A body that may serve the next who asks for an own one. */
    readonly borrowed: Get;
    /** The unit is being written, or was: what was asked before tells nothing to who asks from now on. */
    readonly forget: (token: string) => void;
}

interface Running {
    readonly body: Promise<RawBody>;
    owned: boolean;
}

export function createSharedReads(get: Get): SharedReads {
    const running = new Map<string, Running>();
    const unowned = new Map<string, RawBody>();

    async function read(level: Level, token: string, owned: boolean): Promise<RawBody> {
        const joined = running.get(token);
        if (joined !== undefined) {
            joined.owned ||= owned;
            return await joined.body;
        }
        const mine: Running = { body: get(level, token), owned };
        running.set(token, mine);
        const isCurrent = (): boolean => running.get(token) === mine;
        try {
            const body = await mine.body;
            if (isCurrent() && !mine.owned) unowned.set(token, body);
            return body;
        } finally {
            if (isCurrent()) running.delete(token);
        }
    }

    return {
        own: async (level, token) => {
            const ready = unowned.get(token);
            unowned.delete(token);
            return ready ?? (await read(level, token, true));
        },
        borrowed: (level, token) => read(level, token, false),
        forget: (token) => {
            running.delete(token);
            unowned.delete(token);
        },
    };
}
