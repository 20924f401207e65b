/** A running embedded gateway with an access token, for one test; closed after it. Speaks plain HTTP: nothing of the provider's client is in between. */
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../provider/sandbox/index.js";

export type Json = Readonly<Record<string, unknown>>;

export interface Reply {
    readonly status: number;
    readonly text: string;
    /** The parsed body, of any shape: tests look into answers by name, and fail where a name is missing. Undefined when there is none. */
    readonly json: ReturnType<typeof Reflect.get>;
    readonly headers: Headers;
}

export interface Opened {
    readonly sandbox: Sandbox;
    /** Paths are the contract's; `{reseller}` is filled in. A text is sent as it is. */
    call(method: string, path: string, body?: unknown): Promise<Reply>;
    /** The same of the runtime API. */
    runtime(method: string, path: string, body?: unknown): Promise<Reply>;
    control(method: string, path: string, body?: unknown): Promise<Reply>;
}

const running: Sandbox[] = [];

afterEach(async () => {
    await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

export async function openSandbox(options: SandboxOptions = {}): Promise<Opened> {
    const defect = (_request: unknown, error?: unknown) => {
        if (error !== undefined) console.error(error);
    };
    const sandbox = await startSandbox({ log: defect, ...options });
    running.push(sandbox);
    return opened(sandbox);
}

/** One whose switches stand as the test needs them. */
export async function behaving(changes: Readonly<Record<string, string>>): Promise<Opened> {
    const opened = await openSandbox();
    const { status, text } = await opened.control("POST", "/behaviour", changes);
    if (status !== 200) throw new Error(text);
    return opened;
}

type Connection = Pick<Sandbox, "endpoint" | "runtime" | "reseller" | "tokenUrl" | "clientId" | "clientSecret" | "control">;

export async function opened<T extends Connection>(sandbox: T) {
    const token = await accessToken(sandbox);
    const under = (base: string) => (method: string, path: string, body?: unknown) =>
        send(method, base + path.replace("{reseller}", sandbox.reseller), body, { authorization: `Bearer ${token}` });
    return {
        sandbox,
        call: under(sandbox.endpoint),
        runtime: under(sandbox.runtime),
        control: (method: string, path: string, body?: unknown) => send(method, sandbox.control + path, body, {}),
    };
}

export async function accessToken({ tokenUrl, clientId, clientSecret }: Connection): Promise<string> {
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    const { json } = await reply(await fetch(tokenUrl, { method: "POST", body: form }));
    return json.access_token;
}

export async function send(method: string, url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Reply> {
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    if (text === undefined) return await reply(await fetch(url, { method, headers }));
    return await reply(await fetch(url, { method, headers: { "content-type": "application/json", ...headers }, body: text }));
}

async function reply(response: Response): Promise<Reply> {
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return { status: response.status, text, json: isJson && text !== "" ? parsed(text) : undefined, headers: response.headers };
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** The error that a text holds. */
export const refusalOf = (text: string): Json => JSON.parse(text).errorData;
