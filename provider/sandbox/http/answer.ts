import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { errorBody, Refusal } from "../refusal.js";

export type Http = Context<{ Bindings: HttpBindings }>;

/** What goes back over HTTP. Without a body: none. */
export interface Answer {
    readonly status: number;
    readonly body?: unknown;
    /** A body that is JSON text already, instead of `body`. */
    readonly json?: string;
    /** A file, instead of either. */
    readonly file?: { readonly content: Buffer<ArrayBuffer>; readonly type: string };
    readonly headers?: Readonly<Record<string, string>>;
}

export const NO_CONTENT: Answer = { status: 204 };

/** A refusal as the contract's error; anything else is ours, and its words stay with us. */
export function answerOf(error: unknown): Answer {
    if (error instanceof Refusal) return { status: error.status, body: errorBody(error.code, error.description, error.fields) };
    return { status: 500, body: errorBody("INTERNAL", "The embedded gateway has a defect.") };
}
