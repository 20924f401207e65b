import { CvgError } from "../../../provider/errors/index.js";
import { budgetPlace, parseConfiguration } from "../../../provider/gateway/index.js";

type Given = Readonly<Record<string, string>>;
const needed = {
    endpoint: "https://gateway.example/api",
    reseller: "r-1",
    tokenUrl: "https://id.example/token",
    clientId: "me",
    clientSecret: "secret-MARKER",
};
const parse = (stack: Given, environment: Given = {}) => parseConfiguration((key) => stack[key], environment);

function problems(stack: Given, environment: Given = {}): readonly string[] {
    try {
        parse(stack, environment);
        return [];
    } catch (error) {
        if (!(error instanceof CvgError) || error.code !== "CVG401") throw error;
        expect(error.message).not.toContain("MARKER");
        return error.what
            .split("\n")
            .slice(1)
            .map((line) => line.trim());
    }
}

test("what is needed is enough, and the rest has defaults", () => {
    expect(parse(needed)).toEqual({
        endpoint: "https://gateway.example/api",
        reseller: "r-1",
        access: { kind: "client-credentials", tokenUrl: "https://id.example/token", clientId: "me", clientSecret: "secret-MARKER" },
        maxRequestsPerSecond: 20,
        shareOfLimit: 1,
        maxConcurrency: 8,
        timeoutSeconds: 30,
        ifExists: "fail",
    });
});

test("everything can come from the environment instead, and the stack wins", () => {
    const environment = {
        CVG_ENDPOINT: "https://other.example",
        CVG_RESELLER: "r-2",
        CVG_TOKEN_URL: "https://id.example/other",
        CVG_CLIENT_ID: "other",
        CVG_CLIENT_SECRET: "x",
        CVG_MAX_REQUESTS_PER_SECOND: "5",
        CVG_SHARE_OF_LIMIT: "0.25",
        CVG_MAX_CONCURRENCY: "2",
        CVG_TIMEOUT_SECONDS: "1.5",
        CVG_IF_EXISTS: "adopt",
        CVG_MASKED_SECRETS: "kept",
    };
    expect(parse({}, environment)).toEqual({
        endpoint: "https://other.example",
        reseller: "r-2",
        access: { kind: "client-credentials", tokenUrl: "https://id.example/other", clientId: "other", clientSecret: "x" },
        maxRequestsPerSecond: 5,
        shareOfLimit: 0.25,
        maxConcurrency: 2,
        timeoutSeconds: 1.5,
        ifExists: "adopt",
        maskedSecrets: "kept",
    });
    expect(parse({ ...needed, maxConcurrency: "9", ifExists: "restore" }, environment)).toMatchObject({
        reseller: "r-1",
        maxConcurrency: 9,
        ifExists: "restore",
    });
});

test("an empty value is none, spaces and slashes at the end are ignored", () => {
    expect(parse({ ...needed, endpoint: " https://gateway.example/api// ", ifExists: "" }, { CVG_IF_EXISTS: " create\n" })).toMatchObject({
        endpoint: "https://gateway.example/api",
        ifExists: "create",
    });
});

test("all problems come together, each with the line that solves it", () => {
    expect(
        problems({
            timeoutSeconds: "soon",
            maxConcurrency: "0",
            maxRequestsPerSecond: "2.5",
            shareOfLimit: "0",
            ifExists: "maybe",
            maskedSecrets: "yes",
        }),
    ).toEqual([
        "cvg:endpoint is missing: pulumi config set cvg:endpoint https://<host>/master-api (or the environment variable CVG_ENDPOINT)",
        "cvg:reseller is missing: pulumi config set cvg:reseller <token of the reseller> (or the environment variable CVG_RESELLER)",
        "Credentials are missing: pulumi config set cvg:clientId <client id> (or the environment variable CVG_CLIENT_ID), with cvg:clientSecret and cvg:tokenUrl, or else pulumi config set --secret cvg:accessToken (or the environment variable CVG_ACCESS_TOKEN)",
        "cvg:maxRequestsPerSecond is not a whole number from 1 to 1000: pulumi config set cvg:maxRequestsPerSecond 20 (or the environment variable CVG_MAX_REQUESTS_PER_SECOND)",
        "cvg:shareOfLimit is not a number from 0.01 to 1: pulumi config set cvg:shareOfLimit 0.5 (or the environment variable CVG_SHARE_OF_LIMIT)",
        "cvg:maxConcurrency is not a whole number from 1 to 1000: pulumi config set cvg:maxConcurrency 8 (or the environment variable CVG_MAX_CONCURRENCY)",
        "cvg:timeoutSeconds is not a number of seconds from 1 to 600: pulumi config set cvg:timeoutSeconds 30 (or the environment variable CVG_TIMEOUT_SECONDS)",
        "cvg:ifExists is none of fail, continue, restore, adopt, create: pulumi config set cvg:ifExists fail (or the environment variable CVG_IF_EXISTS)",
        "cvg:maskedSecrets is none of kept: pulumi config set cvg:maskedSecrets kept (or the environment variable CVG_MASKED_SECRETS)",
    ]);
});

test.each<[string, Given, string]>([
    ["a client id alone", { clientId: "me" }, "cvg:tokenUrl is missing"],
    ["a client id alone", { clientId: "me" }, "cvg:clientSecret is missing: pulumi config set --secret cvg:clientSecret (or"],
    ["a secret alone", { clientSecret: "secret-MARKER" }, "cvg:clientId is missing"],
    ["a token of two lines", { accessToken: "to ken-MARKER" }, "cvg:accessToken has characters"],
])("%s is not enough", (_name, access, problem) => {
    const { endpoint, reseller } = needed;
    expect(problems({ endpoint, reseller, ...access }).some((line) => line.startsWith(problem))).toBe(true);
});

test("an access token and client credentials: the stack's win, and both at the same place are refused", () => {
    const { endpoint, reseller } = needed;
    expect(parse({ endpoint, reseller, accessToken: "t" }, { CVG_CLIENT_ID: "x", CVG_CLIENT_SECRET: "y" }).access).toEqual({
        kind: "token",
        accessToken: "t",
    });
    expect(parse(needed, { CVG_ACCESS_TOKEN: "t" }).access.kind).toBe("client-credentials");
    expect(problems({ ...needed, accessToken: "t-MARKER" })).toEqual([expect.stringContaining("are both set")]);
    expect(problems({ endpoint, reseller }, { CVG_ACCESS_TOKEN: "t", CVG_CLIENT_ID: "x" })).toEqual([
        expect.stringContaining("are both set"),
    ]);
});

test.each([
    "http://127.0.0.1:7080/api",
    "http://127.1.2.3",
    "http://127.1/",
    "http://localhost:1",
    "http://LOCALHOST",
    "http://[::1]:80/",
    "https://10.0.0.1",
])("%s is a good endpoint", (endpoint) => {
    expect(problems({ ...needed, endpoint })).toEqual([]);
});

test.each<[string, string]>([
    ["http://gateway.example", "is plain http"],
    ["http://127.0.0.1.example", "is plain http"],
    ["http://localhost.example", "is plain http"],
    ["http://10.0.0.1", "is plain http"],
    ["http://[::2]", "is plain http"],
    ["http://0.0.0.0", "is plain http"],
    ["https://me:secret-MARKER@gateway.example", "has credentials in the URL"],
    ["https://gateway.example/?key=MARKER", "has a query"],
    ["https://gateway.example/#MARKER", "has a query or fragment"],
    ["ftp://gateway.example", "is not an https URL"],
    ["secret-MARKER", "is not a URL"],
])("%s is not", (endpoint, problem) => {
    expect(problems({ ...needed, endpoint })).toEqual([expect.stringContaining(`cvg:endpoint ${problem}`)]);
    expect(problems({ ...needed, tokenUrl: endpoint })).toEqual([expect.stringContaining(`cvg:tokenUrl ${problem}`)]);
});

test("a budget that is shared is the URL of a PostgreSQL, and its password is in no message", () => {
    const requestBudget = "postgresql://me:secret-MARKER@db.example/state?sslmode=require";
    expect(parse({ ...needed, requestBudget }).requestBudget).toBe(requestBudget);
    expect(parse(needed, { CVG_REQUEST_BUDGET: requestBudget }).requestBudget).toBe(requestBudget);
    expect(budgetPlace(requestBudget)).toBe("db.example:5432/state");
    for (const [given, problem] of [
        ["mysql://me:secret-MARKER@db.example/state", "is not the URL of a PostgreSQL"],
        ["me:secret-MARKER", "is not the URL of a PostgreSQL"],
        ["postgres://db.example", "names no database"],
        ["postgres:///state", "names no host"],
    ] as const)
        expect(problems({ ...needed, requestBudget: given })).toEqual([
            `cvg:requestBudget ${problem}: pulumi config set --secret cvg:requestBudget (or the environment variable CVG_REQUEST_BUDGET)`,
        ]);
});

test("a reseller is a token", () => {
    expect(problems({ ...needed, reseller: "My reseller/1" })).toEqual([expect.stringContaining("cvg:reseller is not a token")]);
});

test("a certificate of our own needs its key, and the key its certificate", () => {
    const files = { clientCertificate: "/c.pem", clientKey: "/k.pem" };
    expect(parse({ ...needed, ...files })).toMatchObject(files);
    expect(problems({ ...needed, clientKey: "/k.pem" })[0]).toMatch(/^cvg:clientCertificate is missing beside cvg:clientKey/);
    expect(problems({ ...needed, clientCertificate: "/c.pem" })[0]).toMatch(/^cvg:clientKey is missing beside cvg:clientCertificate/);
});

test.each([
    ["the stack", { readOnly: "true" }, {}],
    ["the environment", {}, { CVG_READ_ONLY: "true" }],
    ["the environment, whatever the stack says", { readOnly: "false" }, { CVG_READ_ONLY: "true" }],
    ["the stack, whatever the environment says", { readOnly: "true" }, { CVG_READ_ONLY: "false" }],
])("nothing may be written where %s says so", (_where, stack, environment) => {
    expect(parse({ ...needed, ...stack }, environment).readOnly).toBe(true);
});

test("read-only is said with true or false", () => {
    expect(parse({ ...needed, readOnly: "false" }).readOnly).toBeUndefined();
    expect(problems({ ...needed, readOnly: "yes" })).toEqual([expect.stringContaining("cvg:readOnly is none of true, false")]);
});
