import type { RawBody } from "../wire/contract.js";

/** What a call does, as far as repeating it matters. Updates carry the full body and deletions, restores and moves answer twice the same: all `write`. */
export type Kind = "read" | "write" | "create" | "token";

/** How one request failed. */
export type Failure =
    /** No connection was made (refused, no such host, no route): the request surely did not arrive. */
    | "unreached"
    /** Reset, or no answer in time: it may have arrived. */
    | "lost"
    /** 429: it arrived and was not done. */
    | "limited"
    /** 500, 502, 503, 504: it may have been done. */
    | "unwell"
    /** Other 5xx: it may have been done, and would fail again. */
    | "broken"
    /** An answer that is not the contract's. */
    | "unreadable"
    /** It was not done and never will be: any 4xx, a certificate nobody trusts, a run that has been stopped. */
    | "refused";

/** One thing that is asked of the gateway, however many requests it takes. */
export interface Call<T> {
    readonly kind: Kind;
    readonly method: "GET" | "POST" | "DELETE";
    /** The contract's template, such as `/customers/{reseller}/{customer}`: what messages and counts show. */
    readonly route: string;
    /** The template filled in. */
    readonly path: string;
    readonly body?: RawBody;
    /** What to send instead when the call has to be repeated: `body` may be out of date by then. */
    readonly again?: () => Promise<RawBody>;
    /** What it is about, for messages: `customer "Acme" (token)`. Asked late, when a name may have become known. */
    readonly subject: () => string;
    /** The raw answer (undefined: no body) to what the caller wants. @throws ZodError when it does not fit */
    readonly parse: (raw: unknown) => T;
}
