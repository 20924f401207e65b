/** What keeps a tenant from harm: wrong configurations, a broken gateway, units of others, and Pulumi's own options. */
import { z } from "zod";
import { openStackLife, type StackLife } from "./stack-life.js";

interface Options {
    readonly customer?: string;
    readonly names?: readonly [string, string];
    readonly hotline?: string;
    readonly number?: string;
    readonly without?: "hotline" | "acme";
}

/** A tenant with a project and its policy, and a second tenant beside it. */
const program = ({
    customer = "acme",
    names = ["Acme", "Globex"],
    hotline = "",
    number = "+4989111111",
    without,
}: Options = {}): string => `
new cvg.Customer("globex", { name: "${names[1]}" });
${
    without === "acme"
        ? ""
        : `
const acme = new cvg.Customer("acme", { name: "${names[0]}", ifExists: "restore", privacy: { dialogRetention: "1 day" } });
const claims = new cvg.Account("claims", { customer: ${customer}, name: "Schaden" });
${
    without === "hotline"
        ? ""
        : `
const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", platformNumbers: ["${number}"], ...bot }, { ${hotline} });
new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, dialogRetention: "1 hour" }, { deletedWith: hotline });
`
}`
}
`;
const TENANT = ["Acme active", "Acme/Schaden active", "Acme/Schaden/Hotline active", "Globex active"];
const HOTLINE = "Acme/Schaden/Hotline";

let life: StackLife;
let first: Readonly<Record<string, string>>;

beforeAll(async () => {
    life = await openStackLife();
});
afterAll(async () => {
    await life[Symbol.asyncDispose]();
});

const expectFirst = async (): Promise<void> => {
    expect(await life.tree()).toEqual(TENANT);
    expect(await life.tokens()).toEqual(first);
    await life.settled();
};
/** What the state holds, by logical name and token. */
const recorded = async (): Promise<readonly string[]> => {
    const { resources } = (await life.project.stackExport()).deployment;
    return resources.flatMap(({ urn, id }) => (urn.includes("cvg:") && id !== undefined ? [`${urn.split("::").at(-1)} ${id}`] : [])).sort();
};
const urn = async (name: string): Promise<string> => {
    const found = (await life.project.stackExport()).deployment.resources.find((resource) => resource.urn.endsWith(`::${name}`));
    return z.string().parse(found?.urn);
};

test("the object above is replaced by its token: nothing changes", async () => {
    await life.up(program());
    first = await life.tokens();
    await life.clear();
    const { text } = await life.up(program({ customer: JSON.stringify(first.Acme) }));
    expect(text).toContain("6 unchanged");
    expect(await life.written()).toEqual([]);
    await expectFirst();
});

test("another reseller is configured: refused, and the state still knows its own", async () => {
    const before = await recorded();
    await life.clear();
    const wrong = { CVG_RESELLER: "00000000-0000-4000-8000-000000000000" };
    const refreshed = await life.project.refresh({ env: wrong });
    expect(refreshed.code).not.toBe(0);
    expect(refreshed.text).toMatch(
        new RegExp(`CVG302 .*belongs to reseller ${life.sandbox.reseller}, but reseller ${wrong.CVG_RESELLER} is configured`),
    );
    expect((await life.project.up({ env: wrong })).code).not.toBe(0);
    expect(await recorded()).toEqual(before);
    const destroyed = await life.project.destroy({ env: wrong });
    expect(destroyed.code).not.toBe(0);
    expect(destroyed.text).toContain("CVG302");
    expect(await life.written()).toEqual([]);
    // The engine forgets what is deletedWith another before that one's deletion is refused.
    const { [`hotline-privacy ${first[HOTLINE]}`]: policy, ...units } = Object.fromEntries(before.map((one) => [one, true]));
    expect(policy).toBe(true);
    expect(await recorded()).toEqual(Object.keys(units));
    await life.up(program());
    await expectFirst();
});

test("the whole gateway answers 404: an error for each unit, and the state is kept", async () => {
    const before = await recorded();
    await life.console.control("POST", "/faults", { kind: "status", status: 404, times: 1000, match: { method: "GET" } });
    const refreshed = await life.project.refresh();
    const updated = await life.project.up({ args: ["--refresh"] });
    await life.console.control("DELETE", "/faults");
    expect(refreshed.code).not.toBe(0);
    expect(refreshed.text).toMatch(
        /CVG301 .* is not at the gateway\. It was in use when it was last written, at 20.*nobody can tell from here/,
    );
    expect(updated.code).not.toBe(0);
    expect(await recorded()).toEqual(before);
    await expectFirst();
});

test("a unit under which others have an active one is not deleted; the error names theirs, and says what was done before", async () => {
    await life.add("account", "Marketing", "Acme");
    const failed = await life.project.destroy({ args: ["--target", await urn("acme"), "--target-dependents"] });
    expect(failed.code).not.toBe(0);
    expect(failed.text).toMatch(
        /CVG303 customer "Acme" \([-\w]+\) is not made inactive, because units below it are active that do not go with it: account "Marketing"/,
    );
    expect(failed.text).toMatch(/Made inactive before: .*project "Hotline".*account "Schaden"/);
    expect((await life.unit("Acme")).inactive).toBe(false);
    await life.deactivate("Acme/Marketing");
    await life.up(program());
    expect((await life.tree()).filter((unit) => !unit.startsWith("Acme/Marketing"))).toEqual(TENANT);
    expect(await life.tokens()).toMatchObject(first);
    first = await life.tokens();
    await life.settledApart();
});

test("--target changes that unit alone; the rest follows when it is asked", async () => {
    const names: readonly [string, string] = ["Acme AG", "Globex AG"];
    await life.up(program({ names }), "--target", await urn("globex"));
    expect((await life.tree()).filter((unit) => !unit.includes("/"))).toEqual(["Acme active", "Globex AG active"]);
    await life.up(program({ names: ["Acme", "Globex"] }));
    await life.settled();
});

test('ignoreChanges: ["platformNumbers"] leaves the numbers to the console', async () => {
    const ignoring = program({ hotline: 'ignoreChanges: ["platformNumbers"]', number: "+4989333333" });
    await life.edit(HOTLINE, (body) => ({ ...body, platformNumbers: ["+4989222222"] }));
    await life.up(ignoring, "--refresh");
    expect(await life.body(HOTLINE)).toMatchObject({ platformNumbers: ["+4989222222"] });
    await life.settled();
    // A write for another reason, and without a refresh: the state does not know what the console did since.
    await life.edit(HOTLINE, (body) => ({ ...body, platformNumbers: ["+4989222223"] }));
    await life.up(ignoring.replace("...bot }", '...bot, color: "blue" }'));
    expect(await life.body(HOTLINE)).toMatchObject({ platformNumbers: ["+4989222223"], color: "blue" });
    await life.edit(HOTLINE, (body) => ({ ...body, platformNumbers: ["+4989222222"] }));
    await life.up(ignoring);
    expect(await life.body(HOTLINE)).toMatchObject({ platformNumbers: ["+4989222222"] });
    await life.settled();
});

test("protect keeps a project that left the program, retainOnDelete lets it go active, and adopt takes it back", async () => {
    await life.up(program({ hotline: "protect: true", number: "+4989222222" }));
    const refused = await life.refused(program({ without: "hotline" }));
    expect(refused.text).toMatch(/protect/);
    await life.up(program({ hotline: "retainOnDelete: true", number: "+4989222222" }));
    await life.clear();
    await life.up(program({ without: "hotline" }));
    expect(await life.written()).toEqual([]);
    expect(await life.unit(HOTLINE)).toMatchObject({ token: first[HOTLINE], inactive: false });
    await life.settled();
    await life.up(program().replace('name: "Hotline"', 'name: "Hotline", ifExists: "adopt"'));
    expect((await life.unit(HOTLINE)).token).toBe(first[HOTLINE]);
    await life.settled();
});

test("what left the program is deleted, also after a refresh in the same run; a policy that is deletedWith its unit writes nothing", async () => {
    await life.clear();
    const { text } = await life.up(program({ without: "hotline" }), "--refresh");
    expect(text).toMatch(/project "Hotline" \([-\w]+\) is inactive now\. It can be restored until /);
    expect(text).not.toContain("CVG316");
    expect(await life.written()).toEqual(["DELETE /project/{reseller}/{project}"]);
    expect(await life.unit(HOTLINE)).toMatchObject({ inactive: true });
    await life.settled();
});

test.each(["", "--refresh", "--run-program", "--run-program --refresh"])("destroy %s deletes everything", async (flags) => {
    const args = flags.split(" ").filter((flag) => flag !== "");
    await life.up(program().replace('new cvg.Customer("globex", {', 'new cvg.Customer("globex", { ifExists: "restore",'));
    const destroyed = await life.project.destroy({ args });
    expect(destroyed.code).toBe(0);
    expect((await life.tree()).filter((unit) => unit.endsWith(" active"))).toEqual([]);
    expect((await life.project.stackExport()).deployment.resources).toEqual([]);
});
