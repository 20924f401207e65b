/** Whatever a constructor or a look-up is called with ends in a coded message that names the place, and never in a TypeError or in a value. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "../../../provider/index.js";
import { SPEECH } from "../../harness/bodies.js";
import { underMocks } from "./mocks.js";

const SECRET = "MARKER-secret";
const BOT_AS_TEXT = JSON.stringify({ type: "rasa", url: "https://bot.example/", token: SECRET });

const NO_OBJECT: Readonly<Record<string, unknown>> = {
    undefined,
    null: null,
    "a text": BOT_AS_TEXT,
    "a number": 7,
    true: true,
    "a list": [],
    "a function": () => SECRET,
    "a symbol": Symbol(SECRET),
    "a Map": new Map([["token", SECRET]]),
    "a Date": new Date(),
    "a promise": Promise.resolve(SECRET),
    "an output": pulumi.output(SECRET),
};
/** No input takes these, wherever they stand. */
const IMPOSSIBLE: Readonly<Record<string, unknown>> = {
    "a function": () => SECRET,
    "a symbol": Symbol(SECRET),
    "a bigint": 10n,
    "a Map": new Map([["token", SECRET]]),
    "a Set": new Set([SECRET]),
    "a Date": new Date(),
};

const of = (values: Readonly<Record<string, unknown>>) => Object.entries(values);
const SPEAKS = { bot: { type: "cognigy", endpointUrl: "https://bot.example/" }, ...SPEECH };
const CLASSES = [
    { what: "Customer", made: cvg.Customer, right: { name: "Acme" } },
    { what: "Account", made: cvg.Account, right: { name: "Schaden", customer: "a-token" } },
    { what: "Project", made: cvg.Project, right: { name: "Hotline", account: "a-token", ...SPEAKS } },
    { what: "PrivacyPolicy", made: cvg.PrivacyPolicy, right: { scope: "a-token", recordings: true } },
    { what: "Tenant", made: cvg.Tenant, right: { name: "Acme", privacy: {} } },
] as const;

function printed(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    const { message, stack = "" } = error;
    return pulumi.RunError.isInstance(error) ? message : stack;
}

/** How a call ends that no compiler has seen, as in JavaScript: the code of its message, and no value in it. */
async function codeOf(call: () => unknown): Promise<string> {
    try {
        await call();
    } catch (error) {
        // As the SDK prints it: a RunError is its message and nothing else.
        const text = printed(error);
        expect(text).not.toContain("MARKER");
        expect(text).not.toMatch(/\n +at /);
        return /^CVG\d{3}/.exec(text)?.[0] ?? text;
    }
    return "no error";
}
let made = 0;
const newName = (): string => {
    made += 1;
    return `resource-${made}`;
};

beforeEach(async () => void (await underMocks()));

describe.each(CLASSES)("new $what(...)", ({ what, made: Class, right }) => {
    const construct = (...args: readonly unknown[]) => codeOf(() => Reflect.construct(Class, args));

    test("takes what is right, without options", async () => {
        expect(await construct(newName(), right)).toBe("no error");
    });

    test.each(of(NO_OBJECT))("refuses %s for its arguments", async (_kind, args) => {
        expect(await construct(newName(), args)).toBe("CVG201");
    });

    test.each(of(NO_OBJECT).filter(([kind]) => kind !== "undefined"))("refuses %s for its options", async (_kind, options) => {
        expect(await construct(newName(), right, options)).toBe("CVG201");
    });

    test.each(of({ ...NO_OBJECT, "an empty text": "", "an object": {} }).filter(([kind]) => kind !== "a text"))(
        "refuses %s for its name",
        async (_kind, name) => {
            expect(await construct(name, right)).toBe("CVG201");
        },
    );

    test.each(of(IMPOSSIBLE))("refuses %s in whichever of its arguments, however deep", async (_kind, value) => {
        for (const field of [...Object.keys(right), "privacy", "active", "ifExists", "unknown"])
            for (const inner of [value, [value], { inner: value }])
                expect([field, await construct(newName(), { ...right, [field]: inner })]).toEqual([field, "CVG201"]);
    });

    test("refuses arguments that contain themselves", async () => {
        const around: Record<string, unknown> = { ...right };
        around.self = around;
        expect(await construct(newName(), around)).toBe("CVG201");
    });

    if (what !== "Tenant")
        test.each(["undefined", "null", "a symbol", "a number"])("get refuses %s for a token", async (kind) => {
            expect(await codeOf(() => Reflect.apply(Class.get, Class, [newName(), NO_OBJECT[kind]]))).toBe("CVG201");
        });
});

test.each(of({ ...NO_OBJECT, "an object": { type: "rasa", token: SECRET } }))(
    "a bot that is %s ends in no TypeError, and nobody sees it",
    async (_kind, bot) => {
        const registered = await underMocks();
        const project = { name: "Hotline", account: "a-token", ...SPEECH, bot };
        const ended = await codeOf(() => Reflect.construct(cvg.Project, [newName(), project]));
        expect(["CVG201", "no error"]).toContain(ended);
        await new Promise((resolve) => setImmediate(resolve));
        // What check will refuse travels as a secret.
        if (typeof bot === "string") expect(JSON.stringify(registered.map(({ inputs }) => inputs.bot))).not.toMatch(/"0":/);
    },
);

const TENANT = { name: "Acme", privacy: {} };
test.each<[string, object]>([
    ["accounts", { accounts: BOT_AS_TEXT }],
    ["accounts", { accounts: null }],
    ["accounts.claims", { accounts: { claims: null } }],
    ["accounts.claims", { accounts: { claims: BOT_AS_TEXT } }],
    ["accounts.claims.projects", { accounts: { claims: { name: "Schaden", projects: [SECRET] } } }],
    ["accounts.claims.projects.hotline", { accounts: { claims: { name: "Schaden", projects: { hotline: null } } } }],
    ["formerly", { formerly: 7 }],
    ["formerly", { formerly: { name: SECRET } }],
    ["accounts.claims.formerly", { accounts: { claims: { name: "Schaden", formerly: {} } } }],
])("a tenant names the place where it is not built as one is: %s", async (place, wrong) => {
    let message = "";
    const code = await codeOf(() => {
        try {
            Reflect.construct(cvg.Tenant, [newName(), { ...TENANT, ...wrong }]);
        } catch (error) {
            message = String(error);
            throw error;
        }
    });
    expect(code).toBe("CVG201");
    expect(message).toContain(`: ${place} is `);
});

describe.each([
    { what: "getCustomer", look: cvg.getCustomer },
    { what: "getAccount", look: cvg.getAccount },
    { what: "getProject", look: cvg.getProject },
])("$what", ({ look }) => {
    test.each(of(NO_OBJECT))("refuses %s", async (_kind, args) => {
        expect(await codeOf(() => Reflect.apply(look, undefined, [args]))).toBe("CVG201");
    });
});

test.each(of(NO_OBJECT).filter(([kind]) => kind !== "a text"))("parseTenants refuses %s for the text of a file", async (_kind, text) => {
    let code = "";
    try {
        Reflect.apply(cvg.parseTenants, undefined, [text]);
    } catch (error) {
        code = String(error);
    }
    expect(code).toContain("CVG201");
});
