/** An error is one coded message on its resource, and nothing on the terminal besides. */
import { type Answer, acme, json, type Loopback, loopback, refusal, type Seen } from "../../gateway/client/loopback.js";
import { ProviderError } from "../../harness/provider-error.js";
import type { ProviderProcess } from "../../harness/provider-process.js";
import { USER_DETAILS } from "./programs.js";
import { configurationAt, configured, messageOf, QUIET, refusals, to } from "./shell.js";

const tree = {
    resellerToken: "the-reseller",
    resellerName: "Reseller",
    customers: [
        {
            customerToken: "asleep",
            customerName: "Asleep",
            inactive: true,
            deletionTimestamp: Date.parse("2027-02-21T10:00:00Z"),
            accounts: [],
        },
    ],
};
function answer({ method, path }: Seen): Answer {
    if (path.includes("/userdetails")) return json(USER_DETAILS);
    if (path.includes("/projecthierarchy")) return json(tree);
    if (path.endsWith("/asleep") && method === "GET") return json({ ...acme, inactive: true });
    if (path.endsWith("/chatty")) return refusal(403, "FORBIDDEN", { description: "Grüße, 100 % 日本\u{1F600}\nnein ".repeat(2000) });
    return refusal(404, "NOT_FOUND");
}

let server: Loopback;
let provider: ProviderProcess;
beforeAll(async () => {
    server = await loopback(answer);
    provider = await configured(configurationAt(server.url));
});
afterAll(async () => {
    await provider.close();
    await server.close();
});
/** Whatever failed before. */
afterEach(() => expect(provider.printed()).toMatch(QUIET));

const state = to("customer", { name: "Acme", active: true, reseller: "the-reseller" });
const failing = {
    create: (id: string) => provider.create("urn", to("account", { name: "Acme", active: true, customer: id })),
    read: (id: string) => provider.read(id, "urn", state),
    update: (id: string) => provider.update(id, "urn", state, to("customer", { name: "Acme AG", active: true })),
    delete: (id: string) => provider.delete(id, "urn", state),
};
const cases = Object.entries(failing);

test.each(cases)("what fails in %s says its code first, what failed and what to do, and prints nothing", async (_name, operation) => {
    const message = await messageOf(operation("chatty"));
    expect(message).toMatch(/^CVG507 customer /);
    expect(message).toMatch(/\n {2}\S/);
    expect(message).not.toMatch(/\n +at |Error:/);
});

test.each(cases)("a unit that is not there makes %s an error with the words for it", async (_name, operation) => {
    expect(await messageOf(operation("nowhere"))).toMatch(/^CVG301 customer .*nowhere/);
});

test("what nobody foresaw is CVG599, without a stack", async () => {
    const unforeseen = [
        () => provider.create("urn", to("customer", { active: "maybe" })),
        () => provider.update("asleep", "urn", state, to("customer", {})),
    ];
    for (const operation of unforeseen) {
        const [what, remedy, ...more] = (await messageOf(operation())).split("\n");
        expect(what).toMatch(/^CVG599 unexpected: ZodError: /);
        expect(remedy).toMatch(/report/);
        expect(more).toEqual([]);
    }
});

test("an error in check is a failure of that resource", async () => {
    const [reason, ...more] = await refusals(provider, "account", { name: "Schaden", customer: "nowhere", privacy: {} });
    expect(reason).toMatch(/^CVG301 customer nowhere/);
    expect(more).toEqual([]);
});

test("an error that is too long to travel is cut, and what else is under way goes on", async () => {
    const long = "\u{1F600}".repeat(30_000);
    const [error, checked] = await Promise.all([
        provider.delete("nowhere", "urn", { ...state, active: false, name: long }).catch((thrown: unknown) => thrown),
        provider.check("urn", {}, to("customer", { name: "Acme" })),
    ]);
    if (!(error instanceof ProviderError)) throw new Error("a provider's error was expected");
    expect(error.message).toMatch(/^CVG301 customer "\u{1F600}+ \.\.\.$/u);
    expect(checked.failures).toEqual([]);
});
