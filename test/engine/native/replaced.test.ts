/** An account whose customer changes is replaced. The plugin is not told what the program declares below it, and claims nothing about that. */
import { account, customer, project } from "../../harness/tenant-program.js";
import { openPlugin, type Plugin } from "./plugin.js";

let plugin: Plugin;
beforeEach(async () => {
    plugin = await openPlugin();
});
afterEach(async () => await plugin[Symbol.asyncDispose]());

test("of the projects below an account that is replaced nobody says that the program does not declare them, and they move", async () => {
    const tenant = (above: string) => [
        customer("acme", {}),
        customer("globex", {}),
        account("claims", above, {}),
        project("hotline", "claims", {}),
    ];
    await plugin.phase(async (engine) => void (await engine.up(tenant("acme"))));
    const [old, hotline] = [plugin.state.get("claims")?.id, plugin.state.get("hotline")?.id];
    await plugin.phase(async (engine, provider) => {
        expect((await engine.up(tenant("globex"))).problem).toBeUndefined();
        expect(provider.messages.map(({ text }) => text).filter((text) => text.startsWith("CVG328"))).toEqual([
            expect.stringMatching(
                /What knows the old token has to learn the new one\. 1 project \("hotline"\) below it: what this program declares in the new one is moved there; anything else keeps, unless moved or made inactive first, the old one from becoming inactive \(CVG303\)\.$/,
            ),
        ]);
    });
    expect(plugin.state.get("claims")?.id).not.toBe(old);
    expect(plugin.state.get("hotline")?.id).toBe(hotline);
    const { reseller } = plugin.sandbox;
    expect(await plugin.console.get(`/account/${reseller}/${old}`)).toMatchObject({ inactive: true });
});
