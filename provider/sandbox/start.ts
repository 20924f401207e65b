/** Starts the embedded gateway. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
// Not imported when it is needed: jest, in which users start a gateway, refuses an import() unless Node is started with a flag.
import { createAdaptorServer } from "@hono/node-server";
import { CATALOGUE, CvgError } from "../errors/index.js";
import { createSwitchboard } from "./bots/switchboard.js";
import { IN_MEMORY } from "./data/database.js";
import { openStore } from "./data/store.js";
import { createAccess } from "./http/access.js";
import { createApp, PATHS } from "./http/app.js";
import { createFaults } from "./http/faults.js";
import { createRateLimit } from "./http/limits.js";
import { createRequests, type LoggedRequest } from "./http/request-log.js";
import { plant, type Seed } from "./units/seed.js";

export interface SandboxOptions {
    /** TCP port on 127.0.0.1. Default: one that is free. */
    readonly port?: number;
    /** File that keeps everything, the reseller's token and the client secret too. Default: nothing outlives the gateway. */
    readonly data?: string;
    /** Units to begin with; a data file that has customers keeps those instead. Default: "empty". */
    readonly seed?: Seed;
    /** Hosts, as `host` or `host:port`, at which bots and webhooks may be called. Default: none but this machine. */
    readonly botHosts?: readonly string[];
    /** How long an access token is good, in seconds of the wall clock. Default: 300. */
    readonly accessTokenSeconds?: number;
    /** Told of every request that the gateway answered; `defect` if it failed by its own fault. */
    readonly log?: (request: LoggedRequest, defect?: unknown) => void;
}

/** A running embedded gateway: what the provider's configuration needs to know of it, and its control API. */
export interface Sandbox extends AsyncDisposable {
    /** `cvg:endpoint` */
    readonly endpoint: string;
    /** Base URL of the Dialog, Recording, Call and Health API: what the vendor's clients take as their host. */
    readonly runtime: string;
    /** `cvg:reseller` */
    readonly reseller: string;
    /** `cvg:tokenUrl` */
    readonly tokenUrl: string;
    /** `cvg:clientId` */
    readonly clientId: string;
    /** `cvg:clientSecret` */
    readonly clientSecret: string;
    /** Base URL of the control API. */
    readonly control: string;
    /** Whether the seed's units were planted now: not where it is "empty", nor where the data file has customers already. */
    readonly planted: boolean;
    /** Stops answering, and lets go of the port and the data file. Once more: nothing happens. */
    close(): Promise<void>;
}

const HOST = "127.0.0.1";

/**
 * Starts a gateway of one reseller in this process, on the loopback interface only.
 *
 * @throws CvgError CVG601 on a Node without a usable `node:sqlite`, a port in use or a data file that cannot be used
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
    const store = openStore(options.data ?? IN_MEMORY);
    const access = createAccess(store.clientId, store.clientSecret, options.accessTokenSeconds ?? 300);
    const ended = new AbortController();
    let base = "";
    const surroundings = {
        store,
        board: createSwitchboard({
            store,
            hosts: options.botHosts ?? [],
            runtime: () => base + PATHS.runtime,
            dialogToken: access.dialogToken,
            ended: ended.signal,
        }),
        requests: createRequests(),
        faults: createFaults(),
        limit: createRateLimit(),
        log: options.log,
    };
    const server = createAdaptorServer({ fetch: createApp(surroundings, access).fetch }) as Server;
    let planted: boolean;
    try {
        planted = plant(store, options.seed ?? "empty");
        await listen(server, options.port ?? 0);
    } catch (error) {
        store.db.close();
        throw error;
    }
    const { port } = server.address() as AddressInfo;
    base = `http://${HOST}:${port}`;
    let closed: Promise<void> | undefined;
    const close = () => {
        ended.abort();
        closed ??= stop(server).then(() => store.db.close());
        return closed;
    };
    return {
        endpoint: base + PATHS.gateway,
        runtime: base + PATHS.runtime,
        reseller: store.reseller,
        tokenUrl: base + PATHS.token,
        clientId: store.clientId,
        clientSecret: store.clientSecret,
        control: base + PATHS.control,
        planted,
        close,
        [Symbol.asyncDispose]: close,
    };
}

function listen(server: Server, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => {
            const reason = error.code === "EADDRINUSE" ? "the port is in use" : error.message;
            reject(CvgError.of(CATALOGUE.CVG601.says.port({ address: `${HOST}:${port}`, reason }), { cause: error }));
        });
        server.listen(port, HOST, () => resolve());
    });
}

function stop(server: Server): Promise<void> {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}
