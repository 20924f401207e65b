/** The configuration is checked at once, and one client serves all handlers of a process. */
import { tell } from "../../../provider/told.js";
import { handledBy } from "../../harness/provider-process.js";
import { everyInput, everyType } from "./programs.js";
import { configurationOf, configured, HANDLERS, openShell, QUIET, refusals, to } from "./shell.js";

const wrong = {
    "cvg:endpoint": "http://gateway.example/master-api",
    "cvg:clientId": "client",
    "cvg:clientSecret": "MARKER-client-secret",
    "cvg:maxConcurrency": "many",
    "cvg:timeoutSeconds": "0",
    "cvg:ifExists": "perhaps",
};

test("every problem of the configuration is in one failure, for every type, and none is a crash", async () => {
    await using provider = await configured(wrong);
    for (const handler of HANDLERS) {
        const [reason = "", ...more] = await refusals(provider, handler, everyInput[handler]("somewhere"));
        expect(more).toEqual([]);
        expect(reason).toMatch(/^CVG401 /);
        for (const key of ["endpoint", "reseller", "tokenUrl", "maxConcurrency", "timeoutSeconds", "ifExists"]) {
            expect(reason).toContain(`cvg:${key} `);
            expect(reason).toMatch(new RegExp(`pulumi config set (?:--plaintext )?cvg:${key} `));
        }
        expect(reason).not.toContain("MARKER");
    }
    await expect(provider.read("id", "urn", handledBy("customer"))).rejects.toThrow(/^CVG401 /);
    await expect(provider.create("urn", to("customer", { name: "Acme", active: true }))).rejects.toThrow(/^CVG401 /);
    await expect(provider.delete("id", "urn", handledBy("customer"))).rejects.toThrow(/^CVG401 /);
    expect(provider.printed()).toMatch(QUIET);
});

test("problems of the inputs are told with those of the configuration", async () => {
    await using provider = await configured({});
    expect(await refusals(provider, "customer", { name: "", colour: "red" })).toEqual([
        expect.stringMatching(/^CVG201 .*name/),
        expect.stringMatching(/^CVG202 .*colour/),
        expect.stringMatching(/^CVG401 /),
    ]);
});

test("the environment configures what the stack does not", async () => {
    await using shell = await openShell();
    const { "cvg:clientSecret": secret = "", ...rest } = configurationOf(shell.sandbox);
    await using provider = await configured(rest, { CVG_CLIENT_SECRET: secret });
    expect(await refusals(provider, "customer", { name: "Acme", privacy: {} })).toEqual([]);
});

test("requests that arrive before the first is through are answered, and share one client", async () => {
    await using shell = await openShell();
    const checks = HANDLERS.flatMap((handler) =>
        Array.from({ length: 5 }, () =>
            refusals(shell.provider, handler, { ...everyInput[handler](shell.sandbox.reseller), ...tell({ above: [] }) }),
        ),
    );
    for (const reasons of await Promise.all(checks)) for (const reason of reasons) expect(reason).toMatch(/^CVG(?:102|201|301)/);
    expect(await shell.console.counts()).toMatchObject({ "GET /projecthierarchy/{reseller}": 1, "GET /reseller/{reseller}": 1 });
});

test("all four handlers of a process use one token, one tree and one reading of the defaults", async () => {
    await using shell = await openShell();
    await shell.console.control("DELETE", "/requests");
    expect((await shell.engine.up(everyType)).problem).toBeUndefined();
    expect((await shell.engine.refresh()).problem).toBeUndefined();
    expect(await shell.console.counts()).toMatchObject({
        "POST token": 1,
        // Once before, and once for what others may have made meanwhile.
        "GET /projecthierarchy/{reseller}": 2,
        "GET /userdetails": 1,
    });
    expect(shell.provider.printed()).toMatch(QUIET);
});
