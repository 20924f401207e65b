/** An error hook of the engine asks for the same create again, in the same process and without a check: nothing is made twice. */
import { tell } from "../../../provider/told.js";
import { type Declaration, engineOnGrpc } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { configurationOf, configured, openShell, refusals, type Shell, to } from "./shell.js";

let shell: Shell;
beforeEach(async () => {
    shell = await openShell();
});
afterEach(() => shell.close());

const faults = (...list: readonly object[]) => shell.console.control("POST", "/faults", list);
const route = { method: "POST", route: "/customers/{reseller}" };
const customers = async () => (await shell.console.everyUnit()).filter(({ level }) => level === "customer");
const create = (inputs: Properties) => shell.provider.create("urn", to("customer", inputs));
/** As the engine does before each create that is no hook's. */
const checked = async (inputs: Properties) => expect(await refusals(shell.provider, "customer", inputs)).toEqual([]);
/** Creates as often as a hook would that never gives up, at most so many times. */
async function insisting(inputs: Properties, times = 4): Promise<string> {
    let last: unknown;
    for (let asked = 0; asked < times; asked += 1) {
        try {
            return (await create(inputs)).id;
        } catch (error) {
            last = error;
        }
    }
    throw last;
}

test("after an answer that was lost, and a tree that could not be read, the second create goes on with the unit of the first", async () => {
    await checked({ name: "Acme", active: true });
    await faults(
        { match: route, kind: "drop-after", times: 1 },
        { match: { method: "GET", route: "/projecthierarchy/{reseller}" }, kind: "status", status: 403, times: 1 },
    );
    await expect(create({ name: "Acme", active: true })).rejects.toThrow("CVG505");
    const { id } = await create({ name: "Acme", active: true });
    expect((await customers()).map(({ token }) => token)).toEqual([id]);
});

test("a customer that is born inactive and whose DELETE fails again and again is made once", async () => {
    await faults({ match: { method: "DELETE", route: "/customers/{reseller}/{customer}" }, kind: "status", status: 403, times: 3 });
    const id = await insisting({ name: "Acme", active: false });
    expect(await customers()).toMatchObject([{ token: id, inactive: true }]);
    expect((await shell.console.counts())["POST /customers/{reseller}"]).toBe(1);
});

test("once its resource is recorded, another of the same name is another unit", async () => {
    const first = await create({ name: "Acme", active: true });
    const second = await create({ name: "Acme", active: true });
    expect(first.id).not.toBe(second.id);
    expect(await customers()).toHaveLength(2);
});

test("a restore whose answer is lost again and again is gone on with", async () => {
    const { id } = await create({ name: "Acme", active: true });
    await shell.console.delete(`/customers/${shell.sandbox.reseller}/${id}`);
    await faults({ match: { method: "POST", route: "/customerrestore/{reseller}/{token}" }, kind: "malformed", times: 7 });
    expect(await insisting({ name: "Acme", active: true, existing: id })).toBe(id);
    expect(await customers()).toMatchObject([{ token: id, inactive: false }]);
});

test("of two resources that have one logical name, in two components, one takes a unit over, or makes it, and the other is refused", async () => {
    const claims = (component: string, more: Properties): Declaration => ({
        type: "cvg:Account",
        name: component,
        inputs: (declared) => ({
            name: "Schaden",
            customer: declared("acme").id,
            ...more,
            ...tell({ by: "claims", identity: `test:Region::${component}/account::claims` }),
        }),
    });
    const acme: Declaration = { type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } };
    const program = (more: Properties = {}): readonly Declaration[] => [acme, claims("north", more), claims("south", more)];
    await shell.engine.up([acme]);
    const refused = { name: "south", during: "check", reasons: [expect.stringMatching(/^CVG309 claims: .*another resource named claims/)] };
    expect((await shell.engine.preview(program())).problem).toEqual(refused);

    const reseller = await shell.console.get(`/reseller/${shell.sandbox.reseller}`);
    await shell.console.post(`/accounts/${shell.sandbox.reseller}/${shell.engine.state.get("acme")?.id}`, {
        accountName: "Schaden",
        commonConfiguration: reseller.commonConfiguration,
    });
    await using next = await configured(configurationOf(shell.sandbox));
    const later = engineOnGrpc(next, { state: shell.engine.state });
    expect((await later.preview(program({ ifExists: "adopt" }))).problem).toEqual(refused);
    expect((await later.up(program({ ifExists: "adopt" }))).problem).toEqual(refused);
    expect((await shell.console.everyUnit()).filter(({ level }) => level === "account")).toHaveLength(1);
});
