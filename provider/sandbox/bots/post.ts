/** One request to a bot or a webhook, with an end: in time, in size, and without going elsewhere. */
import { z } from "zod";

export type Posted =
    | { readonly status: number; readonly body: unknown; readonly ms: number }
    | { readonly failed: string; readonly ms: number };

/** Bytes of an answer that are read. */
const LONGEST = 65_536;

export async function post(
    url: string,
    body: unknown,
    { token, timeoutMs, ended }: { readonly token?: string | undefined; readonly timeoutMs: number; readonly ended: AbortSignal },
): Promise<Posted> {
    const started = performance.now();
    const ms = () => Math.round(performance.now() - started);
    const late = AbortSignal.timeout(timeoutMs);
    try {
        const answer = await fetch(url, {
            method: "POST",
            // Without a charset: the vendor's own channel for Rasa refuses one.
            headers: { "content-type": "application/json", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
            body: JSON.stringify(body),
            redirect: "manual",
            signal: AbortSignal.any([late, ended]),
        });
        return { status: answer.status, body: readable(await beginning(answer)), ms: ms() };
    } catch (error) {
        return { failed: late.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(error), ms: ms() };
    }
}

async function beginning({ body }: Response): Promise<string> {
    if (body === null) return "";
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true });
        // Leaving the loop cancels what else would come.
        if (text.length > LONGEST) return text.slice(0, LONGEST);
    }
    return text;
}

/** JSON, or the text itself; undefined for none. */
function readable(text: string): unknown {
    if (text === "") return undefined;
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

/** An error by its form: inside of jest it is not an `Error` of the test's own. */
const Failed = z.looseObject({
    message: z.string(),
    cause: z.looseObject({ message: z.string(), code: z.string().optional() }).optional(),
});

function reasonOf(error: unknown): string {
    const { data } = Failed.safeParse(error);
    return data?.cause?.message || data?.cause?.code || data?.message || String(error);
}
