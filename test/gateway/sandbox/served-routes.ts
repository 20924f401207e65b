/** The routes that the embedded gateway serves, as the library that routes them lists them. */
import { createSwitchboard } from "../../../provider/sandbox/bots/switchboard.js";
import { openStore } from "../../../provider/sandbox/data/store.js";
import { createAccess } from "../../../provider/sandbox/http/access.js";
import { createApp } from "../../../provider/sandbox/http/app.js";
import { createFaults } from "../../../provider/sandbox/http/faults.js";
import { createRateLimit } from "../../../provider/sandbox/http/limits.js";
import { createRequests } from "../../../provider/sandbox/http/request-log.js";

export function servedRoutes(): readonly { readonly method: string; readonly path: string }[] {
    const store = openStore(":memory:");
    const access = createAccess("id", "secret", 300);
    const ended = new AbortController().signal;
    const board = createSwitchboard({ store, hosts: [], runtime: () => "", dialogToken: access.dialogToken, ended });
    const common = { store, board, requests: createRequests(), faults: createFaults(), limit: createRateLimit() };
    const { routes } = createApp({ ...common, log: () => undefined }, access);
    store.db.close();
    return routes;
}
