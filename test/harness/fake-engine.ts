/** The engine's side of a provider's connection: a real gRPC server that collects what the provider logs. */
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
    GetRootResourceResponse,
    type LogRequest,
    LogSeverity,
    RequirePulumiVersionResponse,
    SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { apart } from "../../provider/review/preview/diagnostics.js";

export interface Message {
    readonly severity: "debug" | "info" | "warning" | "error";
    readonly text: string;
    /** Empty: shown on the stack. */
    readonly urn: string;
}

export interface FakeEngine {
    readonly address: string;
    readonly messages: readonly Message[];
    /** How many requests they came in. */
    requests(): number;
    /** Ends hard, as a killed engine does: connections break, nobody is told. */
    kill(): void;
    /** Ends the connections, and goes on listening for new ones. */
    dropConnections(): void;
}

const severities = new Map<LogSeverity, Message["severity"]>([
    [LogSeverity.DEBUG, "debug"],
    [LogSeverity.INFO, "info"],
    [LogSeverity.WARNING, "warning"],
    [LogSeverity.ERROR, "error"],
]);

export async function startFakeEngine(): Promise<FakeEngine> {
    const messages: Message[] = [];
    let requests = 0;
    const server = new Server();
    server.addService(EngineService, {
        log: ({ request }: ServerUnaryCall<LogRequest, Empty>, respond: sendUnaryData<Empty>) => {
            requests += 1;
            const [severity, urn] = [severities.get(request.getSeverity()) ?? "info", request.getUrn()];
            // Information of one moment comes together, a line or more each.
            for (const text of apart(request.getMessage())) messages.push({ severity, text, urn });
            respond(null, new Empty());
        },
        getRootResource: (_: unknown, respond: sendUnaryData<GetRootResourceResponse>) => respond(null, new GetRootResourceResponse()),
        setRootResource: (_: unknown, respond: sendUnaryData<SetRootResourceResponse>) => respond(null, new SetRootResourceResponse()),
        startDebugging: (_: unknown, respond: sendUnaryData<Empty>) => respond(null, new Empty()),
        requirePulumiVersion: (_: unknown, respond: sendUnaryData<RequirePulumiVersionResponse>) =>
            respond(null, new RequirePulumiVersionResponse()),
    });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    const address = `127.0.0.1:${port}`;
    return {
        address,
        messages,
        requests: () => requests,
        kill: () => server.forceShutdown(),
        dropConnections: () => server.drain(address, 0),
    };
}
