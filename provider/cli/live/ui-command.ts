/** `cvg ui`: the overview of all tenants as a page on this machine. */
import { Command, Option } from "commander";
import { CATALOGUE, CvgError, foreignCode } from "../../errors/index.js";
import type { Shown } from "../../overview/page.js";
import { port } from "../tcp-port.js";
import { found, type InventoryOptions, withInventoryOptions } from "./inventory-options.js";

interface Options extends InventoryOptions {
    readonly port?: number;
    readonly every: number;
}

export function uiCommand(): Command {
    return withInventoryOptions(new Command("ui"), [])
        .description("Show all tenants as a page on this machine, until Ctrl-C. It reads, and never writes.")
        .option("--port <number>", "TCP port; 0: one that is free, which is printed (default: 0)", port)
        .addOption(
            new Option("--every <minutes>", "how old what is shown may be before the gateway is read again").default(5).argParser(minutes),
        )
        .addHelpText(
            "after",
            "\nExamples:\n  $ cvg ui\n  $ cvg ui --stack prod --stack staging --port 8080    with who declares each unit, and at which line\n",
        )
        .action(run);
}

function minutes(text: string): number {
    if (/^\d{1,4}$/.test(text)) return Number(text);
    throw CvgError.of(CATALOGUE.CVG602.says.minutes({ text }));
}

/** A reading is good for a while: a thousand units take most of a minute. Whoever asks while one is under way gets that one. */
function kept(read: () => Promise<Shown>, milliseconds: number): () => Promise<Shown> {
    let last: { readonly at: number; readonly reading: Promise<Shown> } | undefined;
    return async () => {
        if (last === undefined || Date.now() - last.at > milliseconds) last = { at: Date.now(), reading: read() };
        try {
            return await last.reading;
        } catch (error) {
            last = undefined;
            throw error;
        }
    };
}

/** What the system says, in words. */
const WHY: Readonly<Record<string, string>> = { EADDRINUSE: "the port is in use", EACCES: "this user may not use the port" };

async function run(options: Options): Promise<void> {
    const { serveOverview } = await import("../../overview/server.js");
    const reading = kept(async () => ({ ...(await found(options)), stacks: options.stack ?? [] }), options.every * 60_000);
    await reading();
    const overview = await serveOverview(reading, options.port).catch((cause: unknown) => {
        const code = foreignCode(cause) ?? "unknown reason";
        throw CvgError.of(CATALOGUE.CVG606.says.port({ port: String(options.port ?? 0), reason: WHY[code] ?? code }), { cause });
    });
    process.stdout.write(`The tenants are at ${overview.url}\nCtrl-C ends it.\n`);
    await new Promise<void>((resolve) => {
        process.once("SIGTERM", () => resolve());
        process.once("SIGINT", () => resolve());
    });
    await overview.close();
    process.exit();
}
