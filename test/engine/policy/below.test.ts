/** What a tightening or loosening says of the units below, and a tightening that is refused for their sake. */
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import type { Declaration, Run } from "../../harness/engine-on-grpc.js";
import { account, customer } from "../../harness/tenant-program.js";
import { fine, openStack, type Stack } from "../life/life.js";
import { policyOf, type TenantInConsole, tenantInConsole, unitNamed } from "./tenant-in-console.js";

let sandbox: Sandbox;
let stack: Stack;
let tenant: TenantInConsole;

beforeEach(async () => {
    sandbox = await startSandbox();
    stack = await openStack(sandbox);
    tenant = await tenantInConsole(stack.console, sandbox);
});
afterEach(() => sandbox.close());

const told = ({ messages }: Run) => messages.filter(({ text }) => /^CVG10[789]/.test(text)).map(({ text }) => text);

test("a preview that tightens or loosens says how many active units are below, whoever declares them, and reads none of them", async () => {
    const { console } = stack;
    const program = (dialogRetention: string): readonly Declaration[] => [
        customer("globex", { dialogRetention }),
        account("leads", "globex", {}),
        policyOf("acme", tenant.customer, { dialogRetention }),
    ];
    await console.post(`/projects/${sandbox.reseller}/${tenant.account}`, {
        ...(await console.get(`/project/${sandbox.reseller}/${tenant.project}`)),
        projectName: "Inactive",
    });
    await console.delete(`/project/${sandbox.reseller}/${(await unitNamed(console, "Inactive")).token}`);
    await stack.phase(async (engine) => void (await fine(engine.up(program("1 day")))));
    await console.control("DELETE", "/requests");
    await stack.phase(async (engine) => {
        const tighter = told(await fine(engine.preview(program("1 hour"))));
        expect(tighter).toEqual([
            'CVG107 globex: dialogRetention "1 day" => "1 hour": dialog data older than "1 hour" may be deleted for good (1 unit below: 1 account).',
            'CVG107 leads: dialogRetention "1 day" => "1 hour": dialog data older than "1 hour" may be deleted for good.',
            'CVG107 acme: dialogRetention "1 day" => "1 hour": dialog data older than "1 hour" may be deleted for good (2 units below: 1 account, 1 project).',
        ]);
        expect(told(await fine(engine.preview(program("1 week")))).at(-1)).toBe(
            'CVG108 acme: dialogRetention "1 day" => "1 week": what is said in dialogs is kept for "1 week" (2 units below: 1 account, 1 project).',
        );
    });
    expect(await console.counts()).toEqual({
        "POST token": 1,
        "GET /projecthierarchy/{reseller}": 1,
        "GET /reseller/{reseller}": 1,
    });
});

describe.each(["cap", "reject", "clamp"])('below: "refuse", where the gateway does %s', (tightening) => {
    const acme = (settings: object) => [policyOf("acme", tenant.customer, { below: "refuse", ...settings })];
    const offenders = () => `account "Schaden" (${tenant.account}: recordings), project "Hotline" (${tenant.project}: recordings)`;
    const remedy = '\n  Tighten these first, in an update of its own, or say below: "cut".';

    test("what would cut units below is refused with their names, before anything changes; what cuts none is written", async () => {
        const { console } = stack;
        await console.control("POST", "/behaviour", { tightening });
        await stack.phase(async (engine) => void (await fine(engine.up(acme({})))));
        const writes = await console.writes();
        await stack.phase(async (engine) => {
            // Nothing below is known yet: a preview reads no unit for it.
            expect((await fine(engine.preview(acme({ recordings: false })))).plan).toEqual({ acme: "update" });
            const { problem } = await engine.up(acme({ recordings: false, dialogRetention: "1 month" }));
            expect(problem).toEqual({
                name: "acme",
                during: "update",
                reasons: [
                    `CVG113 customer "Acme" (${tenant.customer}) is not tightened, because that would cut units below: ${offenders()}.${remedy}`,
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
            policyOf("schaden", tenant.account, { recordings: false }),
            policyOf("hotline", tenant.project, { recordings: false }),
        ];
        await stack.phase(async (engine) => void (await fine(engine.up([...acme({}), ...below]))));
        await stack.phase(async (engine) => void (await fine(engine.up([...acme({ recordings: false }), ...below]))));
        expect((await unitNamed(console, "Acme")).stored).toMatchObject({ allowRecordings: false });
    });

    test("to change only that is no update", async () => {
        await stack.phase(async (engine) => {
            await fine(engine.up([policyOf("acme", tenant.customer, { recordings: true })]));
            const changed = [policyOf("acme", tenant.customer, { recordings: true, below: "refuse" })];
            expect((await fine(engine.preview(changed))).plan).toEqual({});
            expect((await fine(engine.up(changed))).plan).toEqual({});
            await fine(engine.refresh());
            expect((await fine(engine.preview(changed))).plan).toEqual({});
            expect((await fine(engine.preview([policyOf("acme", tenant.customer, { recordings: true })]))).plan).toEqual({});
        });
    });
});
