/** One owner for the settings of a unit: the provider refuses a second one that the program cannot see, and settings move between owners without a write. */
import type { Declaration } from "../../harness/engine-on-grpc.js";
import { customer } from "../../harness/tenant-program.js";
import { fine } from "../life/life.js";
import { tenantBeforeEach } from "./before-each.js";
import { STORIES, tenant } from "./stories.js";
import { policyOf } from "./tenant-in-console.js";

const at = tenantBeforeEach();

async function refusal(program: readonly Declaration[]) {
    const writes = await at.stack.console.writes();
    let problem: unknown;
    await at.stack.phase(async (engine) => {
        ({ problem } = await engine.preview(program));
    });
    expect(await at.stack.console.writes()).toBe(writes);
    return problem;
}
const second = (token: string, name: string, other: string) => ({
    name,
    during: "check",
    reasons: [
        `CVG103 ${name}: the privacy settings of unit ${token} are declared by ${other} already.\n  Declare them in one place: inline in the unit, or in one PrivacyPolicy.`,
    ],
});

test("two policies of one token, and two of the reseller by its word and its token, are refused", async () => {
    const twice = [policyOf("one", at.tenant.account, {}), policyOf("two", at.tenant.account, {})];
    expect(await refusal(twice)).toEqual(second(at.tenant.account, "two", 'PrivacyPolicy "one"'));
    const top = [policyOf("top", "reseller", { recordings: true }), policyOf("again", at.sandbox.reseller, { recordings: true })];
    expect(await refusal(top)).toEqual(second(at.sandbox.reseller, "again", 'PrivacyPolicy "top"'));
});

test("a unit that declares its own and a policy of its token are refused, whichever is declared first", async () => {
    await at.stack.phase(async (engine) => void (await fine(engine.up([customer("globex", {})]))));
    const token = at.stack.state.get("globex")?.id ?? "";
    const both = [customer("globex", {}), policyOf("by-token", token, {})];
    expect(await refusal(both)).toEqual(second(token, "by-token", "the unit itself (`privacy`)"));
    expect(await refusal([...both].reverse())).toEqual(second(token, "globex", 'PrivacyPolicy "by-token"'));
});

test("settings move from units to policies and back: previews say so, nothing is written, nothing is left to do", async () => {
    const { before } = STORIES["different settings go in opposite directions"];
    const [inline, policies] = [tenant("inline", "globex", before), tenant("policies", "globex", before)];
    await at.stack.phase(async (engine) => void (await fine(engine.up(inline))));
    const writes = await at.stack.console.writes();
    const move = async (program: readonly Declaration[], plan: object) => {
        await at.stack.phase(async (engine) => expect((await fine(engine.preview(program))).plan).toEqual(plan));
        await at.stack.phase(async (engine) => expect((await fine(engine.up(program))).plan).toEqual(plan));
        await at.stack.phase(async (engine) => {
            expect((await fine(engine.preview(program))).plan).toEqual({});
            expect((await fine(engine.refresh())).steps.filter(({ changed }) => changed.length > 0)).toEqual([]);
        });
        expect(await at.stack.console.writes()).toBe(writes);
    };
    const units = { globex: "update", "globex-claims": "update", "globex-hotline": "update" };
    const names = ["globex-privacy", "globex-claims-privacy", "globex-hotline-privacy"];
    const each = (op: string) => Object.fromEntries(names.map((name) => [name, op]));
    await move(policies, { ...units, ...each("create") });
    await move(inline, { ...units, ...each("delete") });
});
