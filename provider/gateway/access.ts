/** The bearer token of each request. */
import type { Clock } from "./clock.js";
import type { Access } from "./configuration.js";

export interface Bearer {
    readonly value: string;
}

export interface BearerSource {
    /** A token that is good for now; fetched when there is none, once for all that ask at the same time. */
    bearer(): Promise<Bearer>;
    /** The gateway did not accept this one: it is not used again. Answers whether asking for another can help. */
    rejected(bearer: Bearer): boolean;
}

export interface FetchedToken {
    readonly accessToken: string;
    /** Seconds from now. */
    readonly expiresIn: number;
}

interface Held extends Bearer {
    /** Milliseconds since the epoch, by the wall clock: a machine that slept must notice. */
    readonly until: number;
}

/** A token is no longer used so long before its end, or in its last fifth if that is shorter. Milliseconds. */
const MARGIN = 30_000;

export type ClientCredentials = Extract<Access, { kind: "client-credentials" }>;

/** @param fetch asks the token endpoint · @param isFinal whether after this error of `fetch` asking again is useless */
export function createBearerSource(
    access: Access,
    clock: Clock,
    fetch: (credentials: ClientCredentials) => Promise<FetchedToken>,
    isFinal: (error: unknown) => boolean,
): BearerSource {
    if (access.kind === "token") {
        const fixed = { value: access.accessToken };
        return { bearer: async () => fixed, rejected: () => false };
    }
    const credentials = access;
    let held: Held | undefined;
    let fetching: Promise<Held> | undefined;

    async function renew(): Promise<Held> {
        try {
            const asked = clock.now();
            const { accessToken, expiresIn } = await fetch(credentials);
            const life = expiresIn * 1000;
            held = { value: accessToken, until: asked + life - Math.min(MARGIN, life / 5) };
            fetching = undefined;
            return held;
        } catch (error) {
            // Credentials that were refused stay refused: a thousand further tries would only lock them.
            if (!isFinal(error)) fetching = undefined;
            throw error;
        }
    }

    return {
        bearer: async () => {
            if (held !== undefined && clock.now() < held.until) return held;
            fetching ??= renew();
            return await fetching;
        },
        rejected: (bearer) => {
            if (bearer === held) held = undefined;
            return true;
        },
    };
}
