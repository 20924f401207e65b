/** One request over the wire, by undici: an answer, or how it failed. Knows nothing of the gateway. */
import { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { foreignCode } from "../../errors/index.js";
import { loadUndici, type Undici } from "./undici/load-undici.js";
import { isLoopback, namesProxy, proxyFor, type WayOut } from "./way-out.js";

export interface Request {
    readonly method: "GET" | "POST" | "DELETE";
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Not on a connection that has been idle. */
    readonly fresh?: boolean;
}

export interface Answer {
    readonly kind: "answer";
    readonly status: number;
    /** Empty where it is unfit. */
    readonly text: string;
    /** Why the body cannot be taken for text at all; undefined when it can. Safe to show. */
    readonly unfit: string | undefined;
    readonly date: string | undefined;
    readonly requestId: string | undefined;
    readonly retryAfter: string | undefined;
}

/**
 * `untrusted`: the server's certificate. `hopeless`: nothing was sent, and trying again would not help. `reason` is safe to show, and says whether a
 * proxy was used.
 */
export type Exchanged = Answer | { readonly kind: "unreached" | "lost" | "untrusted" | "hopeless" | "stopped"; readonly reason: string };

export interface Http {
    /** @param sending called when the request really goes out: never for one that is stopped before */
    send(request: Request, sending: () => void): Promise<Exchanged>;
    close(): Promise<void>;
}

/** No connection was made, so nothing was sent. */
const UNREACHED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"];
/** Milliseconds for each second of the time-out: half of it. A connection that is not made by then surely carried nothing, which a create has to know. */
const CONNECTING = 500;
/** The longest body that is read. The tree of a hundred thousand units has a third of it. */
const LONGEST_BODY = 32 * 1024 * 1024;
const UNTRUSTED = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** Our own certificate is missing, or not the one that is wanted: the server ends the handshake. */
const UNKNOWN_TO_SERVER = /ALERT_(CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE|ACCESS_DENIED)/;
/** A create must not go out on a connection that the other end may have given up: its answer would be lost. Milliseconds without a request. */
const FRESH = 1000;

export interface HttpOptions {
    /** From sending to the last byte of the answer. */
    readonly timeoutSeconds: number;
    readonly maxConcurrency: number;
    /** Files with our own certificate and its key (PEM). */
    readonly clientCertificate?: string;
    readonly clientKey?: string;
    readonly env: NodeJS.ProcessEnv;
}

interface Ways {
    readonly request: Undici["request"];
    /** The way to an origin. A text says why there is none. */
    readonly to: (url: string, fresh: boolean) => { readonly dispatcher: Dispatcher; readonly how: string } | string;
    readonly close: () => Promise<void>;
}

async function findWays({ timeoutSeconds, maxConcurrency, clientCertificate, clientKey, env }: HttpOptions): Promise<Ways> {
    const { Agent, request } = await loadUndici();
    // What goes through a proxy takes all of undici.
    const ProxyAgent = namesProxy(env) ? (await import("undici")).ProxyAgent : undefined;
    const own = clientCertificate === undefined || clientKey === undefined ? undefined : await ownCertificate(clientCertificate, clientKey);
    const problem = own !== undefined && "problem" in own ? own.problem : undefined;
    // One timer covers the whole exchange (below), so undici's own for parts of it are off.
    const options = { connections: maxConcurrency, headersTimeout: 0, bodyTimeout: 0 };
    const connect = { timeout: timeoutSeconds * CONNECTING, ...own };
    const made = new Map<string, Dispatcher>();
    function dispatcher(proxy: WayOut | undefined, fresh: boolean): Dispatcher {
        const key = `${proxy?.url} ${fresh}`;
        const idle = fresh ? { keepAliveTimeout: FRESH, keepAliveMaxTimeout: FRESH } : {};
        const known = made.get(key);
        if (known !== undefined) return known;
        const agent =
            proxy === undefined || ProxyAgent === undefined
                ? new Agent({ ...options, ...idle, connect })
                : new ProxyAgent({ ...options, ...idle, uri: proxy.url, requestTls: connect, proxyTls: { timeout: connect.timeout } });
        made.set(key, agent);
        return agent;
    }
    /** By origin: it is the same for all of its requests. */
    const outs = new Map<string, ReturnType<typeof wayOut>>();
    function wayOut(url: string): { readonly proxy: WayOut | undefined; readonly how: string } | string {
        const proxy = ProxyAgent === undefined ? undefined : proxyFor(url, env);
        if (proxy === "wrong") return "HTTPS_PROXY is not the URL of a proxy";
        const straight = isLoopback(new URL(url).hostname) ? "" : ", without a proxy";
        return { proxy, how: proxy === undefined ? straight : `, through the proxy ${proxy.shown} of ${proxy.variable}` };
    }
    return {
        request,
        to: (url, fresh) => {
            if (problem !== undefined) return problem;
            const origin = /^[a-z]+:\/\/[^/?#]*/.exec(url)?.[0] ?? url;
            const way = outs.get(origin) ?? wayOut(url);
            outs.set(origin, way);
            return typeof way === "string" ? way : { dispatcher: dispatcher(way.proxy, fresh), how: way.how };
        },
        close: async () => void (await Promise.all([...made.values()].map((agent) => agent.close()))),
    };
}

async function ownCertificate(
    cert: string,
    key: string,
): Promise<{ readonly cert: Buffer; readonly key: Buffer } | { readonly problem: string }> {
    try {
        return { cert: await readFile(cert), key: await readFile(key) };
    } catch {
        return { problem: "the files of cvg:clientCertificate and cvg:clientKey cannot be read" };
    }
}

/** @param signal stops everything, also what is under way · @param over nothing more is sent */
export function createHttp(options: HttpOptions, { signal, over }: { readonly signal: AbortSignal; readonly over: AbortSignal }): Http {
    const { timeoutSeconds } = options;
    let found: Promise<Ways> | undefined;
    let closed = false;
    const timers = createTimers(timeoutSeconds, signal);

    return {
        send: async ({ url, fresh = false, ...rest }, sending) => {
            found ??= findWays(options);
            const { request, to } = await found;
            if (over.aborted || closed) return { kind: "stopped", reason: "the run has been stopped" };
            const way = to(url, fresh);
            if (typeof way === "string") return { kind: "hopeless", reason: way };
            sending();
            const within = timers.start();
            try {
                const { statusCode, headers, body } = await request(way.dispatcher, { ...rest, ...placeOf(url), signal: within });
                return {
                    kind: "answer",
                    status: statusCode,
                    ...(await textOf(body, first(headers["content-encoding"]))),
                    date: first(headers.date),
                    requestId: first(headers["x-request-id"]),
                    retryAfter: first(headers["retry-after"]),
                };
            } catch (error) {
                if (signal.aborted) return { kind: "lost", reason: "the run has been stopped" };
                if (within.aborted) return { kind: "lost", reason: `no answer within ${timeoutSeconds} seconds${way.how}` };
                const failed = failureOf(error);
                const wanted = options.clientCertificate === undefined && url.startsWith("https:") && isClosedAtOnce(error);
                return { ...failed, reason: `${failed.reason}${way.how}${wanted ? WANTS_CERTIFICATE : ""}` };
            } finally {
                timers.end(within);
            }
        },
        close: async () => {
            if (closed) return;
            closed = true;
            if (found !== undefined) await (await found).close();
        },
    };
}

/** A URL without anything that URL would spell otherwise: its origin, and a path of plain names. */
const PLAIN_URL = /^(https?:\/\/[a-z0-9.-]+(?::[1-9]\d*)?)((?:\/[\w-][\w.~-]*)+)$/;
const origins = new Map<string, string>();

/** A URL as a dispatcher takes it. */
export function placeOf(url: string): { readonly origin: string; readonly path: string } {
    const [, start = "", path = ""] = PLAIN_URL.exec(url) ?? [];
    const known = origins.get(start);
    if (known !== undefined) return { origin: known, path };
    const { origin, pathname, search } = new URL(url);
    if (start !== "") origins.set(start, origin);
    return { origin, path: `${pathname}${search}` };
}

/** Breaks one request off. undici takes an emitter as well as a signal, which costs a read more than all else that is done for it here. */
class Stop extends EventEmitter {
    aborted = false;
    readonly late: NodeJS.Timeout;

    constructor(seconds: number) {
        super();
        this.late = setTimeout(() => this.now(), seconds * 1000).unref();
    }
    now(): void {
        if (this.aborted) return;
        this.aborted = true;
        this.emit("abort");
    }
}

/** Stops requests after so many seconds, or with the signal. */
function createTimers(seconds: number, signal: AbortSignal): { readonly start: () => Stop; readonly end: (stop: Stop) => void } {
    const running = new Set<Stop>();
    signal.addEventListener("abort", () => {
        for (const stop of running) stop.now();
    });
    return {
        start: () => {
            const stop = new Stop(seconds);
            running.add(stop);
            return stop;
        },
        end: (stop) => {
            clearTimeout(stop.late);
            running.delete(stop);
        },
    };
}

/**
 * The other end closed the connection before a byte of an answer. In TLS 1.3 a handshake ends before the server has looked at our certificate, so
 * one that is missing shows like this, with an alert or without.
 */
function isClosedAtOnce(error: unknown): boolean {
    const socket = typeof error === "object" && error !== null && "socket" in error ? error.socket : undefined;
    const isUnread = typeof socket === "object" && socket !== null && "bytesRead" in socket && socket.bytesRead === 0;
    return foreignCode(error) === "UND_ERR_SOCKET" && isUnread;
}
const WANTS_CERTIFICATE = "; a gateway that wants a client certificate breaks off like this: see cvg:clientCertificate and cvg:clientKey";

function failureOf(error: unknown): Exclude<Exchanged, Answer> {
    const code = foreignCode(error) ?? "unknown reason";
    // Nothing went further than to the proxy.
    const refusedByProxy = /^Proxy response \((\d{3})\)/.exec(error instanceof Error ? error.message : "")?.[1];
    if (refusedByProxy !== undefined) {
        const kind = refusedByProxy === "407" || refusedByProxy === "403" ? "hopeless" : "unreached";
        return { kind, reason: `the proxy answered ${refusedByProxy}` };
    }
    if (UNREACHED.includes(code)) return { kind: "unreached", reason: `no connection (${code})` };
    if (UNTRUSTED.test(code)) return { kind: "untrusted", reason: `its certificate is not trusted (${code})` };
    if (UNKNOWN_TO_SERVER.test(code))
        return { kind: "hopeless", reason: `it does not accept us without the right client certificate (${code})` };
    return { kind: "lost", reason: `the connection broke (${code})` };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The text of a body: UTF-8 (RFC 8259, section 8.1) of a bounded length. Bytes that are no UTF-8 must not come near a write: replaced by question
 * marks they would destroy what is stored.
 */
async function textOf(body: Readable, encoding: string | undefined): Promise<Pick<Answer, "text" | "unfit">> {
    const chunks = await chunksOf(body);
    if (chunks === "too long") return { text: "", unfit: `it is longer than ${LONGEST_BODY / 1024 / 1024} MB` };
    const [only] = chunks;
    if (only === undefined) return { text: "", unfit: undefined };
    const bytes = chunks.length === 1 ? only : Buffer.concat(chunks);
    // None is asked for: no Accept-Encoding is sent.
    if (encoding !== undefined && encoding !== "identity" && bytes.byteLength > 0) return { text: "", unfit: "it is compressed" };
    try {
        return { text: utf8.decode(bytes), unfit: undefined };
    } catch {
        return { text: "", unfit: "it is not UTF-8" };
    }
}

/** By events: to iterate over a stream takes longer than most bodies do. */
function chunksOf(body: Readable): Promise<readonly Uint8Array[] | "too long"> {
    return new Promise((resolve, reject) => {
        const chunks: Uint8Array[] = [];
        let length = 0;
        body.on("data", (chunk: Uint8Array) => {
            length += chunk.byteLength;
            if (length <= LONGEST_BODY) chunks.push(chunk);
            else {
                resolve("too long");
                body.destroy();
            }
        });
        body.once("end", () => resolve(chunks));
        body.on("error", reject);
        // Broken off without an error, it would never end.
        body.once("close", () => reject(new Error("the body was broken off")));
    });
}

function first(header: string | string[] | undefined): string | undefined {
    return Array.isArray(header) ? header[0] : header;
}
