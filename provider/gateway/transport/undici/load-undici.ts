/**
 * The parts of undici that a request takes. Its index brings a browser's fetch, cookies, caches and stand-ins for tests along: 110 files, which take four
 * times as long to load, in both processes of every run.
 */
import type { Dispatcher } from "undici";

export interface Undici {
    readonly Agent: typeof import("undici").Agent;
    readonly request: (dispatcher: Dispatcher, options: Dispatcher.RequestOptions) => Promise<Dispatcher.ResponseData>;
}

async function parts(): Promise<Undici> {
    const [{ default: Agent }, { default: request }] = await Promise.all([
        import("undici/lib/dispatcher/agent.js"),
        import("undici/lib/api/api-request.js"),
    ]);
    return { Agent, request: (dispatcher, options) => request.call(dispatcher, options) };
}

async function whole(): Promise<Undici> {
    const { Agent } = await import("undici");
    return { Agent, request: (dispatcher, options) => dispatcher.request(options) };
}

/** Where its files lie is undici's own affair: one that has them elsewhere is loaded whole. */
export const loadUndici = (): Promise<Undici> => parts().catch(whole);
