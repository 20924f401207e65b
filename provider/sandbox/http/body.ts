/** The body of a request, up to a size that no body of the contract comes near. */
import { isPromise } from "node:util/types";
import { Refusal } from "../refusal.js";
import type { Http } from "./answer.js";

/** Bytes. */
const LARGEST_BODY = 4 * 1024 * 1024;

const tooLarge = () => new Refusal("VALIDATION", `The body is larger than ${LARGEST_BODY} bytes.`, [], 413);

/** Only what is posted has a body. @throws Refusal 413 */
export function bodyOf(http: Http): string | Promise<string> {
    if (http.req.method !== "POST") return "";
    const { headers } = http.env.incoming;
    const declared = headers["content-length"];
    if (declared === undefined) return headers["transfer-encoding"] === undefined ? "" : counted(http);
    // Node reads no more than was declared.
    if (Number(declared) > LARGEST_BODY) throw tooLarge();
    return http.req.text();
}

async function counted({ env }: Http): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of env.incoming) {
        size += Buffer.byteLength(chunk);
        if (size > LARGEST_BODY) throw tooLarge();
        chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks).toString("utf8");
}

/** Goes on at once where there is nothing to wait for: promises cost a read more than its query. */
export function after<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
    return isPromise(value) ? value.then(next) : next(value);
}
