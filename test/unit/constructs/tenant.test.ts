/** Tenants and presets under Pulumi's mocks: what is declared, under which names, and what cannot be. */
import * as pulumi from "@pulumi/pulumi";
import { heardIn } from "../../../provider/engine/wire-values.js";
import * as cvg from "../../../provider/index.js";
import { BOT_AND_SPEECH, type Registered, settled, underMocks } from "../program/mocks.js";

let registered: Registered[];
beforeEach(async () => {
    registered = await underMocks();
});

const hotline = { name: "Schadenhotline", ...BOT_AND_SPEECH } as const;

const inputsOf = (name: string, type = ""): Readonly<Record<string, unknown>> =>
    registered.find((each) => each.name === name && each.type.endsWith(type))?.inputs ?? {};
const presetsOf = (name: string, type = ""): unknown => heardIn(inputsOf(name, type))?.presets;

test("one object declares a customer with its accounts and projects, found by their keys", async () => {
    const acme = new cvg.Tenant("acme", {
        name: "Acme",
        privacy: { dialogRetention: "1 day" },
        accounts: {
            claims: { name: "Schaden", projects: { hotline } },
            sales: { name: "Vertrieb", projects: { dates: { ...hotline, name: "Termine", privacy: { dialogRetention: "1 hour" } } } },
        },
    });
    expect(await settled(acme.token)).toBe("acme-id");
    expect(await settled(acme.accounts.sales.token)).toBe("acme-sales-id");
    expect(await settled(acme.projects.hotline.token)).toBe("acme-hotline-id");
    expect(await settled(acme.projects.dates.account)).toBe("acme-sales-id");
    expect(registered.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
        "cvg:index:Tenant acme",
        "pulumi-nodejs:dynamic/cvg:Account acme-claims",
        "pulumi-nodejs:dynamic/cvg:Account acme-sales",
        "pulumi-nodejs:dynamic/cvg:Customer acme",
        "pulumi-nodejs:dynamic/cvg:Project acme-dates",
        "pulumi-nodejs:dynamic/cvg:Project acme-hotline",
    ]);
    expect(inputsOf("acme", "Customer").privacy).toEqual({ dialogRetention: "1 day" });
    expect(inputsOf("acme-claims").privacy).toEqual({});
    expect(Object.keys(inputsOf("acme", "Customer"))).not.toEqual(expect.arrayContaining(["accounts"]));
});

test("a tenant says what applies to it, or that somebody else does", async () => {
    expect(() => new cvg.Tenant("silent", { name: "Silent" })).toThrow(/^CVG203 silent: privacy is missing/);
    const other = new cvg.Tenant("other", {
        name: "Other",
        privacy: false,
        accounts: { claims: { name: "Schaden", projects: { hotline } } },
    });
    await settled(other.projects.hotline.token);
    expect(["other", "other-claims", "other-hotline"].map((name) => inputsOf(name, name === "other" ? "Customer" : "").privacy)).toEqual([
        undefined,
        undefined,
        undefined,
    ]);
    expect(() => new cvg.PrivacyPolicy("theirs", { scope: other.projects.hotline, recordings: false })).not.toThrow();
});

describe("presets", () => {
    test("may carry the reason for their settings, which an exception may replace", async () => {
        const { audited } = cvg.presets({ audited: { dialogRetention: "1 day", because: "DSFA 2026-14" } });
        const own = { because: "DSFA 2026-15" };
        const args = { name: "Acme", preset: audited, accounts: { claims: { name: "Schaden", preset: audited, privacy: own } } };
        const acme = new cvg.Tenant("acme", args);
        await settled(acme.accounts.claims.token);
        expect(inputsOf("acme", "Customer")).toMatchObject({
            privacy: { dialogRetention: "1 day", because: "DSFA 2026-14" },
        });
        expect(presetsOf("acme", "Customer")).toEqual({ dialogRetention: "audited" });
        expect(inputsOf("acme-claims").privacy).toEqual({ dialogRetention: "1 day", because: "DSFA 2026-15" });
    });

    const presets = cvg.presets({ strict: { dialogRetention: "1 day", anonymizeNumbers: true }, loose: { dialogRetention: "1 month" } });

    test("are named where they decide, and their exceptions are not", async () => {
        const acme = new cvg.Tenant("acme", {
            name: "Acme",
            preset: presets.strict,
            privacy: { anonymizeNumbers: "inherit", recordings: true },
        });
        await settled(acme.token);
        const { privacy } = inputsOf("acme", "Customer");
        expect(privacy).toEqual({ dialogRetention: "1 day", anonymizeNumbers: "inherit", recordings: true });
        expect(presetsOf("acme", "Customer")).toEqual({ dialogRetention: "strict" });
    });

    test("name themselves in what they refuse below", () => {
        const tenant = (name: string) =>
            new cvg.Tenant(name, {
                name: "Acme",
                preset: presets.strict,
                // The compiler refuses what it can see; a preset of a wide type it cannot.
                accounts: { claims: { name: "Schaden", preset: presets.loose satisfies cvg.PrivacyArgs as cvg.PrivacyArgs } },
            });
        expect(() => tenant("acme")).toThrow(
            'CVG101 acme-claims: dialogRetention "1 month" is longer than the "1 day" that customer "Acme" (acme, preset strict) allows.',
        );
    });

    test("go with a copy into plain classes and policies too", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme", privacy: { ...presets.strict, anonymizeNumbers: false } });
        const policy = new cvg.PrivacyPolicy("top", { scope: cvg.reseller, ...presets.loose });
        await settled(pulumi.all([acme.token, policy.scope]));
        expect(presetsOf("acme")).toEqual({ dialogRetention: "strict" });
        expect(presetsOf("top")).toEqual({ dialogRetention: "loose" });
    });

    test("tell nothing where there are none", async () => {
        await settled(new cvg.Customer("plain", { name: "Plain", privacy: { recordings: false } }).token);
        expect(heardIn(inputsOf("plain"))).not.toHaveProperty("presets");
    });

    test("that are ready fit below the strictest level", () => {
        const strict = new cvg.Customer("strict", { name: "Strict", privacy: cvg.ready.strict });
        expect(() => new cvg.Account("same", { customer: strict, name: "Same", privacy: cvg.ready.strict })).not.toThrow();
        expect(() => new cvg.Account("nightly", { customer: strict, name: "N", privacy: cvg.ready.nightlyReporting })).not.toThrow();
        expect(() => new cvg.Account("agents", { customer: strict, name: "A", privacy: cvg.ready.agentHandover })).toThrow(
            /^CVG101 agents: outboundCalls cannot be true: customer "Strict" \(strict, preset strict\)/,
        );
    });
});

describe("keys", () => {
    const withKeys = (tenant: string, account: string, ...projects: readonly string[]) =>
        new cvg.Tenant(tenant, {
            name: tenant,
            privacy: {},
            accounts: { [account]: { name: account, projects: Object.fromEntries(projects.map((key) => [key, hotline])) } },
        });

    test("belong to one unit of a tenant", () => {
        expect(() => withKeys("acme", "claims", "claims")).toThrow(
            /^CVG205 project claims of tenant acme and account claims of tenant acme would both have the logical name acme-claims\./,
        );
        const twice = { a: { name: "A", projects: { hotline } }, b: { name: "B", projects: { hotline } } };
        expect(() => new cvg.Tenant("globex", { name: "Globex", privacy: {}, accounts: twice })).toThrow(/^CVG205 project hotline/);
    });

    test("of two tenants do not meet in one name", () => {
        withKeys("acme", "north-claims");
        expect(() => withKeys("acme-north", "claims")).toThrow(
            /^CVG205 account claims of tenant acme-north and account north-claims of tenant acme/,
        );
    });

    test("can be typed on a command line", () => {
        expect(() => withKeys("acme", "claims", "my hotline")).toThrow(/^CVG204 project my hotline of tenant acme/);
        expect(() => withKeys("acme::x", "claims")).toThrow(/^CVG204 the customer of tenant acme::x/);
    });

    test("that something was called formerly are not what something else is called now", () => {
        const accounts = { claims: { name: "Schaden", formerly: ["sales"] }, sales: { name: "Vertrieb" } };
        expect(() => new cvg.Tenant("acme", { name: "Acme", privacy: {}, accounts })).toThrow(
            /^CVG205 account claims of tenant acme was formerly what account sales of tenant acme is now/,
        );
    });
});
