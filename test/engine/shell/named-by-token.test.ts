/**
 * A unit that a program declares and that another of its resources names by its token is one unit: what applies below it, who owns its settings and
 * the order of writes are as if it were named by its object.
 */
import { SPEECH } from "../../harness/bodies.js";
import { object, type ProgramRun, type Written } from "../../harness/program-engine.js";
import type { Properties } from "../../harness/properties.js";
import { fine } from "../life/life.js";
import { programStackBeforeEach } from "../preview-law/stack.js";

const stack = programStackBeforeEach();

const written = (resource: Written["resource"], name: string, args: Properties): Written => ({ resource, name, args });
const acme = (privacy: Properties, name = "Acme"): Written => written("Customer", "acme", { name, privacy });
const globex = written("Customer", "globex", { name: "Globex" });
const claims = (customer: unknown, privacy: Properties = {}): Written =>
    written("Account", "claims", { name: "Schaden", customer, privacy });
const hotline = (account: unknown): Written =>
    written("Project", "hotline", { name: "Hotline", account, bot: { type: "cognigy", endpointUrl: "https://bot.example/" }, ...SPEECH });

const tokenOf = (name: string): string => String(stack.state.get(name)?.id);
const retention = (run: ProgramRun, name: string): unknown => Object(run.inputs.get(name)?.effective).dialogRetention;
const coded = ({ messages }: ProgramRun, code: string): readonly string[] =>
    messages.map(({ text }) => text).filter((text) => text.startsWith(code));
/** Why a run was refused: by the program, whose errors are messages, or by a resource. */
const reasons = (run: ProgramRun): string =>
    [...run.messages.filter(({ severity }) => severity === "error").map(({ text }) => text), ...(run.problem?.reasons ?? [])].join("\n");

test("settings of the declared unit reach what names it by its token, also where it is renamed in the same run, and in any order", async () => {
    await fine(stack.update([acme({ dialogRetention: "1 week" }), claims(object("acme"))]));
    const token = tokenOf("acme");
    const next = [claims(token), acme({ dialogRetention: "1 hour" }, "Acme 2")];
    const preview = await stack.preview(next);
    expect(preview.problem).toBeUndefined();
    expect(retention(preview, "claims")).toBe("1 hour");
    expect(coded(preview, "CVG107").map((line) => line.split(":")[0])).toEqual(["CVG107 acme", "CVG107 claims"]);
    const run = await stack.update(next);
    expect([run.problem, retention(run, "claims")]).toEqual([undefined, "1 hour"]);
    expect((await stack.preview(next)).plan).toEqual({});
    expect(
        reasons(await stack.preview([claims(token, { dialogRetention: "1 week" }), acme({ dialogRetention: "1 hour" }, "Acme 2")])),
    ).toMatch(/^CVG101 claims: dialogRetention "1 week" is longer than the "1 hour" that customer "Acme 2" \(acme\) allows/);
});

test("a policy by the token of a declared unit binds what is below that, waits for it, and is a second owner where that declares its own settings", async () => {
    await fine(stack.update([acme({}), globex, claims(object("globex"))]));
    const policy = (scope: string): Written => written("PrivacyPolicy", "policy", { scope, dialogRetention: "1 hour" });
    const preview = await stack.preview([policy(tokenOf("globex")), acme({}), globex, claims(object("globex"))]);
    expect([preview.problem, retention(preview, "claims")]).toEqual([undefined, "1 hour"]);
    expect(reasons(await stack.preview([acme({}), globex, claims(object("globex")), policy(tokenOf("acme"))]))).toMatch(/^CVG103 policy: /);
});

test("below a level that nobody declares, the tree leads to the one above that is", async () => {
    await fine(stack.update([acme({ dialogRetention: "1 week" }), claims(object("acme")), hotline(object("claims"))]));
    const account = tokenOf("claims");
    const desk = { ...hotline(account), args: { ...hotline(account).args, privacy: {} } };
    // The account is taken out of the program, not of the gateway: another stack declares it.
    const without = new Map(stack.state);
    expect(without.size).toBe(3);
    const preview = await stack.preview([acme({ dialogRetention: "1 hour" }), desk, claims(object("acme"))]);
    expect(retention(preview, "hotline")).toBe("1 hour");
});

test("what names a unit by its token that this run replaces is refused at preview: it would stay with the old one", async () => {
    await fine(stack.update([acme({}), globex, claims(object("acme")), hotline(object("claims"))]));
    const moved = (account: unknown) => [acme({}), globex, claims(object("globex")), hotline(account)];
    expect((await stack.preview(moved(object("claims")))).problem).toBeUndefined();
    const refused = reasons(await stack.preview(moved(tokenOf("claims"))));
    expect(refused).toMatch(
        /^CVG303 claims: account "Schaden" \([-\w]+\) is replaced by a new account with another token, and project "Hotline" names the old one by its token/,
    );
});
