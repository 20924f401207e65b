import type { RawBody } from "./contract.js";
import type { Kind } from "./retry.js";

/** One thing that is asked of the gateway, however many requests it takes. */
export interface Call<T> {
    readonly kind: Kind;
    readonly method: "GET" | "POST" | "DELETE";
    /** The contract's template, such as `/customers/{reseller}/{customer}`: what messages and counts show. */
    readonly route: string;
    /** The template filled in. */
    readonly path: string;
    readonly body?: RawBody;
    /** What it is about, for messages: `customer "Acme" (token)`. Asked late, when a name may have become known. */
    readonly subject: () => string;
    /** The raw answer (undefined: no body) to what the caller wants. @throws ZodError when it does not fit */
    readonly parse: (raw: unknown) => T;
}
