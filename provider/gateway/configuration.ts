/** The settings of the provider itself: read from the stack's configuration and the environment, checked at once, all problems together. Pure. */
import { CATALOGUE, CvgError } from "../errors/index.js";
import { isLoopback } from "./transport/way-out.js";

/** How requests are authorized. */
export type Access =
    | { readonly kind: "client-credentials"; readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string }
    | { readonly kind: "token"; readonly accessToken: string };

/** What happens when a unit to be created has a namesake at the same place. */
export const IF_EXISTS = ["fail", "continue", "restore", "adopt", "create"] as const;
export type IfExists = (typeof IF_EXISTS)[number];

/** How much is logged; `trace` holds `debug`. */
const LOG_LEVELS = ["debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Configuration {
    /** Base URL without a slash at the end, such as `https://gateway.example/master-api`. */
    readonly endpoint: string;
    /** Token of the reseller. */
    readonly reseller: string;
    readonly access: Access;
    /** Requests in a second, spread evenly; fewer where the gateway turns out to take fewer. @default 20 */
    readonly maxRequestsPerSecond: number;
    /** The part of `maxRequestsPerSecond` that is this stack's, where several run at the same time. From 0.01 to 1. @default 1 */
    readonly shareOfLimit: number;
    /** Where all who share the gateway's limit take turns: the URL of a PostgreSQL. A secret. @default nobody else counts */
    readonly requestBudget?: string;
    /** Requests at the same time. @default 8 */
    readonly maxConcurrency: number;
    /** Seconds until a request counts as not answered. @default 30 */
    readonly timeoutSeconds: number;
    /** @default "fail" */
    readonly ifExists: IfExists;
    /** Files (PEM) with the certificate and the key by which a gateway or a proxy in front of it knows us: mutual TLS. Both or none. @default none */
    readonly clientCertificate?: string;
    readonly clientKey?: string;
    /** "kept": the user asserts that the gateway keeps a secret that a write leaves out or sends masked. @default not asserted */
    readonly maskedSecrets?: "kept";
    /** "forget": a unit that neither a read nor the tree of its reseller knows is gone. @default that is an error, because it may be another gateway */
    readonly missing?: "forget";
    /** Nothing is written, whatever happens: every request that would change something is refused before it is sent (CVG508). @default false */
    readonly readOnly?: true;
    /** What is written to `logFile`: calls, repeats and operations, with `trace` each request and the shapes of bodies too. @default nothing */
    readonly log?: LogLevel | undefined;
    /** @default pulumi-cvg.log, in the folder of the program */
    readonly logFile?: string | undefined;
}

/** What stands where a key can be set, for messages; `secret` keys are set with `--secret`, and a program may write a `type` as what it is. */
const KEYS = {
    endpoint: { example: "https://<host>/master-api", type: "string", secret: false },
    reseller: { example: "<token of the reseller>", type: "string", secret: false },
    tokenUrl: { example: "https://<host>/<path of the token endpoint>", type: "string", secret: false },
    clientId: { example: "<client id>", type: "string", secret: false },
    clientSecret: { example: "<client secret>", type: "string", secret: true },
    accessToken: { example: "<access token>", type: "string", secret: true },
    maxRequestsPerSecond: { example: "20", type: "integer", secret: false },
    shareOfLimit: { example: "0.5", type: "number", secret: false },
    requestBudget: { example: "postgres://<user>:<password>@<host>/<database>", type: "string", secret: true },
    maxConcurrency: { example: "8", type: "integer", secret: false },
    timeoutSeconds: { example: "30", type: "integer", secret: false },
    ifExists: { example: "fail", type: "string", secret: false },
    clientCertificate: { example: "/path/to/client.pem", type: "string", secret: false },
    clientKey: { example: "/path/to/client-key.pem", type: "string", secret: false },
    maskedSecrets: { example: "kept", type: "string", secret: false },
    missing: { example: "forget", type: "string", secret: false },
    readOnly: { example: "true", type: "boolean", secret: false },
    log: { example: "debug", type: "string", secret: false },
    logFile: { example: "/path/to/pulumi-cvg.log", type: "string", secret: false },
} as const;
type Key = keyof typeof KEYS;

/** Every key of the configuration, as a schema tells of it. */
export const CONFIGURATION_KEYS: Readonly<Record<Key, { readonly type: string; readonly secret: boolean }>> = KEYS;
type Source = "stack" | "environment";

/** A key's environment variable: `tokenUrl` is `CVG_TOKEN_URL`. */
export function environmentVariable(key: string): string {
    return `CVG_${key.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/**
 * @param get the stack's configuration by key without namespace: `get("tokenUrl")` answers what `pulumi config set cvg:tokenUrl` set. It wins over the environment.
 * @param env the environment, usually `process.env`
 * @throws CvgError CVG401 with one line for every problem, each with the command that solves it; never with a value of the configuration
 */
export function parseConfiguration(get: (key: string) => string | undefined, env: NodeJS.ProcessEnv): Configuration {
    const problems: string[] = [];
    const problem = (key: Key, what: string) => problems.push(`cvg:${key} ${what}: ${remedy(key)}`);

    function given(key: Key): { readonly text: string; readonly source: Source } | undefined {
        const [stack, environment] = [get(key)?.trim(), env[environmentVariable(key)]?.trim()];
        if (stack !== undefined && stack !== "") return { text: stack, source: "stack" };
        if (environment !== undefined && environment !== "") return { text: environment, source: "environment" };
        return undefined;
    }

    function required(key: Key, wrong: (text: string) => string | undefined): string {
        const text = given(key)?.text;
        const what = text === undefined ? "is missing" : wrong(text);
        if (what !== undefined) problem(key, what);
        return text ?? "";
    }

    function number(key: Key, byDefault: number, fits: (value: number) => boolean, what: string): number {
        const text = given(key)?.text;
        if (text === undefined) return byDefault;
        const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
        if (!fits(value)) problem(key, what);
        return value;
    }

    function choice<C extends string>(key: Key, choices: readonly C[]): C | undefined {
        const text = given(key)?.text;
        const found = choices.find((candidate) => candidate === text);
        if (text !== undefined && found === undefined) problem(key, `is none of ${choices.join(", ")}`);
        return found;
    }

    function access(): Access {
        const [token, id, secret] = [given("accessToken"), given("clientId"), given("clientSecret")];
        const client = [id, secret].some((value) => value?.source === "stack") ? "stack" : (id ?? secret)?.source;
        if (token !== undefined && token.source === client) {
            problems.push(
                `cvg:accessToken and cvg:clientId or cvg:clientSecret are both set: remove one of them (pulumi config rm ..., or unset the environment variable)`,
            );
        }
        if (token === undefined && client === undefined) {
            problems.push(
                `Credentials are missing: ${remedy("clientId")}, with cvg:clientSecret and cvg:tokenUrl, or else ${remedy("accessToken")}`,
            );
        }
        if (token !== undefined && !(token.source === "environment" && client === "stack")) {
            return { kind: "token", accessToken: required("accessToken", wrongInHeader) };
        }
        if (client === undefined) return { kind: "token", accessToken: "" };
        const anything = () => undefined;
        return {
            kind: "client-credentials",
            tokenUrl: required("tokenUrl", wrongUrl),
            clientId: required("clientId", anything),
            clientSecret: required("clientSecret", anything),
        };
    }

    const endpoint = required("endpoint", wrongUrl).replace(/\/+$/, "");
    const reseller = required("reseller", (text) => (/^[\w.~-]+$/.test(text) ? undefined : "is not a token"));
    const whole = (value: number) => Number.isInteger(value) && value >= 1 && value <= 1000;
    const configuration = {
        endpoint,
        reseller,
        access: access(),
        maxRequestsPerSecond: number("maxRequestsPerSecond", 20, whole, "is not a whole number from 1 to 1000"),
        shareOfLimit: number("shareOfLimit", 1, (value) => value >= 0.01 && value <= 1, "is not a number from 0.01 to 1"),
        maxConcurrency: number("maxConcurrency", 8, whole, "is not a whole number from 1 to 1000"),
        timeoutSeconds: number("timeoutSeconds", 30, (value) => value >= 1 && value <= 600, "is not a number of seconds from 1 to 600"),
        ifExists: choice("ifExists", IF_EXISTS) ?? "fail",
        log: choice("log", LOG_LEVELS),
        logFile: given("logFile")?.text,
    };
    const maskedSecrets = choice("maskedSecrets", ["kept"]);
    const missing = choice("missing", ["forget"]);
    const [clientCertificate, clientKey] = [given("clientCertificate")?.text, given("clientKey")?.text];
    if (clientKey !== undefined && clientCertificate === undefined) problem("clientCertificate", "is missing beside cvg:clientKey");
    if (clientCertificate !== undefined && clientKey === undefined) problem("clientKey", "is missing beside cvg:clientCertificate");
    const requestBudget = given("requestBudget")?.text;
    const wrongBudget = requestBudget === undefined ? undefined : wrongDatabase(requestBudget);
    if (wrongBudget !== undefined) problem("requestBudget", wrongBudget);
    choice("readOnly", ["true", "false"]);
    // Said in one place, it holds: a stack cannot lift what a pipeline has forbidden, nor the other way round.
    const readOnly = [get("readOnly"), env[environmentVariable("readOnly")]].some((text) => text?.trim() === "true");
    if (problems.length > 0) throw CvgError.of(CATALOGUE.CVG401.says.problems({ problems }));
    return {
        ...configuration,
        ...(requestBudget === undefined ? {} : { requestBudget }),
        ...(maskedSecrets === undefined ? {} : { maskedSecrets }),
        ...(missing === undefined ? {} : { missing }),
        ...(clientCertificate === undefined ? {} : { clientCertificate }),
        ...(clientKey === undefined ? {} : { clientKey }),
        ...(readOnly ? { readOnly } : {}),
    };
}

/** The engine takes `cvg:tokenUrl` for a secret by its name, and refuses to guess. */
const how = (key: Key): string => (KEYS[key].secret ? "--secret " : key === "tokenUrl" ? "--plaintext " : "");

function remedy(key: Key): string {
    const { example, secret } = KEYS[key];
    return (
        `pulumi config set ${how(key)}cvg:${key} ${secret ? "" : example}`.trimEnd() +
        ` (or the environment variable ${environmentVariable(key)})`
    );
}

function wrongUrl(text: string): string | undefined {
    if (!URL.canParse(text)) return "is not a URL";
    const url = new URL(text);
    if (url.username !== "" || url.password !== "") return "has credentials in the URL, where logs show them";
    if (url.search !== "" || url.hash !== "") return "has a query or fragment";
    if (url.protocol === "https:") return undefined;
    if (url.protocol !== "http:") return "is not an https URL";
    return isLoopback(url.hostname) ? undefined : "is plain http, which only an address of this machine may be: use https";
}

function wrongDatabase(text: string): string | undefined {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) return "is not the URL of a PostgreSQL";
    return url.hostname === "" ? "names no host" : url.pathname.length > 1 ? undefined : "names no database";
}

function wrongInHeader(text: string): string | undefined {
    return /^[\x21-\x7e]+$/.test(text) ? undefined : "has characters that a token cannot have";
}
