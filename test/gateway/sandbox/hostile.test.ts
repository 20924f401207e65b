/** The embedded gateway is a server on a developer's machine: web pages, floods and odd characters reach it too. */
import { request } from "node:http";
import { requestLine } from "../../../provider/cli/sandbox-text.js";
import { customer } from "./bodies.js";
import { type Opened, openSandbox, refusalOf } from "./open-sandbox.js";

interface Sent {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
    /** In pieces, so that nobody is told the length beforehand. */
    readonly chunked?: boolean;
}

/** By Node's own client, which lets any header be set. */
function sent(url: string, { method = "POST", headers = {}, body, chunked = false }: Sent): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
        const length = body === undefined || chunked ? {} : { "content-length": String(Buffer.byteLength(body)) };
        const asked = request(url, { method, headers: { ...length, ...headers } }, (answer) => {
            const chunks: Buffer[] = [];
            answer.on("data", (chunk: Buffer) => chunks.push(chunk));
            answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
        });
        asked.on("error", reject);
        asked.end(body);
    });
}

const JSON_TYPE = { "content-type": "application/json" };
const FORWARD = JSON.stringify({ advance: "91 days" });
const now = async ({ control }: Opened) => Date.parse((await control("GET", "/clock")).json.now);

describe("a web page", () => {
    test.each([
        ["in plain text, as any page can post", { headers: { "content-type": "text/plain" } }, 415],
        ["as a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
        ["without saying what it is", {}, 415],
        ["with the page's origin", { headers: { ...JSON_TYPE, origin: "https://page.example" } }, 403],
        ["with no origin to speak of", { headers: { ...JSON_TYPE, origin: "null" } }, 403],
        ["from another server of this machine", { headers: { ...JSON_TYPE, origin: "http://127.0.0.1:3000" } }, 403],
        [
            "with what a browser says of a page elsewhere",
            { headers: { ...JSON_TYPE, "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" } },
            403,
        ],
        ["by a name of its own that leads here", { headers: { ...JSON_TYPE, host: "page.example" } }, 403],
        ["by a name that only begins like ours", { headers: { ...JSON_TYPE, host: "127.0.0.1.page.example" } }, 403],
    ])("does not move the clock %s", async (_how, asked, status) => {
        const opened = await openSandbox();
        const before = await now(opened);
        expect((await sent(`${opened.sandbox.control}/clock`, { ...asked, body: FORWARD })).status).toBe(status);
        expect((await now(opened)) - before).toBeLessThan(60_000);
    });

    test("reads nothing either", async () => {
        const { sandbox } = await openSandbox();
        const headers = { origin: "https://page.example" };
        for (const url of [`${sandbox.control}/tree`, `${sandbox.endpoint}/userdetails`, `${sandbox.runtime}/dialog/x/y`])
            expect([url, (await sent(url, { method: "GET", headers })).status]).toEqual([url, 403]);
    });

    test.each([
        [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, 403],
        [{ "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }, 403],
        [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, 200],
        [{ "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }, 200],
        [{ "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" }, 200],
    ])("embeds nothing of it, though a link may lead there: %j", async (headers, status) => {
        const { sandbox } = await openSandbox();
        expect((await sent(`${sandbox.control}/clock`, { method: "GET", headers })).status).toBe(status);
    });

    test.each(["127.0.0.1", "localhost:7080", "LOCALHOST", "[::1]:7080"])("is not what calls as %s", async (host) => {
        const { sandbox } = await openSandbox();
        const headers = { ...JSON_TYPE, host };
        expect((await sent(`${sandbox.control}/clock`, { headers, body: JSON.stringify({ advance: "1 day" }) })).status).toBe(200);
    });
});

describe("a body", () => {
    const large = Buffer.alloc(4 * 1024 * 1024 + 1, 0x20);

    test.each([false, true])("that is too large is refused, chunked: %s, without a token and everywhere", async (chunked) => {
        const { sandbox } = await openSandbox();
        const form = { "content-type": "application/x-www-form-urlencoded" };
        for (const [url, headers] of [
            [`${sandbox.endpoint}/customers/${sandbox.reseller}`, JSON_TYPE],
            [`${sandbox.runtime}/call/say`, JSON_TYPE],
            [`${sandbox.control}/clock`, JSON_TYPE],
            [sandbox.tokenUrl, form],
        ] as const) {
            const answer = await sent(url, { headers, body: large, chunked }).catch(() => ({ status: 413, text: "cut" }));
            expect([url, answer.status]).toEqual([url, 413]);
        }
    });

    test("of a thousand projects' size is not", async () => {
        const { call } = await openSandbox();
        const { status } = await call("POST", "/customers/{reseller}", customer({}, { note: "x".repeat(1024 * 1024) }));
        expect(status).toBe(201);
    });

    test("of the administration is JSON and says so", async () => {
        const { sandbox, call } = await openSandbox();
        const text = JSON.stringify(customer());
        const answer = await sent(`${sandbox.endpoint}/customers/${sandbox.reseller}`, {
            headers: { "content-type": "text/plain" },
            body: text,
        });
        expect(refusalOf(answer.text)).toMatchObject({ code: "VALIDATION", shortDescription: expect.stringContaining("application/json") });
        expect((await call("GET", "/projecthierarchy/{reseller}")).json.customers).toEqual([]);
    });
});

test.each([
    ["/faults", { kind: "delay", delayMs: 2 ** 40 }, "delayMs"],
    ["/faults", { kind: "delay", delayMs: 600_001 }, "delayMs"],
    ["/limits", { latencyMs: 2 ** 40 }, "latencyMs"],
])("a delay that no timer can count is refused, and not one of a millisecond: %s %j", async (path, body, field) => {
    const { control } = await openSandbox();
    const { status, json } = await control("POST", path, body);
    expect([status, json.errorData.fieldReferences.join()]).toEqual([400, expect.stringContaining(field)]);
});

test("what moves a terminal's cursor is spelled out in the log", async () => {
    const { sandbox } = await openSandbox();
    const asked = { id: "", at: "2026-11-25T21:12:40.000Z", route: "*", status: 404, ms: 1, method: "GET" };
    const line = requestLine({ ...asked, path: "/master-api/\u001b[2J\r\nok\u009b\u202e" }, sandbox, new Error("\u0007bell"));
    expect(line).toBe("2026-11-25 21:12:40  404      1 ms  GET     /\\u{1b}[2J\\u{d}\\u{a}ok\\u{9b}\\u{202e}\n  \\u{7}bell");
});
