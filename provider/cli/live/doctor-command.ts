/** `cvg doctor`: what keeps a command from working, one line each, with the remedy. Reads only. */
import { Command } from "commander";
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { budgetPlace, type Configuration, connect, type Gateway } from "../../gateway/index.js";
import { put } from "../named-files.js";
import { configured, type GatewayOptions, isNotThere, pulumi, withGatewayOptions } from "./gateway-options.js";

type Verdict = "ok" | "look" | "wrong";

interface Checked {
    readonly what: string;
    readonly verdict: Verdict;
    /** What was seen. */
    readonly seen: string;
    readonly remedy?: string;
}

interface Options extends GatewayOptions {
    readonly json?: true;
}

export function doctorCommand(): Command {
    return withGatewayOptions(new Command("doctor"))
        .description("Check versions, configuration, credentials, reachability, clock and rights, and say what to do. Nothing is written.")
        .option("--json", "as JSON")
        .addHelpText("after", "\nExamples:\n  $ cvg doctor\n  $ cvg doctor --stack prod\n")
        .action(run);
}

async function run(options: Options): Promise<void> {
    const checks = [await nodeVersion(), await engineVersion(), proxy(), ...(await gatewayChecks(options))];
    if (checks.some(({ verdict }) => verdict === "wrong")) process.exitCode = 1;
    await put(options.json === true ? `${JSON.stringify(checks, null, 4)}\n` : report(checks), undefined);
}

const MARK: Readonly<Record<Verdict, string>> = { ok: "ok   ", look: "look ", wrong: "WRONG" };

function report(checks: readonly Checked[]): string {
    const width = Math.max(...checks.map(({ what }) => what.length));
    const line = ({ what, verdict, seen, remedy }: Checked): string => {
        const indent = " ".repeat(MARK.ok.length + width + 4);
        const text = [seen, ...(remedy === undefined ? [] : [remedy])].join("\n").replaceAll("\n", `\n${indent}`);
        return `${MARK[verdict]}  ${what.padEnd(width)}  ${text}`;
    };
    return `${checks.map(line).join("\n")}\n`;
}

/** The embedded gateway needs `node:sqlite`, without a flag. */
const NODE = { major: 22, minor: 19 };

async function nodeVersion(): Promise<Checked> {
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    const isNew = major > NODE.major || (major === NODE.major && minor >= NODE.minor);
    const seen = `Node ${process.versions.node}`;
    return isNew
        ? { what: "Node", verdict: "ok", seen }
        : { what: "Node", verdict: "wrong", seen, remedy: `Use Node ${NODE.major}.${NODE.minor} or later.` };
}

async function engineVersion(): Promise<Checked> {
    try {
        return { what: "Pulumi CLI", verdict: "ok", seen: (await pulumi(["version"], undefined)).trim() };
    } catch (error) {
        if (!(error instanceof CvgError)) throw error;
        const [seen, remedy] = isNotThere(error.cause)
            ? ["not found", "Install it to preview and apply programs"]
            : [error.what, "Run it to see why"];
        return { what: "Pulumi CLI", verdict: "look", seen, remedy: `${remedy}; \`cvg\` alone can do without.` };
    }
}

function proxy(): Checked {
    const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "NODE_EXTRA_CA_CERTS"];
    const set = names.filter((name) => (process.env[name] ?? "") !== "");
    return {
        what: "network settings",
        verdict: "ok",
        seen: set.length === 0 ? "no proxy and no further certificates in the environment" : `set in the environment: ${set.join(", ")}`,
    };
}

async function gatewayChecks(options: Options): Promise<readonly Checked[]> {
    let configuration: Configuration;
    try {
        configuration = await configured(options);
    } catch (error) {
        return [failed("configuration", error)];
    }
    const { endpoint, access, maxRequestsPerSecond, requestBudget, timeoutSeconds } = configuration;
    const shared = requestBudget === undefined ? "" : `, shared by all with the budget at ${budgetPlace(requestBudget)}`;
    const how = access.kind === "token" ? "an access token" : `client credentials from ${access.tokenUrl}`;
    const read: Checked = {
        what: "configuration",
        verdict: "ok",
        seen: `${endpoint}, ${how}, at most ${maxRequestsPerSecond} requests a second${shared}, ${timeoutSeconds} s each`,
    };
    const gateway = connect(configuration);
    try {
        return [read, ...(await reached(gateway, maxRequestsPerSecond))];
    } finally {
        await gateway.close();
    }
}

/** What follows from a failure is not tried: one cause, one line. */
async function reached(gateway: Gateway, perSecond: number): Promise<readonly Checked[]> {
    const started = performance.now();
    const answered = await tried("reach and credentials", async () => {
        await gateway.defaults();
        return `the gateway answers; the first took ${Math.round(performance.now() - started)} ms, with the credentials`;
    });
    if (answered.verdict === "wrong") return [answered];
    const clock = clockOf(gateway);
    const rights = await tried("right to read", async () => {
        const [tree, body] = await Promise.all([gateway.tree(), gateway.read("reseller", gateway.reseller)]);
        if (body === undefined) throw CvgError.of(CATALOGUE.CVG301.says.configuredReseller({ token: gateway.reseller }));
        const count = units(tree.reseller) - 1;
        return `reseller "${tree.reseller.name}" with ${count} units; reading all takes about ${Math.ceil((count + 2) / perSecond)} s. The right to write is not tried`;
    });
    return [answered, clock, rights];
}

const units = (unit: { readonly below: readonly (typeof unit)[] }): number => unit.below.reduce((sum, below) => sum + units(below), 1);

/** Dates of purges are told by the gateway's clock. */
const APART_MS = 60_000;

function clockOf(gateway: Gateway): Checked {
    const apart = Math.round((gateway.now() - Date.now()) / 1000);
    const seen = Math.abs(apart) <= 1 ? "as the gateway's" : `the gateway's is ${Math.abs(apart)} s ${apart > 0 ? "ahead" : "behind"}`;
    if (Math.abs(apart) * 1000 <= APART_MS) return { what: "clock", verdict: "ok", seen };
    return {
        what: "clock",
        verdict: "look",
        seen,
        remedy: "Purge dates are told by the gateway's clock. Set this machine's clock by NTP, so that tokens expire when they should.",
    };
}

async function tried(what: string, check: () => Promise<string>): Promise<Checked> {
    try {
        return { what, verdict: "ok", seen: await check() };
    } catch (error) {
        return failed(what, error);
    }
}

function failed(what: string, error: unknown): Checked {
    if (!(error instanceof CvgError)) throw error;
    const seen = `${error.code} ${error.what}`;
    return { what, verdict: "wrong", seen, ...(error.remedy === undefined ? {} : { remedy: error.remedy }) };
}
