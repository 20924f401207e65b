/** Where the engine is (`npm run engine` puts it there), and the environment of a run that touches nothing outside its own folder. */
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export const repository = join(__dirname, "../..");

/** Holds pulumi, its Node language host, the host of dynamic providers and a Node that is new enough. */
export const engineFolder = join(repository, ".engine/bin");

export function pulumiPath(): string {
    const pulumi = join(engineFolder, "pulumi");
    if (!existsSync(pulumi)) throw new Error("there is no engine yet: run `npm run engine` first");
    return pulumi;
}

/** Hundreds of processes load the same modules: those that end as they should leave them compiled for the next. */
const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), "pulumi-cvg-compiled") };
const lazySdk = join(__dirname, "lazy-sdk.cjs");

/** For the SDK's own processes: they start in half the time. `lazy-sdk.cjs` says what it is that they do later. */
export const quickNode: NodeJS.ProcessEnv = { ...compiled, NODE_OPTIONS: `--require=${lazySdk}` };

/** Variables of the developer's own that would steer a run. */
const foreign = /^(?:PULUMI_|CVG_|NODE_OPTIONS$|NODE_V8_COVERAGE$|JEST_)/;

/** @param home a folder of the run's own; its `state` must exist. */
export function selfContained(home: string): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
    return {
        ...Object.fromEntries(inherited),
        PATH: [engineFolder, process.env.PATH ?? ""].join(delimiter),
        PULUMI_HOME: join(home, "pulumi"),
        PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        NO_COLOR: "1",
    };
}
