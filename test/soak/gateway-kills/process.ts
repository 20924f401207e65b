/** `cvg sandbox --data FILE` as a process that can be killed, and plain HTTP to it. */
import { z } from "zod";
import { cvg } from "../../gateway/sandbox/command-line.js";

const Connection = z.object({
    endpoint: z.string(),
    control: z.string(),
    reseller: z.string(),
    tokenUrl: z.string(),
    clientId: z.string(),
    clientSecret: z.string(),
});
export type Connection = z.infer<typeof Connection>;

export interface Running {
    readonly connection: Connection;
    /** Ends it at once, whatever it is doing, and waits until it is gone. */
    kill(): Promise<void>;
}

export async function start(file: string): Promise<Running> {
    const started = cvg("sandbox", "--data", file, "--json");
    const connection = Connection.parse(JSON.parse(await started.line(/^\{/)));
    return {
        connection,
        kill: async () => {
            started.child.kill("SIGKILL");
            await started.ended;
        },
    };
}

/** Starts it and kills it so soon that it may not even be ready. */
export async function startAndKill(file: string, milliseconds: number): Promise<void> {
    const started = cvg("sandbox", "--data", file, "--json");
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    started.child.kill("SIGKILL");
    await started.ended;
}

export interface Reply {
    readonly status: number;
    readonly text: string;
}

export type Send = (method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => Promise<Reply>;

/** @param headers such as the authorization */
export function sender(base: string, headers: Readonly<Record<string, string>>): Send {
    return async (method, path, body) => {
        const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { ...headers, "content-type": "application/json" } };
        const answer = await fetch(base + path, { method, headers, ...json });
        return { status: answer.status, text: await answer.text() };
    };
}

const AccessToken = z.object({ access_token: z.string() });

/** @returns the header that authorizes */
export async function authorize({ tokenUrl, clientId, clientSecret }: Connection): Promise<Readonly<Record<string, string>>> {
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    const answer = await fetch(tokenUrl, { method: "POST", body: form });
    return { authorization: `Bearer ${AccessToken.parse(await answer.json()).access_token}` };
}
