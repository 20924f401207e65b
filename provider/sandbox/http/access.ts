/** Who may call: OAuth2 client credentials (RFC 6749, section 4.4) and the bearer tokens that they buy. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Refusal } from "../refusal.js";
import type { Answer } from "./answer.js";

export interface Access {
    /** @param authorization header for HTTP Basic, if there is one */
    token(form: string, authorization: string | undefined): Answer;
    /** @throws Refusal UNAUTHORIZED */
    check(authorization: string | undefined): void;
    /** What a bot calls back with: good for one dialog, and as long as that. */
    dialogToken(dialogId: string): string;
    /** The dialog whose bot it is that calls; undefined: somebody with an access token. @throws Refusal UNAUTHORIZED */
    bot(authorization: string | undefined): string | undefined;
}

/**
 * Tokens are signed, not remembered, so they outlive a restart as a real service's do.
 * They expire by the wall clock: the movable one must not log anybody out.
 */
export function createAccess(clientId: string, clientSecret: string, seconds: number): Access {
    /** Headers whose signature was found right, with the end of their token: a client sends the same one a thousand times. */
    const signed = new Map<string, number>();
    const sign = (claim: string) => createHmac("sha256", clientSecret).update(claim).digest();

    const issue = (): string => {
        const claim = `${Date.now() + seconds * 1000}.${randomBytes(8).toString("hex")}`;
        return `${claim}.${sign(claim).toString("hex")}`;
    };

    const check = (authorization = ""): void => {
        const until = signed.get(authorization) ?? endOf(authorization, sign);
        if (until <= Date.now()) throw unauthorized("The access token has expired.");
        if (signed.size >= REMEMBERED) signed.clear();
        signed.set(authorization, until);
    };
    const dialogToken = (dialogId: string): string => `dialog.${dialogId}.${sign(`dialog.${dialogId}`).toString("hex")}`;

    return {
        dialogToken,
        bot: (authorization = "") => {
            const [, token, dialogId] = /^Bearer +(dialog\.([0-9a-f-]{36})\.[0-9a-f]{64})$/i.exec(authorization) ?? [];
            if (token === undefined || dialogId === undefined) {
                check(authorization);
                return undefined;
            }
            const right = Buffer.from(dialogToken(dialogId));
            const given = Buffer.from(token);
            if (right.length !== given.length || !timingSafeEqual(right, given)) throw unauthorized("A wrong token of a dialog.");
            return dialogId;
        },
        token: (form, authorization) => {
            const fields = new URLSearchParams(form);
            const client = basic(authorization) ?? { id: fields.get("client_id"), secret: fields.get("client_secret") };
            if (client.id !== clientId || client.secret !== clientSecret) return { status: 401, body: { error: "invalid_client" } };
            const grant = fields.get("grant_type");
            if (grant === null) return { status: 400, body: { error: "invalid_request" } };
            if (grant !== "client_credentials") return { status: 400, body: { error: "unsupported_grant_type" } };
            return { status: 200, body: { access_token: issue(), token_type: "Bearer", expires_in: seconds } };
        },
        check,
    };
}

/** So many headers, then they are forgotten all at once. */
const REMEMBERED = 1000;

/** When a token ends, in milliseconds since the epoch. @throws Refusal UNAUTHORIZED for one that is not ours */
function endOf(authorization: string, sign: (claim: string) => Buffer): number {
    const [, until, nonce, signature] = /^Bearer +(\d+)\.([0-9a-f]+)\.([0-9a-f]{64})$/i.exec(authorization) ?? [];
    if (until === undefined || nonce === undefined || signature === undefined) throw unauthorized("No access token of this gateway.");
    if (!timingSafeEqual(sign(`${until}.${nonce}`), Buffer.from(signature, "hex"))) throw unauthorized("A wrong access token.");
    return Number(until);
}

const unauthorized = (description: string) => new Refusal("UNAUTHORIZED", description);

/** Both parts are form-encoded before they are joined: RFC 6749, section 2.3.1. */
function basic(authorization: string | undefined): { readonly id: string; readonly secret: string } | undefined {
    const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (encoded === undefined) return undefined;
    const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
    return { id: unescaped(id), secret: unescaped(secret.join(":")) };
}

const unescaped = (text: string): string => new URLSearchParams(`value=${text}`).get("value") ?? "";
