/** Messages to the engine. @pulumi/pulumi's gRPC modules are loaded at the first message, because loading them takes longer than most requests. */
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Log } from "../definition/resource-definition.js";
import { concealed } from "./marked-secrets.js";

type Severity = "debug" | "info" | "warning" | "error";

/** Where this process reaches its engine. Source: the SDK starts a provider with the engine's address as its last argument. */
export const engineAddress = (): string => process.argv.at(-1) ?? "";

/** gRPC as the SDK has it: two copies of it do not understand each other's objects. */
function grpc(): Promise<typeof import("@grpc/grpc-js")> {
    const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
    return import(pathToFileURL(fromSdk.resolve("@grpc/grpc-js")).href);
}

async function client() {
    const [{ EngineClient }, { credentials }] = await Promise.all([import("@pulumi/pulumi/proto/engine_grpc_pb.js"), grpc()]);
    // The engine is on this machine: a proxy for the way out, as many companies set it, leads past it.
    return new EngineClient(engineAddress(), credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
}

let connected: ReturnType<typeof client> | undefined;
/** The one connection to the engine. */
export const engineClient = (): ReturnType<typeof client> => (connected ??= client());

/** What messages are made of. Looked for once: a run of a thousand units has a message of each. */
async function parts() {
    // Generated code: Node does not see what it exports, except through its default.
    const [{ Metadata }, { default: made }] = await Promise.all([grpc(), import("@pulumi/pulumi/proto/engine_pb.js")]);
    return { Metadata, LogRequest: made.LogRequest, LogSeverity: made.LogSeverity };
}
let found: ReturnType<typeof parts> | undefined;

/** The URN of the resource that is worked for, where the shell knows it: what is said meanwhile is shown there, and not on the stack. */
export const workedFor = new AsyncLocalStorage<string>();

/** Stands for a resource about which nothing is to be said. */
const NOBODY = "nobody";

/** Does something of which nobody hears. */
export const unheard = <T>(work: () => Promise<T>): Promise<T> => workedFor.run(NOBODY, work);

/** Milliseconds after which a message is given up. */
const PATIENCE = 5000;

/** Sends one message; settles when the engine has it or is gone. */
async function tell(severity: Severity, message: string, urn: string): Promise<void> {
    found ??= parts();
    const [engine, { Metadata, LogRequest, LogSeverity }] = await Promise.all([engineClient(), found]);
    const request = new LogRequest();
    request.setSeverity(
        { debug: LogSeverity.DEBUG, info: LogSeverity.INFO, warning: LogSeverity.WARNING, error: LogSeverity.ERROR }[severity],
    );
    request.setMessage(concealed.hide(message));
    request.setUrn(urn);
    await new Promise<void>((resolve) => engine.log(request, new Metadata(), { deadline: Date.now() + PATIENCE }, () => resolve()));
}

export interface EngineLog extends Pick<Log, "info" | "warn"> {
    /** Shown with `--debug` only. Nobody waits for it where there is much of it. */
    debug(message: string): void;
    /** Fails the run. */
    error(message: string): void;
    /** Settles when the engine has what was said so far, or is gone: all but details and information of which there is much. */
    said(): Promise<void>;
    /** The same of everything. */
    allSaid(): Promise<void>;
}

/**
 * So many pieces of information are sent one by one. Of more, as where a thousand units are deleted, those of a moment go together, and nobody waits for
 * them: a message takes longer than most of what it is about.
 */
const ONE_BY_ONE = 10;
/** So many details are: those of a small run are told before the step that they are about has ended. */
const DETAILS_ONE_BY_ONE = 200;
/** How long information and details wait for more of their kind. Milliseconds. */
const MOMENT = 100;
/** So many go together at most. */
const TOGETHER = 200;

/** What goes to the engine as one message, a line each. Of warnings and errors each is one: the engine writes in front of a message what it is. */
interface Batch {
    readonly severity: Severity;
    readonly urn: string;
    readonly messages: string[];
    readonly full: () => void;
}

/** A log whose messages are shown in their order; on the stack where nobody knows which resource is worked for: a dynamic provider is not told. */
export function engineLog(): EngineLog {
    let all = Promise.resolve();
    let said = all;
    let [pieces, details] = [0, 0];
    /** The last, while more may join it. */
    let open: Batch | undefined;

    /** Milliseconds for which a message waits for others. */
    function patienceFor(severity: Severity, urn: string): number {
        if (severity === "debug") {
            details += 1;
            return details > DETAILS_ONE_BY_ONE ? MOMENT : 0;
        }
        if (severity !== "info" || urn !== "") return 0;
        pieces += 1;
        return pieces > ONE_BY_ONE ? MOMENT : 0;
    }
    function begin(severity: Severity, message: string, urn: string, patience: number): void {
        open?.full();
        open = undefined;
        const messages = [message];
        const complete =
            patience === 0
                ? Promise.resolve()
                : new Promise<void>((resolve) => {
                      const batch = { severity, urn, messages, full: resolve };
                      open = batch;
                      setTimeout(resolve, patience).unref();
                  });
        // A message that cannot be sent must not break a run.
        all = all
            .then(() => complete)
            .then(() => {
                if (open?.messages === messages) open = undefined;
                return tell(severity, messages.join("\n"), urn);
            })
            .catch(() => undefined);
    }
    const say = (severity: Severity, message: string): void => {
        const urn = workedFor.getStore() ?? "";
        if (urn === NOBODY) return;
        const patience = patienceFor(severity, urn);
        if (patience > 0 && open?.severity === severity && open.urn === urn && open.messages.length < TOGETHER) open.messages.push(message);
        else begin(severity, message, urn, patience);
        if (patience === 0) said = all;
    };
    return {
        debug: (message) => say("debug", message),
        info: (message) => say("info", message),
        warn: (message) => say("warning", message),
        error: (message) => say("error", message),
        said: () => said,
        allSaid: () => {
            open?.full();
            return all;
        },
    };
}
