/** What applies and who decides it, in programs under mocks: users' tests assert it, and no provider is there to say it. */
import * as cvg from "../../../provider/index.js";
import { eachSetting } from "../../harness/settings.js";
import { BOT_AND_SPEECH, type Registered, settled, underMocks } from "./mocks.js";

let registered: Registered[];
beforeEach(async () => {
    registered = await underMocks();
});

describe("what applies is known, as the provider would say it", () => {
    const applied = async (resource: cvg.Customer | cvg.Account | cvg.Project | cvg.PrivacyPolicy) => ({
        effective: await settled<unknown>(resource.effective),
        decidedBy: await settled<unknown>(resource.decidedBy),
    });
    const all = eachSetting(
        (loose) => loose,
        () => "1 day" as const,
    );

    test("down the whole tree, with who decides", async () => {
        new cvg.PrivacyPolicy("top", { scope: cvg.reseller, ...all });
        const acme = new cvg.Customer("acme", { name: "Acme", privacy: { recordings: false } });
        const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { dialogRetention: cvg.atMost("1 hour") } });
        const { effective, decidedBy } = await applied(claims);
        expect(effective).toEqual({ ...all, recordings: false, dialogRetention: "1 hour" });
        const top = { level: "reseller", by: "top" };
        expect(decidedBy).toEqual({
            ...eachSetting(
                () => top,
                () => top,
            ),
            recordings: { level: "customer", by: "acme" },
            dialogRetention: { level: "account", by: "claims" },
        });
    });

    test("through a level that declares nothing, of policies, and whichever is declared last", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme" });
        const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
        const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", ...BOT_AND_SPEECH, privacy: { recordings: false } });
        const policy = new cvg.PrivacyPolicy("acme-privacy", { scope: acme, ...all });
        expect((await applied(hotline)).effective).toEqual({ ...all, recordings: false });
        expect((await applied(policy)).effective).toEqual(all);
    });

    test("of values that come out of resources, too", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme", privacy: all });
        const recordings = acme.name.apply((name) => name !== "Acme");
        const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { recordings } });
        expect((await applied(claims)).effective).toEqual({ ...all, recordings: false });
    });

    test("except for what only a gateway knows, and for units whose settings nobody declares", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day" } });
        const sales = new cvg.Account("sales", { customer: acme, name: "Vertrieb" });
        expect((await applied(acme)).effective).toEqual({ dialogRetention: "1 day" });
        expect((await applied(acme)).decidedBy).toMatchObject({ recordings: { by: "unknown" }, dialogRetention: { by: "acme" } });
        await settled(sales.token);
        expect(registered.find(({ name }) => name === "sales")?.inputs).not.toHaveProperty("effective");
    });
});
