/** Two resources of one program that are one unit, as `import` makes them: each run would give it what the other declares. */
import { declare } from "../../harness/engine-on-grpc.js";
import { customer } from "../../harness/tenant-program.js";
import { openPlugin, type Plugin, urnOf } from "./plugin.js";

let plugin: Plugin;
beforeEach(async () => {
    plugin = await openPlugin();
    await plugin.phase(async (engine) => void (await engine.up([customer("acme", { dialogRetention: "1 hour" })])));
});
afterEach(async () => await plugin[Symbol.asyncDispose]());

const [acme, again] = [urnOf("Customer", "acme"), urnOf("Customer", "again")];
function recorded() {
    const found = plugin.state.get("acme");
    if (found === undefined) throw new Error("there is no acme");
    return found;
}
const written = { name: "acme", privacy: { dialogRetention: "1 hour" } };

test.each([
    ["the second", [acme, again]],
    ["the first", [again, acme]],
] as const)("a unit that another resource of the program has is refused, also where that is %s to be declared", async (_, urns) => {
    const { id, outputs } = recorded();
    await plugin.phase(async (_engine, provider) => {
        const compared = async (urn: string): Promise<unknown> => {
            const { inputs, failures } = await provider.check(urn, recorded().inputs, written);
            expect(failures).toEqual([]);
            return await provider.diff(id, urn, outputs, inputs, recorded().inputs);
        };
        const [first, second] = urns;
        expect(await compared(first)).toMatchObject({ replaces: [] });
        const [by, other] = [second, first].map((urn) => urn.split("::").at(-1));
        await expect(compared(second)).rejects.toThrow(`CVG309 ${by}: customer ${id} belongs to ${other} of this program already.`);
        expect(await compared(first)).toMatchObject({ replaces: [] });
    });
});

test("a unit that was read and compared by a refresh under the name that it had before is no other resource's", async () => {
    const { id, outputs, inputs } = recorded();
    await plugin.phase(async (_engine, provider) => {
        const found = await provider.read(id, again, outputs, inputs);
        await provider.diff(id, again, found.properties, found.inputs ?? {}, inputs);
        const checked = await provider.check(acme, inputs, written);
        expect(await provider.diff(id, acme, outputs, checked.inputs, inputs)).toMatchObject({ changes: "none" });
    });
});

test("a unit is meant by its token where a policy, which has the same id, was compared after it", async () => {
    const limits = urnOf("PrivacyPolicy", "limits");
    const globexAlone = declare("cvg:Customer", "globex", { name: "globex" });
    await plugin.phase(async (engine) => void (await engine.up([globexAlone])));
    const globex = plugin.state.get("globex");
    if (globex === undefined) throw new Error("there is no globex");
    await plugin.phase(async (_engine, provider) => {
        const urn = urnOf("Customer", "globex");
        const unit = await provider.check(urn, globex.inputs, { name: "globex" });
        await provider.diff(globex.id, urn, globex.outputs, unit.inputs, globex.inputs);
        const { inputs } = await provider.check(limits, {}, { scope: globex.id, dialogRetention: "10 minutes" });
        const made = await provider.create(limits, inputs);
        await provider.diff(made.id, limits, made.properties, inputs, inputs);
        const below = { name: "Schaden", customer: globex.id, privacy: { dialogRetention: "1 day" } };
        const { failures } = await provider.check(urnOf("Account", "claims"), {}, below);
        expect(failures.map(({ reason }) => reason)).toEqual([
            expect.stringMatching(
                /^CVG101 claims: dialogRetention "1 day" is longer than the "10 minutes" that customer "globex" \(limits\) allows\./,
            ),
        ]);
    });
});
