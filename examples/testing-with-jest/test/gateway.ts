/** What callers and admins do, and time: everything that a test asks of the gateway beside the program. */
import type { Sandbox } from "pulumi-cvg/sandbox";
import { z } from "zod";

const Call = z.object({
    dialogId: z.string(),
    sessionParameters: z.object({ remote: z.string() }),
    callStarted: z.object({ callerNumber: z.string() }),
});
const Tree = z.object({ customers: z.array(z.object({ customerName: z.string(), inactive: z.boolean() })) });
const Moved = z.object({ purged: z.array(z.string()) });
const Requests = z.object({ requests: z.array(z.object({ method: z.string(), route: z.string() })) });
const Granted = z.object({ access_token: z.string() });

export async function gatewayOf({ runtime, reseller, tokenUrl, clientId, clientSecret, control }: Sandbox) {
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    const granted = Granted.parse(await (await fetch(tokenUrl, { method: "POST", body: form })).json());
    const headers = { authorization: `Bearer ${granted.access_token}` };

    const post = async (path: string, body: object = {}): Promise<unknown> => {
        const answer = await fetch(control + path, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`POST ${path} was answered ${answer.status} ${text}`);
        return text === "" ? undefined : JSON.parse(text);
    };
    const get = async (path: string): Promise<unknown> => (await fetch(control + path)).json();
    const isThere = async (path: string): Promise<boolean> => {
        const { status } = await fetch(runtime + path, { headers });
        if (status !== 200 && status !== 404) throw new Error(`GET ${path} was answered ${status}`);
        return status === 200;
    };

    return {
        /** Somebody calls; the answer is what the bot and the webhooks are told of it. */
        call: async (project: string, from: string, to: string) =>
            Call.parse(await post("/calls", { project, direction: "inbound", from, to })),
        record: (dialogId: string) => post(`/calls/${dialogId}/recording/start`),
        end: (dialogId: string) => post(`/calls/${dialogId}/end`),
        hasDialog: (dialogId: string) => isThere(`/dialog/${reseller}/${dialogId}`),
        hasRecording: (dialogId: string) => isThere(`/recording/${reseller}/${dialogId}`),
        /** Moves the gateway's clock. @returns the tokens of the units that were purged */
        wait: async (time: string) => Moved.parse(await post("/clock", { advance: time })).purged,
        /** By name: whichever was made first is no concern of a test. */
        customers: async () =>
            Tree.parse(await get("/tree"))
                .customers.map(({ customerName, inactive }) => ({ name: customerName, inactive }))
                .sort((one, other) => one.name.localeCompare(other.name)),
        /** How many requests could have changed something. */
        writes: async () =>
            Requests.parse(await get("/requests")).requests.filter(({ method, route }) => method !== "GET" && route !== "token").length,
    };
}
