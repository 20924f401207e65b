/** On the command line: units that move, numbers that are handed over, and a tenant that is declared out of use, and purged. `npm test` tells the same over gRPC. */
import { openStackLife, PRELUDE, type StackLife } from "../e2e/life/stack-life.js";

interface Options {
    readonly hotline?: string;
    readonly claims?: string;
    readonly acme?: string;
    readonly numbers?: readonly [readonly string[], readonly string[]];
    readonly without?: "acme";
}

const NUMBER = "+4989111111";

/** The project `hotline` is in one account, `desk` in another; the account `claims` belongs to one of two customers. */
const program = ({ hotline = "claims", claims = "acme", acme = "", numbers = [[NUMBER], []], without }: Options = {}): string => `
const globex = new cvg.Customer("globex", { name: "Globex", privacy: { dialogRetention: "1 hour" } });
const support = new cvg.Account("support", { customer: globex, name: "Support" });
${
    without === "acme"
        ? ""
        : `
const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day" }, ${acme} });
const sales = new cvg.Account("sales", { customer: acme, name: "Vertrieb" });
const claims = new cvg.Account("claims", { customer: ${claims}, name: "Schaden" });
new cvg.Project("hotline", { account: ${hotline}, name: "Hotline", platformNumbers: ${JSON.stringify(numbers[0])}, ...bot, privacy: {} });
new cvg.Project("desk", { account: sales, name: "Empfang", platformNumbers: ${JSON.stringify(numbers[1])}, ...bot });
`
}
`;
const GLOBEX = ["Globex active", "Globex/Support active"];

let life: StackLife;

beforeAll(async () => {
    life = await openStackLife();
});
afterAll(async () => {
    await life[Symbol.asyncDispose]();
});

test("a number is handed from one project to another in one run", async () => {
    await life.up(program());
    await life.up(program({ numbers: [[], [NUMBER]] }));
    expect(await life.body("Acme/Schaden/Hotline")).toMatchObject({ platformNumbers: [] });
    expect(await life.body("Acme/Vertrieb/Empfang")).toMatchObject({ platformNumbers: [NUMBER] });
    await life.settled();
});

test("projects exchange numbers in one run; where the engine writes one thing at a time, the preview says that one is not enough", async () => {
    const other = "+4989222222";
    await life.up(program({ numbers: [[other], [NUMBER]] }));
    life.project.write("index.js", PRELUDE + program({ numbers: [[NUMBER], [other]] }));
    const serial = await life.project.preview({ args: ["--parallel", "1"] });
    expect(serial.code).not.toBe(0);
    expect(serial.text).toContain("CVG318");
    const { code, text } = await life.project.up();
    expect(text).not.toContain("CVG3");
    expect(code).toBe(0);
    expect(await life.body("Acme/Vertrieb/Empfang")).toMatchObject({ platformNumbers: [other] });
    expect(await life.body("Acme/Schaden/Hotline")).toMatchObject({ platformNumbers: [NUMBER] });
    await life.settled();
});

test("a project moves to another account, and on to another customer, in place: its token, its number, settings within what is allowed there", async () => {
    const { token } = await life.unit("Acme/Schaden/Hotline");
    await life.up(program({ hotline: "sales" }));
    expect(await life.unit("Acme/Vertrieb/Hotline")).toMatchObject({ token, inactive: false });
    const { text } = await life.up(program({ hotline: "support" }));
    expect(text).toContain("1 updated");
    expect(await life.unit("Globex/Support/Hotline")).toMatchObject({ token, inactive: false });
    expect(await life.body("Globex/Support/Hotline")).toMatchObject({
        platformNumbers: [NUMBER],
        commonConfiguration: { maxDialogRetentionTime: 3_600_000 },
    });
    await life.settled();
    await life.up(program());
    expect((await life.unit("Acme/Schaden/Hotline")).token).toBe(token);
});

test("an account cannot move: at another customer it is made anew, its project moves along with its token, and the old one is inactive", async () => {
    const [account, project] = [await life.unit("Acme/Schaden"), await life.unit("Acme/Schaden/Hotline")];
    await life.up(program({ claims: "globex" }));
    expect(await life.tree()).toEqual([
        ...["Acme active", "Acme/Schaden inactive", "Acme/Vertrieb active", "Acme/Vertrieb/Empfang active"],
        ...["Globex active", "Globex/Schaden active", "Globex/Schaden/Hotline active", "Globex/Support active"],
    ]);
    expect((await life.unit("Acme/Schaden")).token).toBe(account.token);
    expect((await life.unit("Globex/Schaden/Hotline")).token).toBe(project.token);
    expect(await life.body("Globex/Schaden/Hotline")).toMatchObject({ platformNumbers: [NUMBER] });
    await life.settled();
    // Back, where a namesake waits for its purge: that one is refused, or restored.
    const { text } = await life.refused(program());
    expect(text).toContain(`CVG308 claims: there is an account "Schaden" at this place already: ${account.token} (inactive`);
});

test("active: false makes a whole tenant inactive, and taking the line out brings it back with its tokens and numbers", async () => {
    await life.up(program({ claims: "globex", hotline: "sales" }));
    const before = await life.tokens();
    await life.up(program({ claims: "globex", hotline: "sales", acme: "active: false" }));
    expect((await life.tree()).filter((unit) => unit.startsWith("Acme"))).toEqual([
        "Acme inactive",
        "Acme/Schaden inactive",
        "Acme/Vertrieb inactive",
        "Acme/Vertrieb/Empfang inactive",
        "Acme/Vertrieb/Hotline inactive",
    ]);
    await life.settled();
    await life.up(program({ claims: "globex", hotline: "sales" }));
    expect(await life.tokens()).toEqual(before);
    expect(await life.unit("Acme/Vertrieb/Hotline")).toMatchObject({ inactive: false });
    expect(await life.body("Acme/Vertrieb/Hotline")).toMatchObject({ platformNumbers: [NUMBER] });
    await life.settled();
});

test("purged while it was declared inactive: a warning, no difference, and its lines can go", async () => {
    const inactive = program({ claims: "globex", hotline: "sales", acme: "active: false" });
    await life.up(program({ claims: "globex", hotline: "sales" }));
    await life.up(inactive);
    await life.console.control("POST", "/clock", { advance: "91 days" });
    const { text } = await life.up(inactive, "--refresh");
    expect(text).toMatch(/warning: CVG319 customer "Acme" \([-\w]+\) was declared inactive and has been purged, as planned for /);
    expect(await life.tree()).toEqual(["Globex active", "Globex/Schaden active", "Globex/Support active"]);
    await life.settled();
    await life.up(program({ without: "acme" }));
    expect((await life.tree()).filter((unit) => unit.endsWith(" active"))).toEqual(GLOBEX);
    await life.settledApart();
});
