/** A unit that this process made is in its tree, although the tree was read before. */
import { connect, parseConfiguration, type RawBody } from "../../../provider/gateway/index.js";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { openOnWire } from "../../harness/bodies.js";

const commonConfiguration = openOnWire(600_000);

test("units that were made after the tree was read are found in it, with all that is above them, until they are purged", async () => {
    await using sandbox = await startSandbox();
    const { endpoint, reseller, tokenUrl, clientId, clientSecret } = sandbox;
    const settings: Readonly<Record<string, string>> = { endpoint, reseller, tokenUrl, clientId, clientSecret };
    const gateway = connect(parseConfiguration((key) => settings[key], {}));
    try {
        expect((await gateway.tree()).find("nobody")).toBeUndefined();
        const body = (name: RawBody): RawBody => ({ ...name, commonConfiguration });
        const customer = await gateway.create("customer", reseller, body({ customerName: "Acme" }));
        const account = await gateway.create("account", customer, body({ accountName: "Schaden" }));
        const found = (await gateway.tree()).find(account);
        expect(found).toMatchObject({ level: "account", name: "Schaden", made: true, inactive: false });
        expect(found?.above).toMatchObject({ level: "customer", name: "Acme", token: customer, made: true });
        expect(found?.above?.above).toMatchObject({ level: "reseller", token: reseller });
        expect(found?.above?.above?.made).toBe(false);
        expect(gateway.requests().get("GET /projecthierarchy/{reseller}")).toBe(1);

        await gateway.deactivate("account", account);
        const clock = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ advance: "91 days" }) };
        expect((await fetch(`${sandbox.control}/clock`, clock)).status).toBe(200);
        expect(await gateway.read("account", account)).toBeUndefined();
        expect((await gateway.tree()).find(account)).toBeUndefined();
    } finally {
        await gateway.close();
    }
});
