/** A small HTTP server of our own on this machine that answers as a test says, faults included. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Clock, Configuration } from "../../../provider/gateway/index.js";
import { CONSOLE_DEFAULTS } from "../../harness/bodies.js";

export interface Seen {
    readonly method: string;
    readonly path: string;
    readonly authorization: string | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
}

export interface Answer {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Instead of `body`. */
    readonly bytes?: Uint8Array;
}
/** `endless`: a body that goes on as long as anybody reads. `reset`: the connection ends before any answer. `cut`: it ends in the middle of the body. `hang`: nothing ever comes. */
export type Reply = Answer | "reset" | "cut" | "hang" | "endless";

export interface Loopback {
    readonly url: string;
    /** All requests but those for a token, in the order in which they came. */
    readonly seen: readonly Seen[];
    readonly tokens: readonly Seen[];
    /** The most requests that were under way at the same time. */
    readonly mostAtOnce: () => number;
    readonly configuration: (changed?: Partial<Configuration>) => Configuration;
    readonly close: () => Promise<void>;
}

export const CLIENT_SECRET = "client-secret-MARKER";
export const ACCESS_TOKEN = "access-token-MARKER";
export const RESELLER = "4bd7f66c-0000-4000-8000-000000000001";

export const json = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({
    status,
    headers: { "content-type": "application/json", "x-request-id": "request-7", ...headers },
    body: JSON.stringify(value),
});
export const refusal = (
    status: number,
    code: string,
    more: { readonly fields?: readonly string[]; readonly description?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Answer =>
    json({ errorData: { code, fieldReferences: more.fields ?? [], shortDescription: more.description ?? "" } }, status, more.headers ?? {});
export const done: Answer = { status: 204, headers: { "x-request-id": "request-7" } };
export const goodToken = (value = ACCESS_TOKEN, expiresIn = 300) =>
    json({ access_token: value, token_type: "Bearer", expires_in: expiresIn });

export const commonConfiguration = CONSOLE_DEFAULTS;
export const acme = { customerName: "Acme", customerToken: "c1", inactive: false, commonConfiguration };

/** Acme stands for whichever unit is asked for: a body says whose it is. */
function ofAsked(method: string, url: string, body: string): string {
    const asked = /\/(?:customers|account|project|reseller)\/[^/]+(?:\/([^/]+))?$/.exec(url)?.[1];
    return method === "GET" && asked !== undefined ? body.replace(JSON.stringify(acme.customerToken), JSON.stringify(asked)) : body;
}

/** @param reply to each request that is not for a token; `index` counts them from 0 · @param token to each request for a token · @param wantedPort 0: any free one */
export async function loopback(
    reply: (seen: Seen, index: number) => Reply | Promise<Reply>,
    token: (seen: Seen, index: number) => Reply = () => goodToken(),
    wantedPort = 0,
): Promise<Loopback> {
    const [seen, tokens]: [Seen[], Seen[]] = [[], []];
    let [now, most] = [0, 0];

    async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
        now += 1;
        most = Math.max(most, now);
        response.on("close", () => {
            now -= 1;
        });
        const { method = "", url = "", headers } = request;
        const one = { method, path: url, authorization: headers.authorization, headers, body: await text(request) };
        const isToken = url === "/token";
        const index = (isToken ? tokens : seen).push(one) - 1;
        const what = isToken ? token(one, index) : await reply(one, index);
        if (what === "hang") return;
        if (what === "reset") {
            request.socket.resetAndDestroy();
            return;
        }
        if (what === "cut") {
            response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
            response.write('{"customerName"', () => request.socket.resetAndDestroy());
            return;
        }
        if (what === "endless") {
            response.writeHead(200, { "content-type": "application/json" });
            const more = Buffer.alloc(1024 * 1024, " ");
            while (!response.destroyed && !request.socket.destroyed) {
                response.write(more);
                await new Promise((go) => setImmediate(go));
                while (response.writableNeedDrain && !request.socket.destroyed) await new Promise((go) => setTimeout(go, 1));
            }
            return;
        }
        response.writeHead(what.status ?? 200, { ...what.headers });
        if (what.bytes !== undefined) response.end(what.bytes);
        else response.end(ofAsked(method, url, what.body ?? ""));
    }

    const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
    await new Promise<void>((listening) => server.listen(wantedPort, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    return {
        url,
        seen,
        tokens,
        mostAtOnce: () => most,
        configuration: (changed = {}) => ({
            endpoint: `${url}/master-api`,
            reseller: RESELLER,
            access: { kind: "client-credentials", tokenUrl: `${url}/token`, clientId: "client", clientSecret: CLIENT_SECRET },
            maxRequestsPerSecond: 1_000_000,
            shareOfLimit: 1,
            maxConcurrency: 8,
            timeoutSeconds: 5,
            ifExists: "fail",
            ...changed,
        }),
        close: async () => {
            server.closeAllConnections();
            await new Promise((closed) => server.close(closed));
        },
    };
}

/** A clock that only moves when somebody sleeps, at once; it writes down for how long. */
export function quickClock(): Clock & { readonly slept: readonly number[]; readonly advance: (milliseconds: number) => void } {
    let now = Date.parse("2026-11-23T10:00:00Z");
    const slept: number[] = [];
    return {
        slept,
        advance: (milliseconds) => {
            now += milliseconds;
        },
        now: () => now,
        random: () => 0,
        sleep: async (milliseconds, signal) => {
            slept.push(milliseconds);
            now += milliseconds;
            await new Promise((resolve) => setImmediate(resolve));
            signal?.throwIfAborted();
        },
    };
}

/** The error of a promise that must fail. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
    try {
        await promise;
    } catch (error) {
        if (error instanceof Error) return error;
    }
    throw new Error("it did not fail");
}
