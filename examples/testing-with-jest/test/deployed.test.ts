/** The program as it will be deployed: the real engine, a real gateway in this process, real calls, and 91 days in a moment. */
import { createHash } from "node:crypto";
import { type Sandbox, startSandbox } from "pulumi-cvg/sandbox";
import { gatewayOf } from "./gateway";
import { openStack, type TestStack } from "./stack";

const CALLER = "+49111111111";
const PSEUDONYM = `md5-hash:${createHash("md5").update(CALLER).digest("hex")}`;

const acme = { name: "Acme Versicherung", hotline: "+4989200001" };
const other = { name: "Andere Versicherung", hotline: "+4989200002" };

let sandbox: Sandbox;
let stack: TestStack;
let dialogId: string;

beforeAll(async () => {
    sandbox = await startSandbox();
    stack = await openStack(sandbox);
});
afterAll(async () => {
    await stack?.close();
    await sandbox?.close();
});

test("a bot sees a hash of its caller's number, and the webhook too", async () => {
    await stack.up({ acme, other });
    const gateway = await gatewayOf(sandbox);
    const call = await gateway.call(await stack.hotline("acme"), CALLER, acme.hotline);
    expect(call.sessionParameters.remote).toBe(PSEUDONYM);
    expect(call.callStarted.callerNumber).toBe(PSEUDONYM);

    await gateway.record(call.dialogId);
    await gateway.end(call.dialogId);
    expect(await gateway.hasDialog(call.dialogId)).toBe(true);
    expect(await gateway.hasRecording(call.dialogId)).toBe(true);
    dialogId = call.dialogId;
});

test("a period that is too long is refused at preview, and nothing is written", async () => {
    const gateway = await gatewayOf(sandbox);
    const before = await gateway.writes();
    await expect(stack.preview({ acme: { ...acme, dialogRetention: "1 week" }, other })).rejects.toThrow(/CVG101 acme-hotline/);
    expect(await gateway.writes()).toBe(before);
});

test("a tenant that is removed can be restored for 90 days, then it is gone with everything that its callers left", async () => {
    const gateway = await gatewayOf(sandbox);
    await stack.up({ other });
    expect(await gateway.customers()).toEqual([
        { name: "Acme Versicherung", inactive: true },
        { name: "Andere Versicherung", inactive: false },
    ]);

    await gateway.wait("2 days");
    expect(await gateway.hasDialog(dialogId)).toBe(false);
    expect(await gateway.hasRecording(dialogId)).toBe(true);

    const purged = await gateway.wait("89 days");
    expect(purged).toHaveLength(3);
    expect(await gateway.customers()).toEqual([{ name: "Andere Versicherung", inactive: false }]);
    expect(await gateway.hasDialog(dialogId)).toBe(false);
    expect(await gateway.hasRecording(dialogId)).toBe(false);
});
