/** A unit that is replaced. The plugin is not told what the program declares below it, and claims nothing about that. */
import { account, customer, project } from "../../harness/tenant-program.js";
import { openPlugin, type Plugin, urnOf } from "./plugin.js";

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

test("a project that an option replaces keeps its numbers only where the old one goes first, which nobody tells the plugin: it says so and refuses nothing", async () => {
    const tenant = [customer("acme", {}), account("claims", "acme", {}), project("hotline", "claims", {})];
    await plugin.phase(async (engine) => void (await engine.up(tenant)));
    const hotline = plugin.state.get("hotline");
    if (hotline === undefined) throw new Error("there is no hotline");
    const numbers = ["+4930123456"];
    await plugin.console.edit(`/project/${plugin.sandbox.reseller}/${hotline.id}`, (body) => ({ ...body, platformNumbers: numbers }));
    await plugin.phase(async (_engine, provider) => {
        const urn = urnOf("Project", "hotline");
        const { effective: _effective, decidedBy: _decidedBy, ...written } = hotline.inputs;
        const news = { ...written, platformNumbers: numbers, color: "red", ifExists: "create" };
        // As the engine asks about a replacement: what was, then as if nothing had been.
        const { inputs } = await provider.check(urn, hotline.inputs, news);
        await provider.diff(hotline.id, urn, hotline.outputs, inputs, hotline.inputs);
        expect((await provider.check(urn, {}, news)).failures).toEqual([]);
        expect(provider.messages.map(({ text }) => text).filter((text) => text.startsWith("CVG328"))).toEqual([
            expect.stringMatching(
                /becomes inactive in this run, .*\. It is to have \+4930123456 of the old one: say deleteBeforeReplace: true in its options, or this run stops at it \(CVG305\)\.$/,
            ),
        ]);
    });
});
