/**
 * Keeps web pages out: a browser on this machine reaches the gateway too, and a page of anybody's must neither move its clock nor read
 * its tree. A page comes with its Origin, with a name of its own that it made resolve to this machine, or with a form.
 */
import { isIP } from "node:net";
import { Refusal } from "../refusal.js";
import type { Http } from "./answer.js";

/** What a request may carry. */
export const JSON_BODY = "application/json";
export const FORM_BODY = "application/x-www-form-urlencoded";

/** @throws Refusal FORBIDDEN, or 415 for a body of another type */
export function guard({ env, req }: Http, type: string): void {
    const { host = "", origin, "content-type": sent, "sec-fetch-site": site, "sec-fetch-mode": mode } = env.incoming.headers;
    if (!isHere(host)) throw new Refusal("FORBIDDEN", "The gateway is called by a name that is not this machine's.");
    // A picture or a script of a page comes without an Origin: it could read nothing, but use up a fault on order.
    const isEmbedded = (site === "cross-site" || site === "same-site") && mode !== "navigate";
    if (isEmbedded || (origin !== undefined && origin !== `http://${host}`))
        throw new Refusal("FORBIDDEN", "The gateway does not answer to web pages.");
    const { "content-length": length = "0", "transfer-encoding": chunked } = env.incoming.headers;
    if (req.method !== "POST" || (length === "0" && chunked === undefined)) return;
    if (sent?.split(";")[0]?.trim().toLowerCase() === type) return;
    const hint = type === JSON_BODY ? " (curl --json sends it so)" : "";
    throw new Refusal("VALIDATION", `The body has to be sent with the content type ${type}${hint}.`, [], 415);
}

/** `127.0.0.1:7080`, `localhost`, `[::1]:7080` */
function isHere(host: string): boolean {
    const [, bracketed, plain] = /^(?:\[([0-9a-f:]+)\]|([^:]+))(?::\d+)?$/i.exec(host) ?? [];
    if (bracketed !== undefined) return bracketed === "::1";
    if (plain === undefined) return false;
    return plain.toLowerCase() === "localhost" || (isIP(plain) === 4 && plain.startsWith("127."));
}
