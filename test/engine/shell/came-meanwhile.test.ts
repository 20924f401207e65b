/** What somebody else makes while a run is at work was in nobody's preview: `ifExists` does not take it over. The next run may. */
import { configurationOf, configured, openShell, refusals, type Shell, to } from "./shell.js";

let shell: Shell;
beforeEach(async () => {
    shell = await openShell();
});
afterEach(() => shell.close());

const at = (path: string): string => `${path}/${shell.sandbox.reseller}`;
const settings = async () => (await shell.console.get(at("/reseller"))).commonConfiguration;
const inConsole = async (customerName: string): Promise<void> =>
    void (await shell.console.post(at("/customers"), { customerName, commonConfiguration: await settings() }));
const tokenOf = async (customer: string) => (await shell.console.everyUnit()).find(({ name }) => name === customer)?.token;
const TAKING = ["continue", "adopt", "restore"] as const;

test("a unit that was made by others since the tree was read first is taken over under no word but its token", async () => {
    const { provider } = shell;
    expect(await refusals(provider, "customer", { name: "Globex", active: true })).toEqual([]);
    await inConsole("Acme");
    // Another unit is made beside it, so the tree is read again, and shows it.
    await provider.create("urn", to("customer", { name: "Globex", active: true }));
    const token = await tokenOf("Acme");
    for (const ifExists of TAKING)
        expect(await refusals(provider, "customer", { name: "Acme", privacy: {}, ifExists })).toEqual([
            expect.stringMatching(
                new RegExp(
                    `^CVG331 new customer "Acme": while this run was at work, somebody else made one .*: ${token}\\. Nothing was sent\\.`,
                ),
            ),
        ]);
    expect(await refusals(provider, "customer", { name: "Acme", privacy: {}, ifExists: { token } })).toEqual([]);

    await using next = await configured(configurationOf(shell.sandbox));
    expect(await refusals(next, "customer", { name: "Acme", privacy: {}, ifExists: "adopt" })).toEqual([]);
});

test("what was there before is taken over although the tree is read again, and what this run has made is its own", async () => {
    const { provider } = shell;
    await inConsole("Acme");
    expect(await refusals(provider, "customer", { name: "Globex", active: true })).toEqual([]);
    await provider.create("urn", to("customer", { name: "Globex", active: true }));
    expect(await refusals(provider, "customer", { name: "Acme", privacy: {}, ifExists: "adopt" })).toEqual([]);
    expect(await refusals(provider, "customer", { name: "Globex", privacy: {}, ifExists: "continue" })).toEqual([]);
});
