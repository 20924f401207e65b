/** The one gateway client of a provider process, shared by all handler modules in it. */

import { Phase } from "../definition/phase/phase.js";
import { CATALOGUE, counted, printed } from "../errors/index.js";
import { connect, type Gateway, openLog, parseConfiguration, type RunLog } from "../gateway/index.js";
import { type CountedLog, countedLog } from "./counted-log.js";
import { engineLog } from "./engine-log.js";
import { endWithEngine } from "./lifetime.js";
import { concealed } from "./marked-secrets.js";

export interface Session {
    readonly gateway: Gateway;
    readonly log: CountedLog;
    readonly phase: Phase;
    /** Undefined where no log is asked for. */
    readonly runLog: RunLog | undefined;
}

let session: Promise<Session> | undefined;

async function open(get: (key: string) => string | undefined): Promise<Session> {
    const [ending, ended] = [new AbortController(), new AbortController()];
    const log = countedLog(engineLog());
    let opened: Gateway | undefined;
    let runLog: RunLog | undefined;
    // Before anything can fail: a process whose configuration is wrong must end with its engine too.
    endWithEngine({
        cancel: () => ending.abort(),
        stop: () => ended.abort(),
        lastWords: () => {
            log.sayRest();
            const line = opened === undefined ? undefined : summary(opened, runLog);
            if (line !== undefined) log.info(line);
            return log.allSaid();
        },
    });
    const configuration = parseConfiguration(get, process.env);
    runLog = openLog(configuration, { process: "provider", hide: (line) => concealed.hide(line) });
    if (runLog?.problem !== undefined) log.warn(unwritable(runLog.file, runLog.problem));
    const gateway = connect(configuration, { signal: ended.signal, ending: ending.signal, watch: runLog });
    opened = gateway;
    return { gateway, log, phase: new Phase(configuration), runLog };
}

/** Called by the engine once for each handler module. Synchronous, because requests may follow before it is through; problems show where they are awaited. */
export function configure(get: (key: string) => string | undefined): void {
    session ??= open(get);
    session.catch(() => undefined);
}

/** The session of this process. Rejects with CVG401 where the configuration has problems. */
export function current(): Promise<Session> {
    return session ?? Promise.reject(new Error("The engine has not configured this provider."));
}

/** Settles when the engine has every message so far. Awaited before an answer, so that what is said about a step is there when the step ends. */
export const said = (): Promise<void> =>
    current().then(
        ({ log }) => log.said(),
        () => undefined,
    );

const unwritable = (file: string, problem: string): string => printed(CATALOGUE.CVG402.says.unwritable({ file, problem }));

/** One line about what this process asked of the gateway; none where it asked nothing. */
function summary(gateway: Gateway, runLog: RunLog | undefined): string | undefined {
    const kinds = [...gateway.requests()];
    const count = (of: (kind: string) => boolean): number => kinds.reduce((sum, [kind, times]) => (of(kind) ? sum + times : sum), 0);
    const reads = count((kind) => kind.startsWith("GET "));
    const writes = count((kind) => !kind.startsWith("GET ") && kind !== "POST token");
    if (reads + writes === 0) return undefined;
    const { repeats, paused } = gateway.effort();
    const repeated = repeats === 0 ? "" : `, ${counted(repeats, "repeat")} among them`;
    const held = paused === 0 ? "" : `; the gateway held all back for ${(paused / 1000).toFixed(1)} s`;
    const logged = runLog === undefined || runLog.problem !== undefined ? "" : `; log: ${runLog.file}`;
    return `cvg: ${counted(reads, "read")} and ${counted(writes, "write")} at ${gateway.endpoint}${repeated}${held}${logged}`;
}
