/** A provider process ends when its engine is gone, and says what it has to say when it is asked to end. */
import { subscribe } from "node:diagnostics_channel";
import { setTimeout as wait } from "node:timers/promises";
import { engineClient } from "./engine-log.js";

/** Of gRPC's connectivity states those in which nobody listens at the engine's address. */
const TRANSIENT_FAILURE = 3;
const SHUTDOWN = 4;

/** The engine waits 5 seconds for a process that it has asked to end. Milliseconds. */
const LAST_WORDS = 1500;

/** What is under way when a run is cancelled has so long to end well. Milliseconds. */
const GRACE = 8000;

export interface Lifetime {
    /** The run is cancelled: nothing new may be sent to the gateway, and what is under way may end. */
    readonly cancel: () => void;
    /** The run is over: nothing may be sent to the gateway any more. */
    readonly stop: () => void;
    /** Says what is left to be said to the engine; settles when it is said. */
    readonly lastWords: () => Promise<void>;
}

/**
 * Watches the engine. When it was killed, this process would otherwise go on with its requests and then live for ever, with credentials.
 * At the end of a run the engine sends SIGINT, and waits until the process has really ended.
 */
export function endWithEngine({ cancel, stop, lastWords }: Lifetime): void {
    const end = (): void => process.exit(0);
    // Without gRPC there is nothing to watch with; the run itself can do without.
    whenEngineIsGone(() => {
        stop();
        end();
    }).catch(() => undefined);
    const finish = (): void => {
        stop();
        void Promise.race([lastWords(), wait(LAST_WORDS)]).finally(end);
    };
    onCancel(() => {
        cancel();
        setTimeout(stop, GRACE).unref();
    });
    process.once("SIGINT", finish);
    // From whoever ends a whole container.
    process.once("SIGTERM", finish);
}

/** A connection may end while the engine lives, for one after half an hour of silence. Gone it is when nobody answers at its address. */
export async function whenEngineIsGone(gone: () => void): Promise<void> {
    const channel = (await engineClient()).getChannel();
    const look = (): void => {
        const state = channel.getConnectivityState(true);
        if (state === TRANSIENT_FAILURE || state === SHUTDOWN) gone();
        else channel.watchConnectivityState(state, Number.POSITIVE_INFINITY, look);
    };
    look();
}

/**
 * After Ctrl-C, or a SIGTERM to the command line, the engine asks its providers to cancel and waits for what they are at, however long that takes. The SDK's
 * process of a dynamic provider answers that call itself and hands it to nobody; Node tells who subscribes of every call that arrives.
 */
function onCancel(cancelled: () => void): void {
    subscribe("http2.server.stream.start", (message) => {
        const headers = isRecord(message) && isRecord(message.headers) ? message.headers : {};
        if (headers[":path"] === CANCEL) cancelled();
    });
}
const CANCEL = "/pulumirpc.ResourceProvider/Cancel";
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
