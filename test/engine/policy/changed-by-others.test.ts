/** Settings that somebody else changed since the last run: a preview without a refresh says which, and what writing the declared ones does. */
import { customer, resellerPolicy } from "../../harness/tenant-program.js";
import { fine } from "../life/life.js";
import { tenantBeforeEach } from "./before-each.js";
import { policyOf, unitNamed } from "./tenant-in-console.js";

const at = tenantBeforeEach();

const edited = (path: string, settings: object) =>
    at.stack.console.edit(path, (body) => ({ ...body, commonConfiguration: { ...Object(body.commonConfiguration), ...settings } }));

const WEEK_MS = 604_800_000;
const BECAUSE = "somebody else changed it, or a run that failed.";

test("at the reseller: the setting that was loosened, and the data that is lost when it is as declared again", async () => {
    const program = [resellerPolicy({ dialogRetention: "1 day", recordings: true })];
    await at.stack.phase(async (engine) => void (await fine(engine.up(program))));
    await edited(`/reseller/${at.sandbox.reseller}`, { maxDialogRetentionTime: WEEK_MS, allowOutboundCalls: false });
    for (const run of ["preview", "up"] as const)
        await at.stack.phase(async (engine) => {
            const { plan, messages } = await fine(engine[run](program));
            expect(plan).toEqual({ top: "update" });
            const texts = messages.map(({ text }) => text).filter((text) => text.startsWith("CVG"));
            expect(texts.filter((text) => text.startsWith("CVG311"))).toEqual([
                `CVG311 reseller ${at.sandbox.reseller}: dialogRetention is "1 week" by now, and was "1 day" when this stack recorded it: ${BECAUSE}\n  This run makes it as declared. If it should stay, declare it so.`,
            ]);
            expect(texts.join("\n")).toMatch(
                /CVG107 top: dialogRetention "1 week" => "1 day": dialog data older than "1 day" may be deleted/,
            );
        });
    await at.stack.phase(async (engine) => {
        const { plan, messages } = await fine(engine.preview(program));
        expect({ plan, told: messages.filter(({ text }) => text.startsWith("CVG")) }).toEqual({ plan: {}, told: [] });
    });
});

test("below the reseller: the same of a unit that was read for those below it", async () => {
    const program = [
        resellerPolicy({ dialogRetention: "1 week", recordings: true }),
        policyOf("of-account", at.tenant.account, {}),
        policyOf("of-customer", at.tenant.customer, { dialogRetention: "1 day" }),
    ];
    await at.stack.phase(async (engine) => void (await fine(engine.up(program))));
    await edited(`/customers/${at.sandbox.reseller}/${at.tenant.customer}`, { maxDialogRetentionTime: WEEK_MS });
    await at.stack.phase(async (engine) => {
        const { messages } = await fine(engine.preview(program));
        const told = messages.map(({ text }) => text).filter((text) => text.startsWith("CVG311"));
        expect(told).toEqual([expect.stringContaining(`(${at.tenant.customer}): dialogRetention is "1 week" by now, and was "1 day"`)]);
    });
});

test("a policy below the reseller says it in a run without a preview, too", async () => {
    const program = (dialogRetention: string) => [policyOf("of-account", at.tenant.account, { dialogRetention })];
    await at.stack.phase(async (engine) => void (await fine(engine.up(program("1 hour")))));
    await edited(`/account/${at.sandbox.reseller}/${at.tenant.account}`, { maxDialogRetentionTime: WEEK_MS });
    await at.stack.phase(async (engine) => {
        const texts = (await fine(engine.up(program("1 day")))).messages.map(({ text }) => text);
        expect(texts).toEqual(
            expect.arrayContaining([
                expect.stringContaining(`(${at.tenant.account}): dialogRetention is "1 week" by now, and was "1 hour"`),
                expect.stringMatching(/^CVG107 of-account: dialogRetention "1 week" => "1 day"/),
            ]),
        );
    });
});

test("of a unit with inline settings that is going to be written: the setting is named, and what writing it does is told from what is live", async () => {
    const program = (name: string) =>
        [customer(name, { dialogRetention: "1 day", recordings: true })].map((each) => ({ ...each, name: "acme-2" }));
    await at.stack.phase(async (engine) => void (await fine(engine.up(program("Acme 2")))));
    const { token } = await unitNamed(at.stack.console, "Acme 2");
    await edited(`/customers/${at.sandbox.reseller}/${token}`, { maxDialogRetentionTime: WEEK_MS });
    // Nothing of it is written: only a refresh looks at all units.
    await at.stack.phase(async (engine) => {
        const { plan, messages } = await fine(engine.preview(program("Acme 2")));
        expect({ plan, told: messages.filter(({ text }) => text.startsWith("CVG")) }).toEqual({ plan: {}, told: [] });
    });
    await at.stack.phase(async (engine) => {
        const { plan, messages } = await fine(engine.preview(program("Acme 3")));
        expect(plan).toEqual({ "acme-2": "update" });
        const texts = messages.map(({ text }) => text).filter((text) => text.startsWith("CVG"));
        expect(texts).toEqual([
            `CVG311 customer "Acme 2" (${token}): dialogRetention is "1 week" by now, and was "1 day" when this stack recorded it: ${BECAUSE}\n  This run makes it as declared. If it should stay, declare it so.`,
            expect.stringMatching(/^CVG107 Acme 3: dialogRetention "1 week" => "1 day"/),
        ]);
    });
});

test("of fifty units at most: a large change stays quick", async () => {
    const units = Array.from({ length: 60 }, (_, index) => `c${index}`);
    const program = (dialogRetention: string) => units.map((name) => customer(name, { dialogRetention }));
    await at.stack.phase(async (engine) => void (await fine(engine.up(program("1 day")))));
    await at.stack.console.control("DELETE", "/requests");
    await at.stack.phase(async (engine) => void (await fine(engine.preview(program("1 hour")))));
    expect((await at.stack.console.counts())["GET /customers/{reseller}/{customer}"]).toBe(50);
});
