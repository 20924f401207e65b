/** Where the SDK's promises have no stacks, and that everything else has. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "../../../provider/index.js";
import { withoutPromiseStacks } from "../../../provider/program/index.js";
import { BOT_AND_SPEECH, settled, underMocks } from "./mocks.js";

const before = Error.prepareStackTrace;
/** Of each stack that was formatted, the function that asked for it. */
let formatted: (string | null)[];

beforeEach(() => {
    formatted = [];
    Error.prepareStackTrace = (_, [frame]) => {
        const asked = frame?.getFunctionName() ?? null;
        formatted.push(asked);
        return `of ${asked}`;
    };
});
afterEach(() => {
    Error.prepareStackTrace = before;
    delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
});

function debuggablePromise(): unknown {
    return new Error().stack;
}
function anyOther(): unknown {
    return new Error("that somebody will read").stack;
}

test("stacks of promises are not formatted, others are, and afterwards all are", () => {
    const asEver = withoutPromiseStacks();
    expect([debuggablePromise(), anyOther()]).toEqual([undefined, "of anyOther"]);
    asEver();
    expect([debuggablePromise(), anyOther()]).toEqual(["of debuggablePromise", "of anyOther"]);
});

test("where leaks of promises are looked for, their stacks are there", () => {
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "true";
    const asEver = withoutPromiseStacks();
    expect(debuggablePromise()).toBe("of debuggablePromise");
    asEver();
});

test("where nothing formats stacks, nothing does so now", () => {
    Reflect.deleteProperty(Error, "prepareStackTrace");
    const asEver = withoutPromiseStacks();
    expect(Error.prepareStackTrace).toBeUndefined();
    asEver();
});

test("the constructor of a resource has none of them formatted, and leaves everything as it was, also where it throws", async () => {
    await underMocks();
    const format = Error.prepareStackTrace;
    const acme = new cvg.Customer("acme", { name: "Acme" });
    const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
    const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", ...BOT_AND_SPEECH });
    const privacy = new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, recordings: false });
    // The SDK records where each resource was declared, by a stack.
    expect(formatted).toHaveLength(4);
    expect(formatted).not.toContain("debuggablePromise");
    const refuses = () => {
        throw new Error("refused by a transformation");
    };
    expect(() => new cvg.Customer("globex", { name: "Globex" }, { transformations: [refuses] })).toThrow("refused by a transformation");
    expect(Error.prepareStackTrace).toBe(format);
    await settled(privacy.urn);
});

test("with one import the classes that Pulumi generates have none of them formatted either, and errors keep their stacks", async () => {
    await underMocks();
    class Generated extends pulumi.CustomResource {}
    const declare = (name: string) => new Generated("cvg:index:Customer", name, { name: "Acme", purgeAt: undefined });
    declare("before");
    expect(formatted).toContain("debuggablePromise");
    formatted = [];
    await jest.isolateModulesAsync(async () => void (await import("../../../provider/no-promise-stacks/index.js")));
    const acme = declare("acme");
    await settled(acme.urn);
    expect(formatted).not.toContain("debuggablePromise");
    expect(anyOther()).toBe("of anyOther");
});
