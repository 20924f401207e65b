/** The log of what was asked of the gateway. */
import { randomUUID } from "node:crypto";

export interface LoggedRequest {
    readonly id: string;
    /** By the gateway's clock. */
    readonly at: string;
    readonly method: string;
    /** As the contract writes it; `token` for the token endpoint, `*` for what the contract does not know. */
    readonly route: string;
    readonly path: string;
    /** 0 when nothing was answered. */
    readonly status: number;
    readonly ms: number;
}

/** The same with the instant as milliseconds since the epoch: most requests are never looked at. */
export type Answered = Omit<LoggedRequest, "at"> & { readonly at: number };

export const logged = (request: Answered): LoggedRequest => ({ ...request, at: new Date(request.at).toISOString() });

export interface Requests {
    /** An id that no other request has: the UUID of a gateway, with the number of the request at its end. */
    nextId(): string;
    add(request: Answered): void;
    all(): { readonly requests: readonly LoggedRequest[]; readonly counts: Readonly<Record<string, number>> };
    clear(): void;
}

/** The oldest are forgotten, but stay counted: a gateway may run for weeks. */
const KEPT = 100_000;

/** Digits of a UUID's last part. */
const COUNTED = 12;

export function createRequests(): Requests {
    let requests: Answered[] = [];
    const counts = new Map<string, number>();
    const gateway = randomUUID().slice(0, -COUNTED);
    let ids = 0;
    return {
        nextId: () => {
            ids += 1;
            return gateway + ids.toString(16).padStart(COUNTED, "0");
        },
        add: (request) => {
            requests.push(request);
            if (requests.length > KEPT) requests = requests.slice(-KEPT / 2);
            const key = `${request.method} ${request.route}`;
            counts.set(key, (counts.get(key) ?? 0) + 1);
        },
        all: () => ({ requests: requests.map(logged), counts: Object.fromEntries(counts) }),
        clear: () => {
            requests = [];
            counts.clear();
        },
    };
}
