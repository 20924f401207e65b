/** Two owners for the settings of one unit are refused before it exists, when nobody knows its token, in the words that the classes have for it. */
import { asReference, type Properties, UNKNOWN } from "../../harness/properties.js";
import type { ProviderProcess } from "../../harness/provider-process.js";
import { openPlugin, type Plugin, urnOf } from "./plugin.js";

let plugin: Plugin;
beforeEach(async () => {
    plugin = await openPlugin();
});
afterEach(async () => await plugin[Symbol.asyncDispose]());

const acme = urnOf("Customer", "acme");

async function refused(provider: ProviderProcess, type: string, name: string, inputs: Properties): Promise<readonly string[]> {
    const { failures } = await provider.check(urnOf(type, name), {}, inputs);
    return failures.map(({ reason }) => reason);
}
const said = (by: string, others: string): string =>
    `CVG103 ${by}: the privacy settings of this unit are declared by ${others} already.\n  Declare them in one place: inline in the unit, or in one PrivacyPolicy.`;

test("a policy for a new unit with settings of its own is refused", async () => {
    await plugin.phase(async (_engine, provider) => {
        expect(await refused(provider, "Customer", "acme", { name: "Acme", privacy: { dialogRetention: "1 hour" } })).toEqual([]);
        const scope = asReference(acme, UNKNOWN);
        expect(await refused(provider, "PrivacyPolicy", "limits", { scope, recordings: false })).toEqual([said("limits", "acme")]);
    });
});

test("of two policies for one new unit the second is refused, and the first is asked about again without a word", async () => {
    await plugin.phase(async (_engine, provider) => {
        expect(await refused(provider, "Customer", "acme", { name: "Acme" })).toEqual([]);
        const scope = asReference(acme, UNKNOWN);
        const first = () => refused(provider, "PrivacyPolicy", "limits", { scope, recordings: false });
        expect(await first()).toEqual([]);
        expect(await refused(provider, "PrivacyPolicy", "more", { scope, recordings: true })).toEqual([said("more", "limits")]);
        // As for a replacement. The one that was refused is none.
        expect(await first()).toEqual([]);
    });
});

test("an update without a preview makes the unit, and refuses its second owner", async () => {
    await plugin.phase(async (_engine, provider) => {
        const { inputs } = await provider.check(acme, {}, { name: "Acme", privacy: {} });
        const { id } = await provider.create(acme, inputs);
        for (const scope of [asReference(acme, id), id])
            expect(await refused(provider, "PrivacyPolicy", "limits", { scope, recordings: false })).toEqual([said("limits", "acme")]);
    });
});
