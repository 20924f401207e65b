/** Programs under `pulumi.runtime.setMocks`, as users test them: no engine, no network, and what is forbidden throws where it stands. */
import * as pulumi from "@pulumi/pulumi";
import { heardIn } from "../../../provider/engine/wire-values.js";
import * as cvg from "../../../provider/index.js";
import { BOT_AND_SPEECH, type Registered, settled, underMocks } from "./mocks.js";

let registered: Registered[];
beforeEach(async () => {
    registered = await underMocks();
});

describe("what is forbidden throws in the constructor, whichever is declared last", () => {
    test("a unit below its policy", () => {
        const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day" } });
        expect(() => new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { dialogRetention: "1 week" } })).toThrow(
            'CVG101 claims: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme) allows.',
        );
    });

    test("a policy above a unit that was declared before", () => {
        const acme = new cvg.Customer("acme", { name: "Acme" });
        new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { recordings: true } });
        expect(() => new cvg.PrivacyPolicy("acme-privacy", { scope: acme, recordings: false })).toThrow(
            /^CVG101 claims: recordings cannot be true/,
        );
    });

    test("a policy of the reseller, declared after all others", () => {
        const acme = new cvg.Customer("acme", { name: "Acme" });
        new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { anonymizeNumbers: false } });
        expect(() => new cvg.PrivacyPolicy("top", { scope: cvg.reseller, anonymizeNumbers: true })).toThrow(
            /^CVG101 claims: anonymizeNumbers cannot be false: reseller \(top\)/,
        );
    });

    test("a refused resource was never declared: a corrected one is taken", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day" } });
        expect(() => new cvg.PrivacyPolicy("second", { scope: acme })).toThrow(/^CVG103/);
        expect(() => new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { dialogRetention: "1 week" } })).toThrow(
            /^CVG101/,
        );
        const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { dialogRetention: "1 hour" } });
        expect(await settled(claims.token)).toBe("claims-id");
        expect(registered.map(({ name }) => name)).toEqual(["acme", "claims"]);
    });
});

test("each program that declares the same names again is a program of its own, also with the same mocks", async () => {
    const program = (retention: cvg.DialogPeriod) => {
        new cvg.PrivacyPolicy("top", { scope: cvg.reseller, dialogRetention: retention });
        return new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day" } });
    };
    expect(() => program("1 hour")).toThrow(/^CVG101 acme/);
    expect(await settled(program("1 day").token)).toBe("acme-id");
    expect(await settled(program("1 week").token)).toBe("acme-id");
});

describe("components whose children have one logical name", () => {
    class Region extends pulumi.ComponentResource {
        readonly account: cvg.Account;
        constructor(name: string, customer: cvg.Customer, recordings: boolean, type = "test:Region") {
            super(type, name);
            this.account = new cvg.Account("claims", { customer, name: `Schaden ${name}`, privacy: { recordings } }, { parent: this });
        }
    }
    const acme = () => new cvg.Customer("acme", { name: "Acme", privacy: { recordings: false } });

    test("are one program: what is above binds the children of both, and each is named with its component", () => {
        const customer = acme();
        new Region("north", customer, false, "test:North");
        expect(() => new Region("south", customer, true)).toThrow(/^CVG101 claims \(in south\): recordings cannot be true/);
    });

    test("have children that tell who they are", async () => {
        const customer = acme();
        const regions = [new Region("north", customer, false, "test:North"), new Region("south", customer, false)];
        await Promise.all(regions.map(({ account }) => settled(account.token)));
        const told = registered.filter(({ name }) => name === "claims").map(({ inputs }) => heardIn(inputs)?.identity);
        expect(told).toEqual(["test:North::north/account::claims", "test:Region::south/account::claims"]);
    });

    test("of the same names are a program of its own", async () => {
        const program = () => new Region("north", acme(), false).account;
        program();
        expect(await settled(program().token)).toBe("claims-id");
    });
});

test("other mocks are another program", async () => {
    new cvg.PrivacyPolicy("top", { scope: cvg.reseller, dialogRetention: "1 hour" });
    await underMocks();
    const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day" } });
    expect(await settled(acme.token)).toBe("acme-id");
});

describe("what a unit takes over from the unit object above", () => {
    const inputsOf = (name: string): Readonly<Record<string, unknown>> =>
        registered.find((resource) => resource.name === name)?.inputs ?? {};

    test("is its ifExists, except a token, and is passed over by a unit's own", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme", ifExists: "adopt" });
        const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", ifExists: { token: "t-1" } });
        const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", ...BOT_AND_SPEECH });
        const sales = new cvg.Account("sales", { customer: acme.id, name: "Vertrieb", ifExists: "create" });
        const leads = new cvg.Project("leads", { account: sales, name: "Leads", ...BOT_AND_SPEECH });
        await Promise.all([hotline, leads].map((project) => settled(project.token)));
        expect(inputsOf("claims").ifExists).toEqual({ token: "t-1" });
        expect(inputsOf("hotline").ifExists).toBe("adopt");
        expect(inputsOf("leads").ifExists).toBe("create");
    });

    test("is that it is not in use; nothing is said where nothing was said", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme", active: false });
        const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
        const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", ...BOT_AND_SPEECH });
        const globex = new cvg.Customer("globex", { name: "Globex" });
        await Promise.all([settled(hotline.token), settled(globex.token)]);
        expect(inputsOf("claims").active).toBe(false);
        expect(inputsOf("hotline").active).toBe(false);
        expect(inputsOf("globex")).not.toHaveProperty("active");
        expect(inputsOf("globex")).not.toHaveProperty("ifExists");
    });

    test("an active unit below one that is not is refused", () => {
        const acme = new cvg.Customer("acme", { name: "Acme", active: false });
        expect(() => new cvg.Account("claims", { customer: acme, name: "Schaden", active: true })).toThrow(
            /^CVG313 claims: active cannot be true: customer acme above is declared with active: false\.\n {2}Leave active out here/,
        );
    });
});

test("a policy tells where its unit is by the end of the run, as the unit itself says it", async () => {
    const acme = new cvg.Customer("acme", { name: "Acme" });
    const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
    const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", ...BOT_AND_SPEECH });
    const ofProject = new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, recordings: false });
    const ofCustomer = new cvg.PrivacyPolicy("acme-privacy", { scope: acme, recordings: true });
    await Promise.all([ofProject, ofCustomer].map(({ urn }) => settled(urn)));
    const told = (name: string) => heardIn(registered.find((resource) => resource.name === name)?.inputs ?? {});
    expect(told("hotline-privacy")).toMatchObject({ parent: "claims-id" });
    expect(told("acme-privacy")).not.toHaveProperty("parent");
});

test("all that a class tells travels in one hidden input, beside the SDK's own", async () => {
    const acme = new cvg.Customer("acme", { name: "Acme", privacy: { recordings: false } });
    const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" }, { ignoreChanges: ["name"] });
    const hotline = new cvg.Project("hotline", { account: claims, name: pulumi.secret("Hotline"), ...BOT_AND_SPEECH });
    const privacy = new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, outboundCalls: true });
    await settled(privacy.urn);
    const hidden = registered.map(({ inputs }) =>
        Object.keys(inputs)
            .filter((key) => key.startsWith("__"))
            .sort(),
    );
    expect(hidden).toEqual(Array.from({ length: 4 }, () => ["__provider", "__told"]));
});

describe("a unit knows what is declared below it: it may be taken over with that, be replaced, or become inactive", () => {
    const below = (name: string): unknown => heardIn(registered.find((resource) => resource.name === name)?.inputs ?? {})?.below;
    const tree = async (args: Pick<cvg.CustomerArgs, "ifExists" | "active">) => {
        const acme = new cvg.Customer("acme", { name: "Acme", ...args });
        const claims = new cvg.Account("claims", { customer: acme, name: " Schaden " });
        const hotline = new cvg.Project("hotline", { account: claims.id, name: "Hotline", ...BOT_AND_SPEECH });
        const later = new cvg.Account("later", { customer: acme, name: pulumi.interpolate`${acme.name} 2` });
        const hidden = new cvg.Project("hidden", { account: later, name: "Hidden", ...BOT_AND_SPEECH });
        await Promise.all([hotline, hidden].map((project) => settled(project.token)));
    };

    test.each([{}, { ifExists: "adopt" }, { ifExists: "create" }, { active: false }] as const)("%j", async (args) => {
        await tree(args);
        expect(below("acme")).toEqual([
            { level: "account", path: ["Schaden"] },
            { level: "project", path: ["Schaden", "Hotline"] },
        ]);
        expect(below("claims")).toEqual([{ level: "project", path: ["Hotline"] }]);
    });
});

describe("a resource is told of as transformations leave it", () => {
    const told = (name: string) => {
        const inputs = registered.find((resource) => resource.name === name)?.inputs ?? {};
        return { name: inputs.name, ...heardIn(inputs) };
    };
    const prefix: pulumi.ResourceTransformation = ({ props, opts }) => ({ props: { ...props, name: `DEV ${props.name}` }, opts });
    const frozen: pulumi.ResourceTransformation = ({ props, opts }) => ({
        props,
        opts: pulumi.mergeOptions(opts, { ignoreChanges: ["name"] }),
    });

    test("of its own, and of the component that it is in", async () => {
        const region = new pulumi.ComponentResource("test:Region", "north", {}, { transformations: [prefix] });
        const acme = new cvg.Customer("acme", { name: "Acme", active: false }, { parent: region });
        const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" }, { parent: region, transformations: [frozen] });
        await settled(claims.token);
        expect(told("acme")).toMatchObject({ name: "DEV Acme", below: [{ level: "account", path: ["DEV Schaden"] }] });
        expect(told("claims")).toMatchObject({ name: "DEV Schaden", ignored: [["name"]] });
    });

    test("and what is below it is transformed by nothing of ours", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme" }, { transformations: [prefix] });
        const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" }, { parent: acme });
        await settled(claims.token);
        expect(told("claims")).toMatchObject({ name: "DEV Schaden" });
        for (const resource of [acme, claims]) expect(Reflect.get(resource, "__transformations")).toEqual([prefix]);
    });

    test("a name that is known by the time counts, output or not", async () => {
        const acme = new cvg.Customer("acme", { name: "Acme", active: false });
        const claims = new cvg.Account("claims", { customer: acme, name: pulumi.secret("Schaden") });
        await settled(claims.token);
        expect(told("acme")).toMatchObject({ below: [{ level: "account", path: ["Schaden"] }] });
    });
});

test("settings that ignoreChanges names are the engine's to judge", () => {
    const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day", recordings: false } });
    const account = (name: string, ignoreChanges: string[]) =>
        new cvg.Account(name, { customer: acme, name: "S", privacy: { dialogRetention: "1 week", recordings: true } }, { ignoreChanges });
    for (const path of ["privacy", "privacy.*", '["privacy"]']) account(`all ${path}`, [path]);
    expect(() => account("one", ["privacy.dialogRetention"])).toThrow(/^CVG101 one: recordings/);
    expect(() => account("other", ['privacy["recordings"]'])).toThrow(/^CVG101 other: dialogRetention/);
    expect(() => account("none", ["name"])).toThrow(/^CVG101 none: recordings/);
});

test("a policy's settings that ignoreChanges names bind nobody here either", () => {
    const acme = new cvg.Customer("acme", { name: "Acme" });
    new cvg.PrivacyPolicy(
        "acme-privacy",
        { scope: acme, dialogRetention: "1 day", recordings: false },
        { ignoreChanges: ["dialogRetention"] },
    );
    expect(() => new cvg.Account("claims", { customer: acme, name: "S", privacy: { dialogRetention: "1 week" } })).not.toThrow();
    expect(() => new cvg.Account("sales", { customer: acme, name: "S", privacy: { recordings: true } })).toThrow(
        /^CVG101 sales: recordings/,
    );
});

test("policies by equal tokens bind what stands directly below, without asking anybody", () => {
    new cvg.PrivacyPolicy("acme-privacy", { scope: "t-acme", dialogRetention: "1 day" });
    expect(() => new cvg.Account("claims", { customer: "t-acme", name: "S", privacy: { dialogRetention: "1 week" } })).toThrow(
        /^CVG101 claims/,
    );
    const acme = cvg.Customer.get("acme", "t-acme");
    expect(() => new cvg.Account("sales", { customer: acme, name: "S", privacy: { dialogRetention: "1 week" } })).toThrow(/^CVG101 sales/);
    expect(() => new cvg.PrivacyPolicy("again", { scope: acme })).toThrow(/^CVG103 again/);
});

test("a value that is an output is not judged under mocks, and nothing is left unhandled", async () => {
    const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day" } });
    const retention = acme.name.apply((): cvg.DialogPeriod => "1 week");
    const claims = new cvg.Account("claims", { customer: acme, name: "S", privacy: { dialogRetention: retention } });
    expect(await settled(claims.token)).toBe("claims-id");
});

test("two projects of one program cannot have the same number", () => {
    const project = (name: string, platformNumbers: string[]) =>
        new cvg.Project(name, { account: "t-claims", name, ...BOT_AND_SPEECH, platformNumbers });
    project("hotline", ["+4989111111"]);
    expect(() => project("second", ["+4989222222", "+4989111111"])).toThrow(
        /^CVG305 second: platformNumbers has \+4989111111, and so has hotline\./,
    );
    expect(() => project("third", ["+4989222222"])).not.toThrow();
});
