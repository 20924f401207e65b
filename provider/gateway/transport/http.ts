/** One request over the wire, by undici: an answer, or how it failed. Knows nothing of the gateway. */
import type { Dispatcher } from "undici";

export interface Request {
    readonly method: "GET" | "POST" | "DELETE";
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
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

/** `untrusted`: the server's certificate. `reason` is safe to show. */
export type Exchanged = Answer | { readonly kind: "unreached" | "lost" | "untrusted" | "stopped"; readonly reason: string };

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

/** @param timeoutSeconds from sending to the last byte of the answer · @param signal stops everything, also what is under way */
export function createHttp(timeoutSeconds: number, maxConcurrency: number, signal: AbortSignal): Http {
    let made: Promise<{ readonly request: typeof import("undici").request; readonly agent: Dispatcher }> | undefined;
    let closed = false;

    async function make() {
        const { Agent, request } = await import("undici");
        // One timer covers the whole exchange (below), so undici's own for parts of it are off.
        const agent = new Agent({
            connections: maxConcurrency,
            headersTimeout: 0,
            bodyTimeout: 0,
            connect: { timeout: timeoutSeconds * CONNECTING },
        });
        return { request, agent };
    }

    return {
        send: async ({ url, ...options }, sending) => {
            made ??= make();
            const { request, agent } = await made;
            if (signal.aborted || closed) return { kind: "stopped", reason: "the run has been stopped" };
            sending();
            const late = AbortSignal.timeout(timeoutSeconds * 1000);
            try {
                const { statusCode, headers, body } = await request(url, {
                    ...options,
                    dispatcher: agent,
                    signal: AbortSignal.any([signal, late]),
                });
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
                if (late.aborted) return { kind: "lost", reason: `no answer within ${timeoutSeconds} seconds` };
                const code = codeOf(error);
                if (UNREACHED.includes(code)) return { kind: "unreached", reason: `no connection (${code})` };
                if (UNTRUSTED.test(code)) return { kind: "untrusted", reason: `its certificate is not trusted (${code})` };
                return { kind: "lost", reason: `the connection broke (${code})` };
            }
        },
        close: async () => {
            if (closed) return;
            closed = true;
            if (made !== undefined) await (await made).agent.close();
        },
    };
}

/**
 * The text of a body: UTF-8 (RFC 8259, section 8.1) of a bounded length. Bytes that are no UTF-8 must not come near a write: replaced by question
 * marks they would destroy what is stored.
 */
async function textOf(body: AsyncIterable<Uint8Array>, encoding: string | undefined): Promise<Pick<Answer, "text" | "unfit">> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body) {
        length += chunk.byteLength;
        if (length > LONGEST_BODY) return { text: "", unfit: `it is longer than ${LONGEST_BODY / 1024 / 1024} MB` };
        chunks.push(chunk);
    }
    // None is asked for: no Accept-Encoding is sent.
    if (encoding !== undefined && encoding !== "identity" && length > 0) return { text: "", unfit: "it is compressed" };
    try {
        return { text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)), unfit: undefined };
    } catch {
        return { text: "", unfit: "it is not UTF-8" };
    }
}

function first(header: string | string[] | undefined): string | undefined {
    return Array.isArray(header) ? header[0] : header;
}

/** Only the code: messages of connection errors can quote what was received. */
function codeOf(error: unknown): string {
    return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "unknown reason";
}
