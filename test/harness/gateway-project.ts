/** A Pulumi project against an embedded gateway of its own. */
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "./console.js";
import { gatewayEnvironment } from "./provider-environment.js";
import { type PulumiProject, pulumiProject } from "./pulumi-cli.js";

export interface GatewayProject {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly project: PulumiProject;
    close(): Promise<void>;
}

/** @param program the content of index.js · @param secrets secret configuration */
export async function gatewayProject(program: string, secrets: Readonly<Record<string, string>> = {}): Promise<GatewayProject> {
    const sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const project = await pulumiProject({
        files: { "index.js": program },
        secrets,
        env: gatewayEnvironment(sandbox),
    });
    return {
        sandbox,
        console,
        project,
        close: async () => {
            await project.close();
            await sandbox.close();
        },
    };
}

/** The coded messages in a preview's diagnostics, first lines only, in alphabetical order. */
export const codedLines = (messages: readonly string[]): readonly string[] =>
    messages.flatMap((message) => /CVG\d{3} .*/.exec(message)?.[0] ?? []).sort();
