/**
 * The log that `CVG_LOG` asks for: lines of JSON in a file. Not on standard error, where the engine would show each line as a message of the run.
 */
import { randomBytes } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import { resolve } from "node:path";
import { foreignCode } from "../errors/index.js";
import type { Configuration } from "./configuration.js";
import type { Happening, Watch } from "./transport/watch.js";

export interface RunLog extends Watch {
    /** Where it is written. */
    readonly file: string;
    /** Why it cannot be. A log that cannot be written keeps nobody from working. */
    readonly problem: string | undefined;
    /** The id of an operation that begins. */
    nextOperation(): string;
}

const DEFAULT_FILE = "pulumi-cvg.log";

interface Who {
    /** Which of our processes writes: both append to one file. */
    readonly process: "provider" | "program";
    /** Takes what must not be shown out of a line. */
    readonly hide: (line: string) => string;
}

/** Undefined where none is asked for. Nothing is loaded then. */
export function openLog({ log, logFile }: Configuration, { process: who, hide }: Who): RunLog | undefined {
    if (log === undefined) return undefined;
    const file = resolve(logFile ?? DEFAULT_FILE);
    const problem = problemOf(file);
    let operations = 0;
    const nextOperation = (): string => {
        operations += 1;
        return `o${operations}`;
    };
    if (problem !== undefined) return { level: log, file, problem, nextOperation, tell: () => undefined };
    const logger = import("pino").then(({ pino }) =>
        pino(
            {
                level: log,
                base: { process: who, pid: process.pid, run: randomBytes(4).toString("hex") },
                timestamp: pino.stdTimeFunctions.isoTime,
                formatters: { level: (level) => ({ level }) },
                hooks: { streamWrite: hide },
            },
            // At once: a process that is killed has written what it did.
            pino.destination({ dest: file, append: true, sync: true }),
        ),
    );
    logger.catch(() => undefined);
    const tell = ({ level, ...details }: Happening): void => void logger.then((lines) => lines[level](details)).catch(() => undefined);
    return { level: log, file, problem, nextOperation, tell };
}

/** Made for its owner alone: it tells which units there are. */
function problemOf(file: string): string | undefined {
    try {
        closeSync(openSync(file, "a", 0o600));
        return undefined;
    } catch (error) {
        return foreignCode(error) ?? "it cannot be opened";
    }
}
