/** A gateway that answers a write well and keeps another value than it was sent: nothing is loosened, and no run ends well, as if the setting held. */
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import { Phase } from "../../../provider/definition/phase/phase.js";
import type { Log } from "../../../provider/definition/resource-definition.js";
import { type Configuration, connect, type Gateway, type Level, settingsOfBody } from "../../../provider/gateway/index.js";
import type { Settings } from "../../../provider/policy/index.js";
import { withSettings } from "../../../provider/resources/privacy/body-settings.js";
import { writeInOrder } from "../../../provider/resources/privacy/write-in-order.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { clientConfiguration } from "../../harness/provider-environment.js";
import { failure } from "./loopback.js";

let sandbox: Sandbox;
let console: Console;
let between: Server;
let configuration: Configuration;
let run: Gateway;
let phase: Phase;
let customer: string;
let accounts: readonly string[];
/** Does not take that numbers are to be hashed: keeps them shown. */
let isDeaf = false;

const quiet: Log = { each: () => undefined, info: () => undefined, warn: () => undefined };

async function passOn(from: IncomingMessage, to: URL): Promise<{ status: number; body: Buffer }> {
    const sent = (await buffer(from)).toString();
    const taken = isDeaf && from.method === "POST" ? sent.replace('"anonymizeRemoteNumbers":true', '"anonymizeRemoteNumbers":false') : sent;
    const { "content-length": _, ...headers } = from.headers;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        request({ host: to.hostname, port: to.port, path: from.url, method: from.method, headers }, resolve)
            .once("error", reject)
            .end(taken);
    });
    return { status: answer.statusCode ?? 500, body: await buffer(answer) };
}

beforeEach(async () => {
    isDeaf = false;
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    const to = new URL(sandbox.endpoint);
    between = createServer((asked, answered) => {
        passOn(asked, to).then(
            ({ status, body }) => answered.writeHead(status, { "content-type": "application/json" }).end(body),
            () => answered.destroy(),
        );
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    const address = between.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    configuration = { ...clientConfiguration(sandbox), endpoint: `http://127.0.0.1:${address.port}${to.pathname}` };
    run = connect(configuration);
    phase = new Phase(configuration);
    const { commonConfiguration } = (await run.defaults()).defaults;
    await run.tree();
    await run.read("reseller", sandbox.reseller);
    customer = await run.create("customer", sandbox.reseller, { customerName: "Acme", commonConfiguration });
    const names = ["Schaden", "Vertrieb"];
    accounts = await Promise.all(names.map((accountName) => run.create("account", customer, { accountName, commonConfiguration })));
});
afterEach(async () => {
    await run.close();
    between.closeAllConnections();
    between.close();
    await sandbox.close();
});

const write = (level: Level, token: string, settings: Partial<Settings>) =>
    writeInOrder({ gateway: run, log: quiet, phase }, { level, token, name: undefined }, settings, (body) =>
        withSettings(body, { ...settingsOfBody(body), ...settings }),
    );
const applies = async (token: string) => (await console.everyUnit()).find((unit) => unit.token === token)?.effective;

test("the first unit of each level at which a setting is changed is read back, although everything above it is known", async () => {
    isDeaf = true;
    const [account = ""] = accounts;
    const told = (await failure(write("account", account, { anonymizeNumbers: true }))).message;
    expect(told).toMatch(
        /^CVG104 .*: the gateway keeps other privacy settings than it was asked to\. anonymizeNumbers: asked for true, it kept false\./,
    );
    expect(told).toContain("or the gateway does not take the setting");
    expect((await failure(write("customer", customer, { anonymizeNumbers: true }))).message).toContain("CVG104");
});

test("a setting that was kept once is believed of the others, and another one is looked at again", async () => {
    const [first = "", second = ""] = accounts;
    await write("account", first, { storeDialogData: false });
    await write("account", second, { storeDialogData: false });
    isDeaf = true;
    expect((await failure(write("account", second, { anonymizeNumbers: true }))).message).toContain("CVG104");
});

test("a level is not loosened where a unit below was to keep what applies to it, and the gateway does not take that", async () => {
    await write("customer", customer, { anonymizeNumbers: true });
    isDeaf = true;
    const [account = ""] = accounts;
    expect(await applies(account)).toMatchObject({ anonymizeRemoteNumbers: true });
    expect((await failure(write("customer", customer, { anonymizeNumbers: false }))).message).toMatch(/^CVG104 account /);
    expect(await applies(account)).toMatchObject({ anonymizeRemoteNumbers: true });
});
