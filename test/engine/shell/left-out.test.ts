/** What a run leaves out (`--exclude`, `--target`) is not written: the preview says what that means for the others, and `up` does just that. */
import { SPEECH } from "../../harness/bodies.js";
import { object, type ProgramRun, type Written } from "../../harness/program-engine.js";
import type { Properties } from "../../harness/properties.js";
import { fine } from "../life/life.js";
import { programStackBeforeEach } from "../preview-law/stack.js";

const stack = programStackBeforeEach();

const written = (resource: Written["resource"], name: string, args: Properties): Written => ({ resource, name, args });
const acme = written("Customer", "acme", { name: "Acme" });
const claims = (privacy?: Properties): Written =>
    written("Account", "claims", { name: "Schaden", customer: object("acme"), ...(privacy && { privacy }) });
const sales = written("Account", "sales", { name: "Vertrieb", customer: object("acme") });
const hotline = (account: string): Written =>
    written("Project", "hotline", {
        name: "Hotline",
        account: object(account),
        bot: { type: "cognigy", endpointUrl: "https://bot.example/" },
        ...SPEECH,
    });
const policy = (scope: string, settings: Properties): Written => written("PrivacyPolicy", "policy", { scope: object(scope), ...settings });

/** What a preview and then the update say of a program, some of which is left out. */
async function both(program: readonly Written[], without: readonly string[]): Promise<readonly [ProgramRun, ProgramRun]> {
    return [await stack.preview(program, without), await stack.update(program, without)];
}
const reasons = ({ problem }: ProgramRun): string | undefined => problem?.reasons.map((reason) => reason.split("\n")[0]).join();

test.each<readonly [string, string, readonly Written[], string]>([
    ["a new project", "sales", [acme, claims(), sales, hotline("sales")], "hotline"],
    ["a project that moves", "sales", [acme, sales, claims(), hotline("sales")], "hotline"],
    ["a policy", "sales", [acme, claims(), sales, policy("sales", { recordings: false })], "policy"],
])("%s is refused alike by preview and update where the new unit that it needs is left out", async (what, unit, program, name) => {
    const before = what.includes("moves") ? [acme, claims(), hotline("claims")] : [acme, claims()];
    await fine(stack.update(before));
    const [preview, update] = await both(program, [unit]);
    const said = `CVG330 ${name}: account ${unit}, which it needs, is not there, and this run leaves it out (--exclude or --target).`;
    expect([reasons(preview), reasons(update)]).toEqual([said, said]);
    expect(preview.problem?.reasons.join()).toContain("--exclude-dependents");
    const [whole, changed] = await both(program, [unit, name]);
    expect([whole.problem, whole.plan, changed.problem, changed.plan]).toEqual([undefined, {}, undefined, {}]);
    await fine(stack.update(program));
});

test("what depends on a new resource that is left out is refused, although it could be written: its state could never be read again", async () => {
    const globex = written("Customer", "globex", { name: "Globex" });
    await fine(stack.update([acme]));
    const waits = { ...acme, options: { dependsOn: [object("globex")] } };
    const [preview, update] = await both([globex, waits], ["globex"]);
    const said = "CVG330 acme: customer globex, which it needs, is not there, and this run leaves it out (--exclude or --target).";
    expect([reasons(preview), reasons(update)]).toEqual([said, said]);
    await fine(stack.update([globex, waits]));
    const [later, then] = await both([globex, waits], ["globex"]);
    expect([later.problem, then.problem, then.plan]).toEqual([undefined, undefined, {}]);
});

test("a new policy that is left out changes nothing below it, and leaves a state that can be read", async () => {
    await fine(stack.update([acme, claims({})]));
    const program = [acme, claims({}), policy("acme", { recordings: false, dialogRetention: "10 minutes" })];
    const [preview, update] = await both(program, ["policy"]);
    expect([preview.problem, preview.plan]).toEqual([undefined, {}]);
    expect([update.problem, update.plan]).toEqual([undefined, {}]);
    expect(Object.keys((await stack.preview(program)).plan)).toContain("policy");
    await fine(stack.update(program));
});

test("what a new policy would allow, and does not because it is left out, is refused at the preview", async () => {
    await fine(stack.update([{ ...acme, args: { ...acme.args, privacy: { dialogRetention: "10 minutes" } } }]));
    const program = [acme, policy("acme", { dialogRetention: "1 week" }), claims({ dialogRetention: "1 week" })];
    const [preview, update] = await both(program, ["policy"]);
    expect(reasons(preview)).toMatch(/^CVG101 claims: dialogRetention "1 week" is longer than the "10 minutes" that .*"Acme"/);
    expect(reasons(update)).toBe(reasons(preview));
});

test("below a unit whose new policy is left out counts what applies above that one, also where the unit is new", async () => {
    await fine(stack.update([acme]));
    const program = [acme, claims(), policy("claims", { dialogRetention: "10 minutes", recordings: false }), hotline("claims")];
    const inline = { ...hotline("claims"), args: { ...hotline("claims").args, privacy: {} } };
    const [preview, update] = await both([...program.slice(0, -1), inline], ["policy"]);
    expect([preview.problem, update.problem]).toEqual([undefined, undefined]);
    expect(preview.inputs.get("hotline")?.effective).toEqual(update.inputs.get("hotline")?.effective);
});
