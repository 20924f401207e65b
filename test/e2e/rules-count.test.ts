/** Where the rules of a whole program count, and where they do not: what is removed or only looked at is never refused, nor what nobody targets. */
import { codedLines, type GatewayProject, gatewayProject } from "../harness/gateway-project.js";
import { plannedErrors } from "../harness/steps.js";

const program = ({ breaks = false, name = "Globex" } = {}): string => `
const cvg = require("pulumi-cvg");
cvg.explainDeletes();
const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day", recordings: false } });
new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { dialogRetention: "${breaks ? "1 week" : "1 hour"}", recordings: cvg.ifAllowed(true) } });
const globex = new cvg.Customer("globex", { name: "${name}", privacy: { recordings: true } });
const sales = new cvg.Account("sales", { customer: globex, name: "Vertrieb", privacy: { recordings: cvg.ifAllowed(true) } });
exports.recordings = sales.effective.apply((effective) => effective.recordings);
`;
const VIOLATION = 'CVG101 claims: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme) allows.';
const END = "the program breaks rules (see the other errors), so nothing of it was written.";
const END_OF_UP = "the program breaks rules (see the other errors), so nothing more of it is written.";

let opened: GatewayProject;
beforeAll(async () => {
    opened = await gatewayProject(program());
    expect((await opened.project.up()).code).toBe(0);
    opened.project.write("index.js", program({ breaks: true, name: "Globex 2" }));
});
afterAll(() => opened.close());

const recordings = async (name: string): Promise<unknown> => (await opened.console.units()).get(name)?.effective.allowRecordings;

test("a switch that follows as far as it is allowed is on where it may be, and off elsewhere, without an error", async () => {
    expect(await recordings("Schaden")).toBe(false);
    expect(await recordings("Vertrieb")).toBe(true);
});

test("a preview and an update of the whole program are refused, and nothing is written", async () => {
    const { console, project } = opened;
    await console.control("DELETE", "/requests");
    const preview = await project.preview({ json: true });
    const up = await project.up();
    expect([preview.code === 0, up.code === 0]).toEqual([false, false]);
    expect(codedLines(plannedErrors(preview.json))).toEqual([VIOLATION]);
    expect(plannedErrors(preview.json).join()).toContain(END);
    expect(up.text).toContain(VIOLATION);
    expect(up.text).toContain(END_OF_UP);
    expect(await console.writes()).toBe(0);
});

test.each(["registerResourceTransform", "registerStackTransformation"])(
    "where something else keeps the engine from asking (%s), what is wrong is said all the same",
    async (register) => {
        const { project } = opened;
        const throws = `require("@pulumi/pulumi").runtime.${register}(({ type }) => { if (type.includes("cvg:Rules")) throw new Error("not this one"); });`;
        project.write("index.js", `${throws}${program({ breaks: true, name: "Globex 2" })}`);
        const { code, json } = await project.preview({ json: true });
        project.write("index.js", program({ breaks: true, name: "Globex 2" }));
        expect(code).not.toBe(0);
        expect(plannedErrors(json).join("\n")).toContain("not this one");
        expect(codedLines(plannedErrors(json))).toEqual([VIOLATION]);
    },
);

test("another tenant is changed with --target; the one that breaks rules is refused with it, too", async () => {
    const { console, project } = opened;
    const other = await project.up({ args: ["--target", "**::globex"] });
    expect(other.code).toBe(0);
    expect(other.text).not.toContain("CVG101");
    expect([...(await console.units()).keys()]).toContain("Globex 2");
    const writes = await console.writes();
    const itself = await project.up({ args: ["--target", "**::claims"] });
    expect(itself.code).not.toBe(0);
    expect(itself.text).toContain(VIOLATION);
    expect(await console.writes()).toBe(writes);
});

test("what breaks rules is removed with its program, and each deletion explained", async () => {
    const { console, project } = opened;
    const preview = await project.raw(["destroy", "--preview-only", "--run-program"]);
    expect(preview.code).toBe(0);
    expect(preview.text).not.toContain("CVG101");
    expect(new Set(codedLines(preview.text.split("\n")).map((line) => /CVG314 (\w+)/.exec(line)?.[1]))).toEqual(
        new Set(["acme", "claims", "globex", "sales"]),
    );
    const destroy = await project.destroy({ args: ["--run-program"] });
    expect(destroy.code).toBe(0);
    const left = [...(await console.units()).values()].filter(({ level, inactive }) => level !== "reseller" && !inactive);
    expect(left).toEqual([]);
});
