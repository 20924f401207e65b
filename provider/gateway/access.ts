/** The bearer token of each request. */
import type { Clock } from "./clock.js";
import type { Access } from "./configuration.js";

export interface Bearer {
    readonly value: string;
}

export interface BearerSource {
    /** A token that is good for now; fetched when there is none, once for all that ask at the same time. */
    bearer(): Promise<Bearer>;
    /** The gateway did not accept this one. Answers whether asking again can help. */
    rejected(bearer: Bearer): boolean;
}

export interface FetchedToken {
    readonly accessToken: string;
    /** Seconds from now. */
    readonly expiresIn: number;
}

/** A token is no longer used so long before its end, or in its last fifth if that is shorter. Milliseconds. */
const MARGIN = 30_000;

/** @param fetch asks the token endpoint; `final` in its error means that asking again is useless */
export function createBearerSource(
    access: Access,
    clock: Clock,
    fetch: () => Promise<FetchedToken>,
    isFinal: (error: unknown) => boolean,
): BearerSource {
    if (access.kind === "token") {
        const fixed = { value: access.accessToken };
        return { bearer: async () => fixed, rejected: () => false };
    }
    let current: Promise<Bearer & { readonly until: number }> | undefined;
    let held: (Bearer & { readonly until: number }) | undefined;

    async function renew() {
        try {
            const asked = clock.now();
            const { accessToken, expiresIn } = await fetch();
            const life = expiresIn * 1000;
            held = { value: accessToken, until: asked + life - Math.min(MARGIN, life / 5) };
            return held;
        } catch (error) {
            // Credentials that were refused stay refused: a thousand further tries would only lock them.
            if (!isFinal(error)) current = undefined;
            throw error;
        }
    }

    return {
        bearer: async () => {
            if (held !== undefined && clock.now() >= held.until) held = current = undefined;
            return await (current ??= renew());
        },
        rejected: (bearer) => {
            if (bearer === held) held = current = undefined;
            return true;
        },
    };
}
