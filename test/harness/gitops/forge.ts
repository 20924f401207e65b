/** The comments of one pull or merge request, as both forges keep them. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";

export interface Comment {
    readonly id: number;
    body: string;
}

export async function openForge() {
    const comments: Comment[] = [];
    const server: Server = createServer(async (request, response) => {
        const { body } = z.object({ body: z.string().optional() }).parse(JSON.parse((await text(request)) || "{}"));
        const id = Number(/\/(\d+)$/.exec(request.url ?? "")?.[1]);
        if (request.method === "POST") comments.push({ id: comments.length + 1, body: body ?? "" });
        else if (request.method !== "GET") for (const comment of comments) if (comment.id === id) comment.body = body ?? "";
        response.setHeader("content-type", "application/json").end(JSON.stringify(request.method === "GET" ? comments : {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, comments, close: () => new Promise((resolve) => server.close(resolve)) };
}

export type Forge = Awaited<ReturnType<typeof openForge>>;
