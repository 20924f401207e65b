/** Tokens that somebody types, for an import or to look at a unit: of those that are wrong, what is true is said. */
import { account, customer } from "../../harness/tenant-program.js";
import { openPlugin, type Plugin, urnOf } from "./plugin.js";

let plugin: Plugin;
beforeEach(async () => {
    plugin = await openPlugin();
});
afterEach(async () => await plugin[Symbol.asyncDispose]());

test("a token that is no unit's, that of another level, and what is no token are refused as that; nothing is said of a state that there is not", async () => {
    await plugin.phase(async (engine) => void (await engine.up([customer("acme", {}), account("claims", "acme", {})])));
    const claims = plugin.state.get("claims")?.id ?? "";
    await plugin.phase(async (_engine, provider) => {
        const said = async (type: string, token: string): Promise<string> => {
            const found = provider.read(token, urnOf(type, "other"), {});
            return await found.then(
                () => "found",
                ({ message }: Error) => message,
            );
        };
        const unknown = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
        expect(await said("Customer", unknown)).toMatch(
            /^CVG301 there is no customer aaaaaaaa-\S+ at the gateway\.\n {2}Check the token, cvg:endpoint and cvg:reseller\. `cvg export --as import` writes the tokens of all units\.$/,
        );
        expect(await said("Customer", claims)).toBe(
            `CVG301 there is no customer ${claims} at the gateway: that is account "claims" (${claims}).\n  Give the token of a customer, or name it as what it is.`,
        );
        for (const type of ["Customer", "Account", "Project"])
            expect(await said(type, "x y")).toMatch(/^CVG301 there is no \w+ x y at the gateway\.\n/);
        expect(await said("Account", claims)).toBe("found");
    });
});

test("of a unit that the tree names and its read does not know, nobody says that there is none", async () => {
    await plugin.phase(async (engine) => void (await engine.up([customer("acme", {})])));
    const acme = plugin.state.get("acme")?.id ?? "";
    const hidden = { match: { method: "GET", route: "/customers/{reseller}/{customer}" }, kind: "status", status: 404, times: 99 };
    await plugin.console.control("POST", "/faults", hidden);
    await plugin.phase(async (_engine, provider) => {
        await expect(provider.read(acme, urnOf("Customer", "other"), {})).rejects.toThrow(
            `CVG301 customer "acme" (${acme}) is in the tree, but cannot be read.\n  Try again.`,
        );
    });
});
