/** Makes the previews with the real engine, and reads the ones that were made. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Live } from "../../provider/review/index.js";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "../harness/console.js";
import { repository } from "../harness/engine-environment.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";
import { type LiveFile, LiveUnits, liveOf } from "./live.js";
import type { Group, Scenario } from "./scenarios.js";

/** When the previews are read, whenever they were made. */
export const NOW = Date.parse("2026-11-27T09:00:00Z");

export const previewFile = (name: string): string => join(__dirname, "previews", `${name}.json.gz`);
export const reportFile = (name: string): string => join(__dirname, "expected", `${name}.txt`);

export interface Made {
    /** The preview's JSON. */
    readonly preview: string;
    readonly live: LiveFile | undefined;
}

export const Unpacked = (name: string): Made => {
    const unpacked: unknown = JSON.parse(gunzipSync(readFileSync(previewFile(name))).toString());
    const made = Object(unpacked);
    return { preview: String(made.preview), live: made.live === undefined ? undefined : LiveUnits.parse(made.live) };
};

export const asLive = ({ live }: Made): Live | undefined => (live === undefined ? undefined : liveOf(live));

export async function* inChunks(text: string, bytes = 1 << 16): AsyncGenerator<Buffer> {
    const all = Buffer.from(text);
    for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

/** What the engine writes for values that are not known: these are no tokens. */
const UNKNOWNS = /04da6b54|1c4a061d|3eeb2bf0|6a19a0b0|dd056dcd/;

/** The same text for every run: neither this machine's paths nor this minute. */
export function settled(text: string, tokens: Map<string, string>): string {
    const shift = NOW - Date.now();
    return text
        .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (token) => {
            if (UNKNOWNS.test(token)) return token;
            const known = tokens.get(token) ?? numbered(tokens.size + 1);
            tokens.set(token, known);
            return known;
        })
        .replace(/20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g, (instant) => {
            const day = new Date(Date.parse(instant) + shift).toISOString().slice(0, 10);
            return `${day}T12:00:00Z`;
        })
        .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://gateway.example")
        .replace(/project:\/\/\/(?:\.\.\/)+[^"#]*?node_modules\//g, "project:///node_modules/")
        .replace(/file:\/\/\/[^"\s]*?\/project\//g, "project:///")
        .replace(/\/tmp\/[^"\s\\]*?\/project\//g, "")
        .replaceAll(`${repository}/`, "")
        .replace(/"duration":\s*\d+/, '"duration": 1000000000');
}

/** What the tokens of units become: numbered by their place and name, since in which order a run makes them depends on the machine. */
async function byName(console: Console): Promise<Map<string, string>> {
    const units = new Map((await console.everyUnit()).map((unit) => [unit.token, unit]));
    const pathOf = (token: string | undefined): string => {
        const unit = token === undefined ? undefined : units.get(token);
        return unit === undefined ? "" : `${pathOf(unit.above)}\u0000${unit.name}`;
    };
    const tokens = [...units.keys()].map((token) => ({ token, path: pathOf(token) }));
    tokens.sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1));
    return new Map(tokens.map(({ token }, index) => [token, numbered(index + 1)]));
}

const numbered = (number: number): string => `${String(number).padStart(8, "0")}-0000-4000-8000-000000000000`;

export interface Place {
    readonly sandbox: Sandbox;
    readonly project: PulumiProject;
}

async function made(scenario: Scenario, { sandbox, project }: Place): Promise<Made> {
    const console = await openConsole(sandbox);
    await scenario.console?.(console, sandbox.reseller);
    project.write("index.js", scenario.program);
    const args = [...(scenario.refresh ? ["refresh", "--preview-only"] : ["preview", "--show-sames"]), ...(scenario.args ?? [])];
    const { stdout } = await project.raw(args, { json: true });
    const live = scenario.live ? await readLiveUnits(sandbox) : undefined;
    const tokens = await byName(console);
    const compact = JSON.stringify(JSON.parse(stdout));
    return {
        preview: settled(compact, tokens),
        live: live === undefined ? undefined : LiveUnits.parse(JSON.parse(settled(JSON.stringify(live), tokens))),
    };
}

const readLiveUnits = async (sandbox: Sandbox): Promise<LiveFile> => {
    const { readLive } = await import("../../provider/cli/live-tree.js");
    const live = await readLive(quick(sandbox));
    return { retentionDays: live.retentionDays, units: [...live.units.values()] };
};

/** The embedded gateway needs no protection from us. */
const quick = (sandbox: Sandbox): NodeJS.ProcessEnv => ({
    ...gatewayEnvironment(sandbox),
    CVG_MAX_REQUESTS_PER_SECOND: "1000",
    CVG_MAX_CONCURRENCY: "32",
});

/** Applies what a group starts from, then previews its scenarios. */
export async function makeGroup(
    group: Group,
    sandbox: Sandbox,
    take: (scenario: Scenario, made: Made) => Promise<void> | void,
): Promise<void> {
    const project = await pulumiProject({ name: group.name, files: { "index.js": "" }, env: quick(sandbox) });
    try {
        for (const program of group.applied) {
            project.write("index.js", program);
            const { code, text } = await project.up();
            if (code !== 0) throw new Error(text);
        }
        for (const scenario of group.scenarios) await take(scenario, await made(scenario, { sandbox, project }));
    } finally {
        await project.close();
    }
}

export { startSandbox };
export const hasReport = (name: string): boolean => existsSync(reportFile(name));
