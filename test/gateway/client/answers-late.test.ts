/** The answer to a create may come later than a look at the tree that already holds its unit: it is the answer to that create all the same. */
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { connect, type Gateway } from "../../../provider/gateway/index.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { clientConfiguration } from "../../harness/provider-environment.js";

const CUSTOMERS = 40;
const AT_ONCE = 8;

let sandbox: Sandbox;
let between: Server;
let gateway: Gateway;

/** Passes everything on; what answers a create stays on the way for 100 to 140 ms. */
async function passOn(from: IncomingMessage, to: URL): Promise<{ status: number; type: string; body: Buffer }> {
    const sent = await buffer(from);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const { method, url: path, headers } = from;
        request({ host: to.hostname, port: to.port, path, method, headers }, resolve).once("error", reject).end(sent);
    });
    const body = await buffer(answer);
    if (from.method === "POST" && from.url?.includes("/customers/")) await wait(100 + (sent.length % 5) * 10);
    return { status: answer.statusCode ?? 500, type: answer.headers["content-type"] ?? "application/json", body };
}

beforeEach(async () => {
    sandbox = await startSandbox();
    const { endpoint } = sandbox;
    between = createServer((asked, answered) => {
        passOn(asked, new URL(endpoint)).then(
            ({ status, type, body }) => answered.writeHead(status, { "content-type": type }).end(body),
            () => answered.destroy(),
        );
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    const address = between.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    gateway = connect({ ...clientConfiguration(sandbox), endpoint: `http://127.0.0.1:${address.port}${new URL(endpoint).pathname}` });
});
afterEach(async () => {
    await gateway.close();
    between.closeAllConnections();
    between.close();
    await sandbox.close();
});

test("none of many creates at once is taken for one whose answer was lost", async () => {
    const { commonConfiguration } = (await gateway.defaults()).defaults;
    await gateway.tree();
    let next = 0;
    let lost = 0;
    const worker = async (): Promise<void> => {
        while (next < CUSTOMERS) {
            next += 1;
            const body = { customerName: `Customer ${next}`, commonConfiguration };
            await gateway.create("customer", sandbox.reseller, body, {
                cameBeside: () => undefined,
                wasLost: () => {
                    lost += 1;
                },
            });
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(lost).toBe(0);
});
