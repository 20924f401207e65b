/** A refresh reads each unit, and the settings above it: whatever comes first, the gateway is asked once. */
import { connect, type Gateway } from "../../../provider/gateway/index.js";
import { type Answer, acme, commonConfiguration, done, json, type Loopback, loopback, quickClock, refusal, type Seen } from "./loopback.js";

let server: Loopback;
let gateway: Gateway;
let answerHeld: () => void;

interface Given {
    /** Whose answer waits for `answerHeld`. Default: the first request's. */
    readonly held?: (seen: Seen, index: number) => boolean;
    readonly answer?: (index: number) => Answer;
}

/** Every answer is another body, so that a test sees whose it got. */
async function given({
    held = (_seen, index) => index === 0,
    answer = (index) => json({ ...acme, customerName: `answer ${index}` }),
}: Given = {}) {
    const released = new Promise<void>((resolve) => {
        answerHeld = resolve;
    });
    server = await loopback(async (seen, index) => {
        if (held(seen, index)) await released;
        return seen.method === "GET" ? answer(index) : done;
    });
    gateway = connect(server.configuration(), { clock: quickClock() });
}
const arrived = async (requests: number): Promise<void> => {
    while (server.seen.length < requests) await new Promise((resolve) => setTimeout(resolve, 1));
};
const name = async (): Promise<unknown> => (await gateway.read("customer", "c1"))?.customerName;
const settings = () => gateway.settings("customer", "c1");

afterEach(async () => {
    await gateway.close();
    await server.close();
});

test("a unit that is read while its settings are read is asked for once", async () => {
    await given();
    const both = [settings(), name()];
    await arrived(1);
    both.push(name());
    answerHeld();
    expect(await Promise.all(both)).toEqual([commonConfiguration, "answer 0", "answer 0"]);
    expect(server.seen).toHaveLength(1);
});

test("settings that are wanted while the unit is read are taken from that read", async () => {
    await given();
    const both = [name(), settings()];
    answerHeld();
    expect(await Promise.all(both)).toEqual(["answer 0", commonConfiguration]);
    expect(server.seen).toHaveLength(1);
});

test("a unit whose settings were read before is not asked for again, once; then every read is fresh", async () => {
    await given();
    answerHeld();
    await settings();
    expect([await name(), await name(), await name()]).toEqual(["answer 0", "answer 1", "answer 2"]);
});

test("a body that was handed out serves no later read, although settings joined it", async () => {
    await given();
    const both = [settings(), name()];
    answerHeld();
    await Promise.all(both);
    expect(await name()).toBe("answer 1");
});

test.each([
    ["made inactive", () => gateway.deactivate("customer", "c1")],
    ["restored", () => gateway.restore("customer", "c1")],
    ["changed", () => gateway.change("customer", "c1", (body) => ({ ...body, color: "red" }))],
])("a unit that was %s meanwhile is asked for again", async (_what, write) => {
    await given();
    const early = settings();
    await arrived(1);
    await write();
    const requests = server.seen.length;
    const after = name();
    answerHeld();
    await early;
    expect([await after, await name()]).toEqual([`answer ${requests}`, `answer ${requests + 1}`]);
});

test("what was answered while a write was under way is not taken for what is there after it", async () => {
    await given({ held: ({ method }) => method === "DELETE" });
    const writing = gateway.deactivate("customer", "c1");
    await arrived(1);
    await settings();
    answerHeld();
    await writing;
    expect(await name()).toBe("answer 2");
});

test("a read that failed is not kept", async () => {
    await given({ answer: (index) => (index === 0 ? refusal(404, "NOT_FOUND") : json(acme)) });
    const both = Promise.allSettled([settings(), name()]);
    answerHeld();
    expect(await both).toMatchObject([{ status: "rejected", reason: { code: "CVG301" } }, { value: undefined }]);
    expect(await name()).toBe("Acme");
});
