/** A level that is tightened: what is read between its read and its write, and what may fail once it is written. */
import { z } from "zod";
import { Phase } from "../../../provider/definition/phase/phase.js";
import type { Log } from "../../../provider/definition/resource-definition.js";
import { connect, type Gateway, type Level, settingsOfBody } from "../../../provider/gateway/index.js";
import { withSettings } from "../../../provider/resources/privacy/body-settings.js";
import { writeInOrder } from "../../../provider/resources/privacy/write-in-order.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { clientConfiguration } from "../../harness/provider-environment.js";
import { failure } from "./loopback.js";

const quiet: Log = { each: () => undefined, info: () => undefined, warn: () => undefined };
const Requests = z.object({ requests: z.array(z.object({ method: z.string(), path: z.string() })) });

let sandbox: Sandbox;
let console: Console;
let customer: string;
let accounts: readonly string[];
/** A run of its own. */
let run: Gateway;
let phase: Phase;

beforeEach(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    const setUp = connect(clientConfiguration(sandbox));
    const { commonConfiguration } = (await setUp.defaults()).defaults;
    const open = { ...commonConfiguration, allowRecordings: true };
    customer = await setUp.create("customer", sandbox.reseller, { customerName: "Acme", commonConfiguration: open });
    const names = ["Schaden", "Vertrieb"];
    accounts = await Promise.all(names.map((accountName) => setUp.create("account", customer, { accountName, commonConfiguration: open })));
    await setUp.close();
    run = connect(clientConfiguration(sandbox));
    phase = new Phase(clientConfiguration(sandbox));
    await run.tree();
    await console.control("DELETE", "/requests");
});
afterEach(async () => {
    await run.close();
    await sandbox.close();
});

const withoutRecordings = (level: Level, token: string) =>
    writeInOrder({ gateway: run, log: quiet, phase }, { level, token, name: undefined }, { recordings: false }, (body) =>
        withSettings(body, { ...settingsOfBody(body), recordings: false }),
    );
const asked = async (): Promise<readonly string[]> =>
    Requests.parse(await console.control("GET", "/requests")).requests.map(
        ({ method, path }) => `${method} ${path.slice(path.lastIndexOf("/") + 1)}`,
    );
const refuseReads = (route: string, times: number) =>
    console.control("POST", "/faults", { match: { method: "GET", route }, kind: "status", status: 403, times });

test.each(["the units below", "the levels above"])(
    "where %s take requests, the unit is read again just before it is written",
    async (unread) => {
        const known =
            unread === "the units below" ? [["reseller", sandbox.reseller] as const] : accounts.map((token) => ["account", token] as const);
        for (const [level, token] of known) await run.read(level, token);
        await console.control("DELETE", "/requests");
        await withoutRecordings("customer", customer);
        const all = await asked();
        const write = all.indexOf(`POST ${customer}`);
        expect(all[write - 1]).toBe(`GET ${customer}`);
        expect(all.filter((request) => request === `GET ${customer}`).length).toBeGreaterThanOrEqual(2);
    },
);

test("where all of them are known, one read and one write are enough, but for the first change of a setting at a level", async () => {
    await run.read("reseller", sandbox.reseller);
    await run.read("customer", customer);
    const [first, second] = accounts;
    await console.control("DELETE", "/requests");
    for (const token of accounts) await withoutRecordings("account", token);
    expect(await asked()).toEqual([`GET ${first}`, `POST ${first}`, `GET ${first}`, `GET ${second}`, `POST ${second}`]);
});

test("a write that was done does not fail because a level above cannot be read: the unit itself tells what was kept", async () => {
    const [first = "", second = ""] = accounts;
    await withoutRecordings("account", first);
    await refuseReads("/customers/{reseller}/{customer}", 1);
    await console.control("DELETE", "/requests");
    await withoutRecordings("account", second);
    const all = await asked();
    expect(all.filter((request) => request.endsWith(second))).toEqual([`GET ${second}`, `POST ${second}`, `GET ${second}`]);
    // The levels above were asked for, and refused: else this test shows nothing.
    expect(all).toContain(`GET ${customer}`);
    expect((await console.everyUnit()).find(({ token }) => token === second)?.stored).toMatchObject({ allowRecordings: false });
});

test("what could not be read before the write keeps it from being sent", async () => {
    await refuseReads("/account/{reseller}/{account}", 1);
    expect((await failure(withoutRecordings("customer", customer))).message).toContain("CVG507");
    expect((await asked()).filter((request) => request.startsWith("POST"))).toEqual([]);
});
