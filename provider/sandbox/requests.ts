/** The log of what was asked of the gateway. */

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

export interface Requests {
    add(request: LoggedRequest): void;
    all(): { readonly requests: readonly LoggedRequest[]; readonly counts: Readonly<Record<string, number>> };
    clear(): void;
}

/** The oldest are forgotten, but stay counted: a gateway may run for weeks. */
const KEPT = 100_000;

export function createRequests(): Requests {
    let requests: LoggedRequest[] = [];
    const counts = new Map<string, number>();
    return {
        add: (request) => {
            requests.push(request);
            if (requests.length > KEPT) requests = requests.slice(-KEPT / 2);
            const key = `${request.method} ${request.route}`;
            counts.set(key, (counts.get(key) ?? 0) + 1);
        },
        all: () => ({ requests, counts: Object.fromEntries(counts) }),
        clear: () => {
            requests = [];
            counts.clear();
        },
    };
}
