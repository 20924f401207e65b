/** The access token of each request: asked of the token endpoint, kept while it is good, renewed once for all that need it. */
import type { Access } from "../configuration.js";
import { TokenAnswer } from "../wire/contract.js";
import { plain } from "../wire/json.js";
import type { Call } from "./call.js";
import type { Clock } from "./clock.js";
import type { Request } from "./http.js";
import { outcomeOf, type Read } from "./outcome.js";
import { type Patience, withRetries } from "./retry.js";

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
    /** Seconds from now; undefined when the endpoint does not say: then it is good until the gateway does not accept it. */
    readonly expiresIn: number | undefined;
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
            const life = (expiresIn ?? Number.POSITIVE_INFINITY) * 1000;
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

/** Asks the token endpoint: RFC 6749, section 4.4. Outside the queue, because the requests that wait for the token hold places in it. */
export function fetchToken(
    credentials: ClientCredentials,
    send: (request: Request) => Promise<Read>,
    patience: Patience,
): Promise<FetchedToken> {
    const { clientId, clientSecret, tokenUrl } = credentials;
    const call: Call<FetchedToken> = {
        kind: "token",
        method: "POST",
        route: "token",
        path: "",
        subject: () => "access token",
        parse: (raw) => {
            const { access_token, expires_in } = TokenAnswer.parse(plain(raw));
            return { accessToken: access_token, expiresIn: expires_in };
        },
    };
    const request: Request = {
        method: "POST",
        url: tokenUrl,
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }).toString(),
    };
    return withRetries(
        "token",
        async () => {
            const sentAt = patience.clock.now();
            return outcomeOf(call, await send(request), {
                address: tokenUrl,
                sentAt,
                now: patience.clock.now(),
                access: "client-credentials",
                secrets: [clientSecret],
            });
        },
        patience,
    );
}
