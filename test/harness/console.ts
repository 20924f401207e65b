/** What an admin does in the console, behind Pulumi's back: plain calls of the gateway's contract, without our client. */
import type { Sandbox } from "../../provider/sandbox/index.js";

export type Json = Readonly<Record<string, unknown>>;

/** A unit as `control/tree` shows it. */
export interface ShownUnit {
    readonly level: "reseller" | "customer" | "account" | "project";
    readonly token: string;
    /** Token of the unit above; undefined for the reseller. */
    readonly above: string | undefined;
    readonly name: string;
    readonly inactive: boolean;
    /** Milliseconds since the epoch; null while the unit is active. */
    readonly purgeAt: number | null;
    readonly stored: Json;
    readonly effective: Json;
}

export interface Console {
    get(path: string): Promise<Json>;
    /** A read of the runtime API: what calls left behind. */
    runtime(path: string): Promise<Json>;
    post(path: string, body: unknown): Promise<void>;
    /** Reads, changes and writes one unit. */
    edit(path: string, change: (body: Json) => Json): Promise<void>;
    delete(path: string): Promise<void>;
    /** All units by name. */
    units(): Promise<ReadonlyMap<string, ShownUnit>>;
    /** All units, each before those below it; namesakes too. */
    everyUnit(): Promise<readonly ShownUnit[]>;
    control(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<unknown>;
    /** Requests so far by kind, `GET /userdetails`. */
    counts(): Promise<Readonly<Record<string, number>>>;
    /** Requests that change something. */
    writes(): Promise<number>;
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const object = (value: unknown): Json => {
    if (isObject(value)) return value;
    throw new Error(`an object was expected, not ${JSON.stringify(value)}`);
};

const LEVELS = ["reseller", "customer", "account", "project"] as const;

function* shown(unit: Json, above?: string): Generator<ShownUnit> {
    const level = LEVELS.find((candidate) => `${candidate}Token` in unit) ?? "reseller";
    const { stored, effective, purgeAt } = unit;
    const token = String(unit[`${level}Token`]);
    const name = String(unit[`${level}Name`]);
    yield {
        level,
        token,
        above,
        name,
        inactive: unit.inactive === true,
        purgeAt: typeof purgeAt === "number" ? purgeAt : null,
        stored: object(stored),
        effective: object(effective),
    };
    for (const below of ["customers", "accounts", "projects"]) {
        const children = unit[below];
        if (Array.isArray(children)) for (const child of children) yield* shown(object(child), token);
    }
}

export async function openConsole(sandbox: Sandbox): Promise<Console> {
    const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: sandbox.clientId,
        client_secret: sandbox.clientSecret,
    });
    const granted = async (): Promise<string> => {
        const grant = object(await (await fetch(sandbox.tokenUrl, { method: "POST", body: form })).json());
        return `Bearer ${String(grant.access_token)}`;
    };
    let authorization = await granted();
    const call = async (url: string, method: string, body?: unknown): Promise<unknown> => {
        const send = (): Promise<Response> => {
            // A connection of its own for each: one that was idle for long may be closed just when it is used again.
            const headers = { authorization, "content-type": "application/json", connection: "close" };
            return fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
        };
        let response = await send();
        // A story may last longer than a token.
        if (response.status === 401) {
            authorization = await granted();
            response = await send();
        }
        const text = await response.text();
        if (!response.ok) throw new Error(`${method} ${url} was answered ${response.status} ${text}`);
        return text === "" ? undefined : JSON.parse(text);
    };
    const of = (path: string): string => `${sandbox.endpoint}${path}`;
    const control = (method: string, path: string, body?: unknown): Promise<unknown> => call(`${sandbox.control}${path}`, method, body);
    const counts = async (): Promise<Readonly<Record<string, number>>> => {
        const answer = object(object(await control("GET", "/requests")).counts);
        return Object.fromEntries(Object.entries(answer).map(([kind, times]) => [kind, Number(times)]));
    };
    return {
        get: async (path) => object(await call(of(path), "GET")),
        runtime: async (path) => object(await call(`${sandbox.runtime}${path}`, "GET")),
        post: async (path, body) => void (await call(of(path), "POST", body)),
        edit: async (path, change) => void (await call(of(path), "POST", change(object(await call(of(path), "GET"))))),
        delete: async (path) => void (await call(of(path), "DELETE")),
        units: async () => new Map([...shown(object(await control("GET", "/tree")))].map((unit) => [unit.name, unit])),
        everyUnit: async () => [...shown(object(await control("GET", "/tree")))],
        control,
        counts,
        writes: async () => {
            const reads = (kind: string): boolean => kind.startsWith("GET ") || kind === "POST token";
            return Object.entries(await counts()).reduce((sum, [kind, times]) => (reads(kind) ? sum : sum + times), 0);
        },
    };
}
