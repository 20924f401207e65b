/** A level is loosened only when everything below that has to keep what applies has kept it. */
import { Phase } from "../../../provider/definition/phase/phase.js";
import type { Log } from "../../../provider/definition/resource-definition.js";
import { type Configuration, connect, type Gateway, settingsOfBody } from "../../../provider/gateway/index.js";
import { withSettings } from "../../../provider/resources/privacy/body-settings.js";
import { writeInOrder } from "../../../provider/resources/privacy/write-in-order.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { PROJECT_BODY } from "../../harness/bodies.js";
import { type Console, openConsole } from "../../harness/console.js";
import { clientConfiguration } from "../../harness/provider-environment.js";
import { failure } from "./loopback.js";

let sandbox: Sandbox;
let console: Console;
let gateway: Gateway;
let configuration: Configuration;

beforeEach(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    configuration = clientConfiguration(sandbox);
    gateway = connect(configuration);
});
afterEach(async () => {
    await gateway.close();
    await sandbox.close();
});

const quiet: Log = { each: () => undefined, info: () => undefined, warn: () => undefined };
const STRICT = { allowRecordings: false, anonymizeRemoteNumbers: true };
const OPEN = { allowRecordings: true, anonymizeRemoteNumbers: false };
const OPEN_SETTINGS = { recordings: true, anonymizeNumbers: false };
const behave = (tightening: string) => console.control("POST", "/behaviour", { tightening });

test("a pin that is refused is no refusal of the level itself: the run fails, and the level stays as it is", async () => {
    const { commonConfiguration } = (await gateway.defaults()).defaults;
    const open = { ...commonConfiguration, ...OPEN };
    await behave("cap");
    const customer = await gateway.create("customer", sandbox.reseller, { customerName: "Acme", commonConfiguration: open });
    const account = await gateway.create("account", customer, { accountName: "Schaden", commonConfiguration: open });
    await gateway.create("project", account, { ...PROJECT_BODY, projectName: "Hotline", commonConfiguration: open });
    await gateway.change("customer", customer, (body) => ({ ...body, commonConfiguration: { ...commonConfiguration, ...STRICT } }));
    await behave("reject");
    const before = await console.everyUnit();

    const run = connect(configuration);
    await run.tree();
    const loosened = writeInOrder(
        { gateway: run, log: quiet, phase: new Phase(configuration) },
        { level: "customer", token: customer, name: "Acme" },
        OPEN_SETTINGS,
        (body) => withSettings(body, { ...settingsOfBody(body), ...OPEN_SETTINGS }),
    );
    expect((await failure(loosened)).message).toContain("DESCENDANTS_EXCEED");
    await run.close();
    const applies = (units: typeof before) =>
        units.filter(({ level }) => level !== "project").map(({ name, effective }) => ({ name, effective }));
    expect(applies(await console.everyUnit())).toEqual(applies(before));
});
