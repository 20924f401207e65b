/** What a tightening or loosening says of the units below, and a tightening that is refused for their sake. */
import type { Declaration, Run } from "../../harness/engine-on-grpc.js";
import { account, customer } from "../../harness/tenant-program.js";
import { fine } from "../life/life.js";
import { tenantBeforeEach } from "./before-each.js";
import { policyOf, unitNamed } from "./tenant-in-console.js";

const at = tenantBeforeEach();

const told = ({ messages }: Run) => messages.filter(({ text }) => /^CVG10[789]/.test(text)).map(({ text }) => text);

test("a preview that tightens says how many active units below it may cut, those that declare no settings here, and reads none of them", async () => {
    const { console } = at.stack;
    const program = (dialogRetention: string): readonly Declaration[] => [
        customer("globex", { dialogRetention }),
        account("leads", "globex", {}),
        policyOf("acme", at.tenant.customer, { dialogRetention }),
    ];
    await console.post(`/projects/${at.sandbox.reseller}/${at.tenant.account}`, {
        ...(await console.get(`/project/${at.sandbox.reseller}/${at.tenant.project}`)),
        projectName: "Inactive",
    });
    await console.delete(`/project/${at.sandbox.reseller}/${(await unitNamed(console, "Inactive")).token}`);
    await at.stack.phase(async (engine) => void (await fine(engine.up(program("1 day")))));
    await console.control("DELETE", "/requests");
    await at.stack.phase(async (engine) => {
        const tighter = told(await fine(engine.preview(program("1 hour"))));
        expect(tighter).toEqual([
            'CVG107 globex: dialogRetention "1 day" => "1 hour": dialog data older than "1 hour" may be deleted for good (up to 1 unit below that declares no settings here: 1 account).',
            'CVG107 leads: dialogRetention "1 day" => "1 hour": dialog data older than "1 hour" may be deleted for good.',
            'CVG107 acme: dialogRetention "1 day" => "1 hour": dialog data older than "1 hour" may be deleted for good (up to 2 units below that declare no settings here: 1 account, 1 project).',
        ]);
        expect(told(await fine(engine.preview(program("1 week")))).at(-1)).toBe(
            'CVG108 acme: dialogRetention "1 day" => "1 week": what is said in dialogs is kept for "1 week".',
        );
    });
    // What is going to be written is looked at: two customers and the account. Nothing below them is.
    expect(await console.counts()).toEqual({
        "POST token": 1,
        "GET /projecthierarchy/{reseller}": 1,
        "GET /reseller/{reseller}": 1,
        "GET /customers/{reseller}/{customer}": 2,
        "GET /account/{reseller}/{account}": 1,
    });
});

describe.each(["cap", "reject", "clamp"])('below: "refuse", where the gateway does %s', (tightening) => {
    const acme = (settings: object) => [policyOf("acme", at.tenant.customer, { below: "refuse", ...settings })];
    const offenders = () => `account "Schaden" (${at.tenant.account}: recordings), project "Hotline" (${at.tenant.project}: recordings)`;
    const remedy = '\n  Tighten these first, in an update of its own, or say below: "cut".';

    test("what would cut units below is refused with their names, before anything changes; what cuts none is written", async () => {
        const { console } = at.stack;
        await console.control("POST", "/behaviour", { tightening });
        await at.stack.phase(async (engine) => void (await fine(engine.up(acme({})))));
        const writes = await console.writes();
        await at.stack.phase(async (engine) => {
            // Nothing below is known yet: a preview reads no unit for it.
            expect((await fine(engine.preview(acme({ recordings: false })))).plan).toEqual({ acme: "update" });
            const { problem } = await engine.up(acme({ recordings: false, dialogRetention: "1 month" }));
            expect(problem).toEqual({
                name: "acme",
                during: "update",
                reasons: [
                    `CVG113 customer "Acme" (${at.tenant.customer}) is not tightened, because that would cut units below: ${offenders()}.${remedy}`,
                ],
            });
            // By now they are.
            const known = await engine.preview(acme({ recordings: false }));
            expect(known.problem).toEqual({
                name: "acme",
                during: "check",
                reasons: [`CVG113 acme is not tightened, because that would cut units below: ${offenders()}.${remedy}`],
            });
        });
        expect(await console.writes()).toBe(writes);

        const below = [
            policyOf("schaden", at.tenant.account, { recordings: false }),
            policyOf("hotline", at.tenant.project, { recordings: false }),
        ];
        await at.stack.phase(async (engine) => void (await fine(engine.up([...acme({}), ...below]))));
        await at.stack.phase(async (engine) => void (await fine(engine.up([...acme({ recordings: false }), ...below]))));
        expect((await unitNamed(console, "Acme")).stored).toMatchObject({ allowRecordings: false });
    });

    test("to change only that is no update", async () => {
        await at.stack.phase(async (engine) => {
            await fine(engine.up([policyOf("acme", at.tenant.customer, { recordings: true })]));
            const changed = [policyOf("acme", at.tenant.customer, { recordings: true, below: "refuse" })];
            expect((await fine(engine.preview(changed))).plan).toEqual({});
            expect((await fine(engine.up(changed))).plan).toEqual({});
            await fine(engine.refresh());
            expect((await fine(engine.preview(changed))).plan).toEqual({});
            expect((await fine(engine.preview([policyOf("acme", at.tenant.customer, { recordings: true })]))).plan).toEqual({});
        });
    });
});
