/** A provider process ends when its run ends, and when its engine is gone: at once, by itself, and with nothing sent after. */
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, done, json, type Loopback, loopback, type Reply, type Seen } from "../../gateway/client/loopback.js";
import type { Exit, ProviderProcess } from "../../harness/provider-process.js";
import { EFFECTIVE, USER_DETAILS } from "./programs.js";
import { bareEnvironment, configurationAt, configured, openShell, QUIET, to } from "./shell.js";

/** Far less than the five seconds that the engine waits. */
const PROMPT = 2000;

async function promptly(exited: Promise<Exit>): Promise<Exit> {
    const late = wait(PROMPT, undefined, { ref: false }).then(() => Promise.reject(new Error("the process goes on")));
    return await Promise.race([exited, late]);
}

const customer = to("customer", { name: "Acme", active: true, privacy: {}, effective: EFFECTIVE });
const defaults = json(USER_DETAILS);

/** A gateway that answers when a test says so. */
interface Slow {
    readonly server: Loopback;
    /** Settles when so many requests have come. */
    readonly asked: (times: number) => Promise<void>;
    readonly release: () => void;
}
async function slowGateway(reply: (seen: Seen, released: Promise<void>) => Reply | Promise<Reply>): Promise<Slow> {
    const events = new EventTarget();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
        release = resolve;
    });
    const server = await loopback((seen) => {
        events.dispatchEvent(new Event("asked"));
        return reply(seen, released);
    });
    const asked = async (times: number): Promise<void> => {
        while (server.seen.length < times) await once(events, "asked");
    };
    return { server, asked, release };
}

const posts = ({ seen }: Loopback): number => seen.filter(({ method }) => method === "POST").length;

describe("when the engine is gone", () => {
    test("a process that waits for requests ends", async () => {
        await using shell = await openShell();
        await shell.provider.check("urn", {}, to("customer", { name: "Acme" }));
        shell.provider.killEngine();
        expect(await promptly(shell.provider.exited)).toEqual({ code: 0, signal: null });
        expect(shell.provider.printed()).toMatch(QUIET);
    });

    test("a process whose configuration is wrong ends, too", async () => {
        await using provider = await configured({});
        await provider.check("urn", {}, to("customer", { name: "Acme" }));
        provider.killEngine();
        expect(await promptly(provider.exited)).toEqual({ code: 0, signal: null });
    });

    test("a create that was being prepared is not sent any more", async () => {
        const slow = await slowGateway(async (_seen, released): Promise<Answer> => {
            await released;
            return defaults;
        });
        await using provider = await configured(configurationAt(slow.server.url));
        const created = provider.create("urn", customer).catch((error: unknown) => error);
        await Promise.race([slow.asked(1), created]);
        provider.killEngine();
        expect(await promptly(provider.exited)).toEqual({ code: 0, signal: null });
        slow.release();
        expect(posts(slow.server)).toBe(0);
        expect(await created).toBeInstanceOf(Error);
        expect(provider.printed()).toMatch(QUIET);
        await slow.server.close();
    });

    test("creates that wait for their turn are not sent after those under way, which are broken off", async () => {
        const slow = await slowGateway(({ method }) => (method === "GET" ? defaults : "hang"));
        await using provider = await configured({ ...configurationAt(slow.server.url), "cvg:maxConcurrency": "2" });
        const creates = Array.from({ length: 50 }, (_one, index) =>
            provider.create("urn", { ...customer, name: `Acme ${index}` }).catch((error: unknown) => error),
        );
        await Promise.race([slow.asked(3), ...creates]);
        provider.killEngine();
        expect(await promptly(provider.exited)).toEqual({ code: 0, signal: null });
        await Promise.all(creates);
        expect(posts(slow.server)).toBe(2);
        expect(provider.printed()).toMatch(QUIET);
        await slow.server.close();
    });
});

describe("when the run is cancelled", () => {
    test("what is under way ends well, what waits is not sent, and what hangs is broken off within ten seconds", async () => {
        const slow = await slowGateway(async ({ method, body }, released): Promise<Reply> => {
            if (method === "GET") return defaults;
            if (body.includes("Acme 0")) return "hang";
            await released;
            return json("made", 201);
        });
        await using provider = await configured({ ...configurationAt(slow.server.url), "cvg:maxConcurrency": "2" });
        const creates = Array.from({ length: 20 }, (_one, index) =>
            provider.create("urn", { ...customer, name: `Acme ${index}` }).then(
                ({ id }) => id,
                (error: unknown) => String(error),
            ),
        );
        await Promise.race([slow.asked(3), ...creates]);
        await provider.cancel();
        slow.release();
        const cancelled = Date.now();
        const ends = await Promise.all(creates);
        expect(Date.now() - cancelled).toBeLessThan(10_000);
        expect(ends.filter((end) => end === "made")).toHaveLength(1);
        expect(ends.filter((end) => end.includes("CVG505 It may have been created"))).toHaveLength(1);
        expect(ends.filter((end) => /CVG503 .* was not sent, because the run has been stopped/.test(end))).toHaveLength(18);
        expect(posts(slow.server)).toBe(2);
        expect(await promptly(provider.finish())).toEqual({ code: 0, signal: null });
        await slow.server.close();
    });
});

describe("while the engine lives", () => {
    const works = async (provider: ProviderProcess): Promise<void> => {
        const { failures } = await provider.check("urn", {}, to("customer", { name: "Acme", ifExists: "create" }));
        expect(failures).toEqual([]);
    };

    test("a connection that broke, as idle ones do, ends nothing, and messages still arrive", async () => {
        await using shell = await openShell();
        const policy = to("customer", { name: "Acme", privacy: { recordings: false, recordingRetention: "1 hour" } });
        await shell.provider.check("urn", {}, policy);
        shell.provider.dropConnections();
        await shell.provider.check("urn", {}, policy);
        expect(await promptly(shell.provider.finish())).toEqual({ code: 0, signal: null });
        expect(shell.provider.messages.filter(({ text }) => text.startsWith("CVG106"))).toHaveLength(2);
    });

    test("a proxy in the environment does not come between the process and its engine", async () => {
        const proxy = "http://127.0.0.1:9";
        const env = {
            ...bareEnvironment,
            grpc_proxy: proxy,
            http_proxy: proxy,
            https_proxy: proxy,
            no_proxy: undefined,
            no_grpc_proxy: undefined,
        };
        const tree = json({ resellerToken: "the-reseller", resellerName: "Reseller", customers: [] });
        const server = await loopback(({ method, path }) => {
            if (method === "POST") return json("token", 201);
            return path.includes("/projecthierarchy/") ? tree : defaults;
        });
        await using provider = await configured(configurationAt(server.url), env);
        await works(provider);
        await provider.create("urn", customer);
        await works(provider);
        expect(await promptly(provider.finish())).toEqual({ code: 0, signal: null });
        expect(provider.messages).toHaveLength(1);
        await server.close();
    });
});

describe("when the run ends", () => {
    test("one line says what was asked of the gateway", async () => {
        await using shell = await openShell();
        const [acme, other] = [{ name: "Acme", privacy: { recordings: false, anonymizeNumbers: true } }, { name: "Other" }];
        await shell.engine.up([
            { type: "cvg:Customer", name: "acme", inputs: acme },
            { type: "cvg:Customer", name: "other", inputs: other },
        ]);
        const { "POST token": _token, ...counts } = await shell.console.counts();
        const sum = (of: (kind: string) => boolean) =>
            Object.entries(counts).reduce((total, [kind, times]) => (of(kind) ? total + times : total), 0);
        const [reads, writes] = [sum((kind) => kind.startsWith("GET ")), sum((kind) => !kind.startsWith("GET "))];
        expect(writes).toBe(2);
        expect(await promptly(shell.provider.finish())).toEqual({ code: 0, signal: null });
        expect(shell.provider.messages).toEqual([
            { severity: "info", urn: "", text: `cvg: ${reads} reads and ${writes} writes at ${shell.sandbox.endpoint}` },
        ]);
        expect(shell.provider.printed()).toMatch(QUIET);
    });

    test("nothing is said where the gateway was not asked", async () => {
        await using shell = await openShell();
        expect((await shell.provider.check("urn", {}, to("customer", {}))).failures).toHaveLength(1);
        expect(await promptly(shell.provider.finish())).toEqual({ code: 0, signal: null });
        expect(shell.provider.messages).toEqual([]);
    });

    test("a process whose configuration is wrong ends as quickly, and says nothing", async () => {
        await using provider = await configured({});
        await provider.check("urn", {}, to("customer", { name: "Acme" }));
        expect(await promptly(provider.finish())).toEqual({ code: 0, signal: null });
        expect(provider.messages).toEqual([]);
    });

    test("a request that hangs holds nobody up, and nothing is sent after", async () => {
        const slow = await slowGateway(({ method }) => (method === "POST" ? done : "hang"));
        await using provider = await configured(configurationAt(slow.server.url));
        const created = provider.create("urn", customer).catch((error: unknown) => error);
        await Promise.race([slow.asked(1), created]);
        expect(await promptly(provider.finish())).toEqual({ code: 0, signal: null });
        await created;
        expect(provider.messages.map(({ text }) => text)).toEqual([`cvg: 1 read and 0 writes at ${slow.server.url}/master-api`]);
        expect(posts(slow.server)).toBe(0);
        await slow.server.close();
    });
});
