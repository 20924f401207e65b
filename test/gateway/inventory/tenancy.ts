/** A gateway with a known tenancy, and the client that reads it. */
import { connect, type Gateway } from "../../../provider/gateway/index.js";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../provider/sandbox/index.js";
import { clientConfiguration } from "../../harness/provider-environment.js";

export interface Tenancy {
    readonly sandbox: Sandbox;
    readonly gateway: Gateway;
    /** The environment of a command that reads it. */
    readonly env: Readonly<Record<string, string>>;
    control(method: string, path: string, body?: unknown): Promise<unknown>;
    /** Another client, which has read nothing yet. */
    another(maskedSecrets?: "kept"): Gateway;
    close(): Promise<void>;
}

export async function openTenancy(options: SandboxOptions): Promise<Tenancy> {
    const sandbox = await startSandbox(options);
    const clients: Gateway[] = [];
    const another = (maskedSecrets?: "kept"): Gateway => {
        const configuration = clientConfiguration(sandbox);
        const client = connect(maskedSecrets === undefined ? configuration : { ...configuration, maskedSecrets });
        clients.push(client);
        return client;
    };
    return {
        sandbox,
        gateway: another(),
        env: {
            CVG_ENDPOINT: sandbox.endpoint,
            CVG_RESELLER: sandbox.reseller,
            CVG_TOKEN_URL: sandbox.tokenUrl,
            CVG_CLIENT_ID: sandbox.clientId,
            CVG_CLIENT_SECRET: sandbox.clientSecret,
            CVG_MAX_REQUESTS_PER_SECOND: "1000",
        },
        control: async (method, path, body) => {
            const answer = await fetch(`${sandbox.control}${path}`, {
                method,
                ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
            });
            const text = await answer.text();
            expect([answer.status < 300, text]).toEqual([true, text]);
            return text === "" ? undefined : JSON.parse(text);
        },
        another,
        close: async () => {
            for (const client of clients) await client.close();
            await sandbox.close();
        },
    };
}
