/** A bot on this machine: what the gateway asks it, and what it does then. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "./open-sandbox.js";

export interface Heard {
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Json;
}

export interface Reaction {
    readonly status?: number;
    readonly body?: unknown;
    /** Milliseconds before the answer. */
    readonly after?: number;
}

type Call = (name: string, more?: Json) => Promise<{ readonly status: number; readonly text: string }>;
type React = (heard: Heard, call: Call) => Reaction | Promise<Reaction> | undefined | Promise<undefined> | Promise<void> | void;

const running: (() => void)[] = [];
afterEach(() => {
    for (const close of running.splice(0)) close();
});

/** One that accepts, unless it is to react otherwise. */
export async function startBot(react: React = () => undefined) {
    const heard: Heard[] = [];
    const server = createServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(Buffer.from(chunk));
        const body: Json = JSON.parse(Buffer.concat(chunks).toString("utf8"));
        const one: Heard = { path: request.url ?? "", headers: request.headers, body };
        heard.push(one);
        const call: Call = async (name, more = {}) => {
            const answer = await fetch(`${body.callback}/call/${name}`, {
                method: "POST",
                headers: { "content-type": "application/json", authorization: `Bearer ${body.authToken}` },
                body: JSON.stringify({ dialogId: body.dialogId, ...more }),
            });
            return { status: answer.status, text: await answer.text() };
        };
        const { status = 200, body: answer = { action: "ACCEPT" }, after = 0 } = (await react(one, call)) ?? {};
        setTimeout(() => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer)), after);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    running.push(() => {
        server.close();
        server.closeAllConnections();
    });
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, heard, paths: () => heard.map(({ path }) => path) };
}
