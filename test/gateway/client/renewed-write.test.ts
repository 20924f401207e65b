/** A write that has to wait is written onto what is there by then: others may have written meanwhile. */
import { setTimeout as wait } from "node:timers/promises";
import { connect, parseConfiguration } from "../../../provider/gateway/index.js";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { openConsole } from "../../harness/console.js";

test("what the console writes while a write waits for its repetition is kept", async () => {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const { endpoint, reseller, tokenUrl, clientId, clientSecret } = sandbox;
    const settings: Readonly<Record<string, string>> = { endpoint, reseller, tokenUrl, clientId, clientSecret };
    const gateway = connect(parseConfiguration((key) => settings[key], {}));
    try {
        const { defaults } = await gateway.defaults();
        const { commonConfiguration } = defaults;
        const token = await gateway.create("customer", reseller, { customerName: "Acme", note: "old", commonConfiguration });
        const path = `/customers/${reseller}/${token}`;
        const match = { method: "POST", route: "/customers/{reseller}/{customer}" };
        await console.control("POST", "/faults", [{ match, kind: "status", status: 429, retryAfterSeconds: 1, times: 1 }]);

        const renamed = gateway.change("customer", token, (body) => ({ ...body, customerName: "Acme AG" }));
        await wait(400);
        await console.edit(path, (body) => ({ ...body, note: "new" }));
        expect((await renamed).written).toBe(true);
        expect(await console.get(path)).toMatchObject({ customerName: "Acme AG", note: "new" });
        expect(gateway.requests().get("POST /customers/{reseller}/{customer}")).toBe(2);
    } finally {
        await gateway.close();
    }
});
