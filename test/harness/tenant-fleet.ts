/** Tenants in a file, and what becomes of them: the life that a fleet of any size goes through on the real engine. */
import { stringify } from "yaml";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "./console.js";
import { stackConfiguration } from "./provider-environment.js";
import { type PulumiProject, pulumiProject, type Result } from "./pulumi-cli.js";
import { plannedSteps } from "./steps.js";

/** All of a user's code. What the tenants are is in the file. */
export const PROGRAM = `
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const cvg = require("pulumi-cvg");
const config = new pulumi.Config();
const presets = cvg.presets({
    strict: { anonymizeNumbers: true, dialogRetention: cvg.atMost(config.get("strict") ?? "1 day") },
    open: { recordings: cvg.ifAllowed(true), recordingRetention: "1 week" },
});
const secrets = (name) => config.requireSecret(name);
const tenants = cvg.parseTenants(readFileSync("tenants.yaml", "utf8"), { presets, secrets });
for (const [key, args] of Object.entries(tenants)) new cvg.Tenant(key, args);
`;

interface Account {
    readonly name: string;
    readonly projects: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface Tenant {
    readonly name: string;
    readonly preset: string;
    readonly formerly?: readonly string[];
    readonly ifExists?: string;
    readonly accounts: Readonly<Record<"claims" | "sales" | "service", Account>>;
}
export type Tenants = Readonly<Record<string, Tenant>>;

const DEFAULTS = {
    project: {
        bot: { type: "custom", url: "https://bots.example/", token: { secret: "botToken" } },
        transcribers: [{ vendor: "GOOGLE" }],
        synthesizers: [{ vendor: "MICROSOFT" }],
        transcriberLanguage: "de-DE",
        synthesizerLanguage: "de-DE",
    },
};

/** Ten units: a customer, three accounts, six projects. */
function tenant(index: number): Tenant {
    const number = (project: number): string => `+49892${String(index * 10 + project).padStart(5, "0")}`;
    const projects = (account: string, from: number) =>
        Object.fromEntries(
            [from, from + 1].map((each) => [`bot${each}`, { name: `T${index} ${account} ${each}`, platformNumbers: [number(each)] }]),
        );
    const account = (key: string, from: number): Account => ({ name: `T${index} ${key}`, projects: projects(key, from) });
    return {
        name: `Tenant ${index}`,
        preset: index % 2 === 0 ? "strict" : "open",
        accounts: { claims: account("claims", 1), sales: account("sales", 3), service: account("service", 5) },
    };
}
export const UNITS_OF_A_TENANT = 10;

export const fleetOf = (count: number): Tenants =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, tenant(index)]));

export const fileOf = (tenants: Tenants): string => stringify({ defaults: DEFAULTS, tenants }, { aliasDuplicateObjects: false });

/** A tenant under another key. */
export function renamed(tenants: Tenants, from: string, to: string): Tenants {
    return Object.fromEntries(
        Object.entries(tenants).map(([key, each]) => (key === from ? [to, { ...each, formerly: [from] }] : [key, each])),
    );
}

export function changed(tenants: Tenants, key: string, change: (tenant: Tenant) => Tenant): Tenants {
    return Object.fromEntries(Object.entries(tenants).map(([each, of]) => [each, each === key ? change(of) : of]));
}

/** A project in another account, under a key that it had not before. */
export function moved({ accounts: { claims, sales, service }, ...tenant }: Tenant): Tenant {
    const { bot1 = {}, ...stay } = claims.projects;
    const there = { ...sales.projects, first: { ...bot1, formerly: ["bot1"] } };
    return { ...tenant, accounts: { claims: { ...claims, projects: stay }, sales: { ...sales, projects: there }, service } };
}

export interface Fleet {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly project: PulumiProject;
    /** Tokens by name, of active units. */
    tokens(): Promise<Readonly<Record<string, string>>>;
    /** Steps of a preview, by logical name; what stays the same is left out. */
    plan(tenants: Tenants): Promise<Readonly<Record<string, string>>>;
    /** @throws where it fails */
    up(tenants: Tenants): Promise<Result>;
    close(): Promise<void>;
}

/** @param env for the command line, such as the engine's own switches for large stacks */
export async function openFleet(timeoutSeconds: number, env: NodeJS.ProcessEnv = {}): Promise<Fleet> {
    const sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const { config, secrets } = stackConfiguration(sandbox);
    const project = await pulumiProject({
        files: { "index.js": PROGRAM },
        config: { ...config, "cvg:maxRequestsPerSecond": "1000" },
        secrets: { ...secrets, botToken: "s3cret-of-the-bot" },
        timeoutSeconds,
        env,
    });
    const write = (tenants: Tenants): void => project.write("tenants.yaml", fileOf(tenants));
    return {
        sandbox,
        console,
        project,
        tokens: async () => {
            const units = [...(await console.units()).values()].filter(({ inactive, level }) => !inactive && level !== "reseller");
            return Object.fromEntries(units.map(({ name, token }) => [name, token]));
        },
        plan: async (tenants) => {
            write(tenants);
            const { code, json, text } = await project.preview({ json: true });
            if (code !== 0) throw new Error(text);
            return plannedSteps(json);
        },
        up: async (tenants) => {
            write(tenants);
            const result = await project.up();
            if (result.code !== 0) throw new Error(result.text);
            return result;
        },
        close: async () => {
            await project.close();
            await sandbox.close();
        },
    };
}
