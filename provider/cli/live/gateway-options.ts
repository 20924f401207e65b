/** How commands that read the live gateway find it: a stack's configuration, else the environment. */
import { execFile } from "node:child_process";
import type { Command } from "commander";
import { z } from "zod";
import { CATALOGUE, CvgError, foreignCode } from "../../errors/index.js";
import { type Configuration, connect, type Gateway, parseConfiguration } from "../../gateway/index.js";
import { mustBeFolder } from "../named-files.js";

export interface GatewayOptions {
    /** Stacks: the first one's configuration is used, the states of all are looked at. */
    readonly stack?: readonly string[];
    readonly cwd?: string;
}

/** For an option that may be given again: its values in their order. */
export const collected = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** The options that all of these commands take. */
export function withGatewayOptions(command: Command): Command {
    return command
        .option(
            "--stack <name>",
            "a Pulumi stack: its configuration is used (may be given again: further stacks that declare units)",
            collected,
        )
        .option("--cwd <folder>", "with --stack: the folder of the Pulumi program (default: this one)")
        .hook("preAction", (_command, typed) => {
            const { stack, cwd } = typed.opts<GatewayOptions>();
            if (cwd !== undefined && stack === undefined) throw CvgError.of(CATALOGUE.CVG602.says.folderOfNoStack());
        });
}

const StackConfig = z.record(z.string(), z.looseObject({ value: z.string().optional() }));

/** Output of a Pulumi command. What it prints may hold secrets: it is never shown. */
export async function pulumi(args: readonly string[], cwd: string | undefined): Promise<string> {
    // Node says of a folder that is not there what it says of a command that is not there.
    if (cwd !== undefined) await mustBeFolder({ option: "--cwd", path: cwd });
    return await new Promise((resolve, reject) => {
        const options = { maxBuffer: 1 << 30, ...(cwd === undefined ? {} : { cwd }) };
        execFile("pulumi", [...args, "--non-interactive"], options, (error, stdout, stderr) => {
            if (error === null) return resolve(stdout);
            const command = `pulumi ${args.slice(0, 2).join(" ")}`;
            if (isNotThere(error)) return reject(CvgError.of(CATALOGUE.CVG603.says.notFound({ what: command }), { cause: error }));
            reject(CvgError.of(CATALOGUE.CVG603.says.failed({ command, problem: firstLine(stderr) }), { cause: error }));
        });
    });
}

/** Whether a command could not be started because there is none of its name. */
export const isNotThere = (error: unknown): boolean => foreignCode(error) === "ENOENT";

const firstLine = (text: string): string =>
    text
        .split("\n")
        .find((line) => line.trim() !== "")
        ?.trim() ?? "it failed and said nothing.";

/** A stack's configuration. */
export interface StackConfiguration {
    /** By key without namespace. */
    get(key: string): string | undefined;
    /** Everything of ours: `cvg:endpoint` and so on. */
    readonly all: Readonly<Record<string, string>>;
}

export async function configurationOf(stack: string | undefined, cwd: string | undefined): Promise<StackConfiguration> {
    if (stack === undefined) return { get: () => undefined, all: {} };
    const text = await pulumi(["config", "--json", "--show-secrets", "--stack", stack], cwd);
    const config = StackConfig.parse(JSON.parse(text));
    const ours = Object.entries(config).flatMap(([key, { value }]) =>
        key.startsWith("cvg:") && value !== undefined ? [[key, value]] : [],
    );
    return { get: (key) => config[`cvg:${key}`]?.value, all: Object.fromEntries(ours) };
}

/** Who has configured a stack and names none must hear that it was not looked at. @throws CvgError CVG401 where the configuration does not do, CVG603 where Pulumi does not */
export async function configured({ stack, cwd }: GatewayOptions): Promise<Configuration> {
    const { get } = await configurationOf(stack?.[0], cwd);
    try {
        return parseConfiguration(get, process.env);
    } catch (error) {
        if (stack !== undefined || !(error instanceof CvgError)) throw error;
        throw CvgError.of(CATALOGUE.CVG401.says.noStack({ said: error.what }), { cause: error });
    }
}

/** Does something with the gateway, and closes it. @throws CvgError as `configured` does */
export async function withGateway<T>(options: GatewayOptions, use: (gateway: Gateway) => Promise<T>): Promise<T> {
    const gateway = connect(await configured(options));
    try {
        return await use(gateway);
    } finally {
        await gateway.close();
    }
}
