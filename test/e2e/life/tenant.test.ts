/** A tenant is made, renamed, deleted by others, ended and taken up again, as a user types it. */
import { openStackLife, type StackLife } from "./stack-life.js";

interface Options {
    readonly logical?: string;
    readonly name?: string;
    readonly customer?: string;
    readonly account?: string;
    readonly options?: string;
}

const program = ({ logical = "acme", name = "Acme AG", customer = "", account = "", options = "" }: Options = {}): string => `
const acme = new cvg.Customer("${logical}", { name: "${name}", privacy: { dialogRetention: "1 day" }, ${customer} }, { ${options} });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", ${account} });
const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", platformNumbers: ["+4989111111"], ...bot });
new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, dialogRetention: "1 hour" }, { deletedWith: hotline });
`;
const TREE = ["Acme AG", "Acme AG/Schaden", "Acme AG/Schaden/Hotline"];
const all = (state: "active" | "inactive"): readonly string[] => TREE.map((path) => `${path} ${state}`);

let life: StackLife;
let first: Readonly<Record<string, string>>;

beforeAll(async () => {
    life = await openStackLife();
});
afterAll(async () => {
    await life[Symbol.asyncDispose]();
});

const expectFirst = async (): Promise<void> => {
    expect(await life.tree()).toEqual(all("active"));
    expect(await life.tokens()).toEqual(first);
    expect(await life.body(TREE[2] ?? "")).toMatchObject({
        platformNumbers: ["+4989111111"],
        commonConfiguration: { maxDialogRetentionTime: 3_600_000 },
    });
    await life.settled();
};

test("made, and renamed in place: one write, the same tokens", async () => {
    await life.up(program({ name: "Acme" }));
    const tokens = Object.values(await life.tokens());
    await life.clear();
    await life.up(program());
    expect(await life.written()).toEqual(["POST /customers/{reseller}/{customer}"]);
    first = await life.tokens();
    expect(Object.values(first)).toEqual(tokens);
    await expectFirst();
});

test("deleted in the console: a preview warns of every unit and plans nothing; up --refresh restores all, with tokens and numbers", async () => {
    for (const path of [...TREE].reverse()) await life.deactivate(path);
    const preview = await life.project.preview();
    expect(preview.code).toBe(0);
    for (const path of TREE) {
        const name = path.split("/").at(-1);
        expect(preview.text).toMatch(
            new RegExp(
                `CVG311 \\w+ "${name}" \\(${first[path]}\\) was made inactive, and this stack has not recorded it: somebody else did it, or a run that was interrupted\\.`,
            ),
        );
    }
    expect(await life.tree()).toEqual(all("inactive"));
    await life.up(program(), "--refresh");
    await expectFirst();
});

test('renamed in the program with ifExists: "adopt": the new entry takes the unit, and the old one leaves it active', async () => {
    await life.clear();
    const { text } = await life.up(program({ logical: "versicherung", customer: 'ifExists: "adopt"' }));
    expect(text).toContain(`CVG310 versicherung adopts customer "Acme AG" (${first["Acme AG"]}), changes nothing.`);
    expect(text).toContain(`warning: CVG316 customer "Acme AG" (${first["Acme AG"]}) stays active: versicherung takes it over.`);
    expect(await life.written()).toEqual([]);
    await expectFirst();
});

test("renamed in the program with an alias: nothing is written, and nobody warns", async () => {
    await life.clear();
    const { text } = await life.up(program({ options: 'aliases: [{ name: "versicherung" }]' }));
    expect(text).not.toMatch(/CVG3|warning/);
    // The unit's own settings are decided by the resource of this name.
    expect(text).toMatch(/Customer acme updated \(.*\) \[diff: ~decidedBy\]/);
    expect(text).toContain("4 unchanged");
    expect(await life.written()).toEqual([]);
    await expectFirst();
});

test("destroyed and run again: refused, and told which unit it is and what may be meant", async () => {
    const destroyed = await life.project.destroy();
    expect(destroyed.code).toBe(0);
    expect(destroyed.text).toContain(
        "Its number +4989111111 can be given to others from now on; a project that up restores gets it back only while nobody else has it.",
    );
    expect(await life.tree()).toEqual(all("inactive"));
    const { text } = await life.refused(program());
    expect(text).toContain(
        `CVG308 acme: there is a customer "Acme AG" at this place already: ${first["Acme AG"]} (inactive, purged for good on `,
    );
    expect(text).toContain(
        'aliases: [{ name: "..." }]. If it is the one meant, add ifExists: "restore" to restore it, and change what differs;',
    );
    expect(text).toContain('ifExists: "create" makes a second one');
});

test('ifExists: "adopt" takes no inactive unit', async () => {
    const { text } = await life.refused(program({ customer: 'ifExists: "adopt"' }));
    expect(text).toContain(`CVG308 acme: there is a customer "Acme AG" at this place already: ${first["Acme AG"]} (inactive`);
    expect(await life.tree()).toEqual(all("inactive"));
});

test('ifExists: "restore" brings the whole tenant back, with tokens, settings and numbers', async () => {
    await life.clear();
    const { text } = await life.up(program({ customer: 'ifExists: "restore"' }));
    for (const restored of ['acme restores customer "Acme AG"', 'claims restores account "Schaden"', 'hotline restores project "Hotline"'])
        expect(text).toContain(`CVG310 ${restored}`);
    expect(
        (await life.written()).filter((kind) => /^POST \/(?:customers|accounts|projects)\/\{reseller\}(?:\/\{\w+\})?$/.test(kind)),
    ).toEqual([]);
    await expectFirst();
});

test('ifExists: "create" makes second ones beside those that wait for their purge', async () => {
    expect((await life.project.destroy()).code).toBe(0);
    await life.up(program({ customer: 'ifExists: "create"' }));
    expect(await life.tree()).toEqual([...all("active"), ...all("inactive")].sort());
    for (const path of TREE) expect(Object.values(first)).not.toContain((await life.unit(path)).token);
    await life.settledApart();
});

test("ifExists: { token } takes exactly that one of several namesakes", async () => {
    expect((await life.project.destroy()).code).toBe(0);
    const several = await life.refused(program({ customer: 'ifExists: "restore"' }));
    expect(several.text).toMatch(/CVG309 acme: there is more than one customer "Acme AG" at this place already: /);
    await life.up(program({ customer: `ifExists: { token: "${first["Acme AG"]}" }`, account: 'ifExists: "restore"' }));
    for (const path of TREE) expect((await life.unit(path)).token).toBe(first[path]);
    expect(await life.tree()).toEqual([...all("active"), ...all("inactive")].sort());
    await life.settled();
});
