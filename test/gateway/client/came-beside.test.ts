/** Names are not unique: what two make at the same moment is there twice, and the one that is done last sees it. */
import { connect, type Gateway, type TreeUnit } from "../../../provider/gateway/index.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { clientConfiguration } from "../../harness/provider-environment.js";
import { failure } from "./loopback.js";

const CREATE = { method: "POST", route: "/customers/{reseller}" };
const TREE = { method: "GET", route: "/projecthierarchy/{reseller}" };

let sandbox: Sandbox;
let console: Console;
let gateway: Gateway;
let defaults: Readonly<Record<string, unknown>>;
const came: { readonly names: readonly string[]; readonly made: string | undefined }[] = [];

beforeEach(async () => {
    came.length = 0;
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    gateway = connect(clientConfiguration(sandbox));
    defaults = (await gateway.defaults()).defaults;
});
afterEach(async () => {
    await gateway.close();
    await sandbox.close();
});

const body = (name: string, note = "") => ({ customerName: name, commonConfiguration: defaults.commonConfiguration, note });
const cameBeside = (units: readonly TreeUnit[], made: string | undefined): void => {
    came.push({ names: units.map(({ name }) => name), made });
};
const create = (name: string) => gateway.create("customer", sandbox.reseller, body(name), { cameBeside });
const inConsole = (name: string, note?: string) => console.post(`/customers/${sandbox.reseller}`, body(name, note));
const looks = () => gateway.requests().get("GET /projecthierarchy/{reseller}");
/** A create that the gateway is at work on: what is made until `made` settles is made meanwhile. */
async function underWay(name: string): Promise<{ readonly made: Promise<string> }> {
    await console.control("POST", "/faults", [{ match: CREATE, kind: "delay", delayMs: 300, times: 1 }]);
    const made = create(name);
    while (!JSON.stringify(await console.control("GET", "/faults")).includes('"faults":[]')) await new Promise(setImmediate);
    return { made };
}

test("what another makes meanwhile, of the same name in any spelling, is told with the unit that was made", async () => {
    await inConsole("Bcme");
    await gateway.tree();
    const { made } = await underWay("Acme");
    await inConsole(" Acme ");
    await inConsole("Bcme");
    const token = await made;
    expect(came).toEqual([{ names: [" Acme "], made: token }]);
});

test("what was there before, what is inactive, and what this process makes itself is nobody else's", async () => {
    await inConsole("Acme");
    await gateway.tree();
    const { made } = await underWay("Acme");
    await inConsole("Acme");
    const gone = (await console.everyUnit()).filter(({ name }) => name === "Acme").at(-1)?.token;
    await console.delete(`/customers/${sandbox.reseller}/${gone}`);
    await Promise.all([made, create("Acme"), create("Acme")]);
    expect(came).toEqual([]);
});

test("it is looked once for many that are made, and never where this process has made what is above", async () => {
    await gateway.tree();
    const names = Array.from({ length: 40 }, (_, each) => `Customer ${each}`);
    const [above = ""] = await Promise.all(names.map(create));
    const after = looks();
    expect(after).toBeLessThanOrEqual(6);
    const account = { accountName: "Schaden", commonConfiguration: defaults.commonConfiguration };
    await gateway.create("account", above, account, { cameBeside });
    expect(looks()).toBe(after);
});

test("where nobody has read the tree, or it cannot be read any more, the unit is made all the same", async () => {
    await create("Acme");
    expect(looks()).toBeUndefined();
    await gateway.tree();
    await console.control("POST", "/faults", [{ match: TREE, kind: "status", status: 403, times: 1 }]);
    await create("Bcme");
    expect((await console.everyUnit()).map(({ name }) => name)).toEqual(expect.arrayContaining(["Acme", "Bcme"]));
    expect(came).toEqual([]);
});

test("where it is known before, who is told can keep the request from being sent", async () => {
    await gateway.tree();
    await inConsole("Acme");
    await create("Bcme");
    const refusing = gateway.create("customer", sandbox.reseller, body("Acme"), {
        cameBeside: (units, made) => {
            throw new Error(`${units.length} ${made}`);
        },
    });
    expect((await failure(refusing)).message).toBe("1 undefined");
    expect(gateway.requests().get("POST /customers/{reseller}")).toBe(1);
});

test("a create whose answer was lost is gone on with, although the tree shows its unit by then", async () => {
    await gateway.tree();
    await console.control("POST", "/faults", [
        { match: CREATE, kind: "drop-after", times: 1 },
        { match: TREE, kind: "status", status: 403, times: 1 },
    ]);
    expect((await failure(create("Acme"))).message).toMatch(/^CVG505 /);
    await create("Bcme");
    await create("Acme");
    expect(came).toEqual([]);
    expect((await console.everyUnit()).filter(({ name }) => name === "Acme")).toHaveLength(1);
});
