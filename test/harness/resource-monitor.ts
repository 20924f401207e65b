/** The engine's side of a program's connection: a real gRPC server at which its resources register. */
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
    DeploymentInfo,
    type RegisterResourceRequest,
    RegisterResourceResponse,
    type ResourceInvokeRequest,
    ResourceInvokeResponse,
    ResourceMonitorFeature,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import type { Registered, Registration } from "./engine-steps.js";
import { fromStruct, toStruct, unsealedProperties } from "./properties.js";
import type { ResourceState } from "./stack-state.js";

/** Makes what a program asked for; undefined: the run has ended, and nothing more is made. */
export type Register = (resource: Registration) => Promise<Registered | undefined>;

export interface ResourceMonitor {
    readonly address: string;
    /** Whether a program has said that all its resources are registered. */
    hasEnded(): boolean;
    close(): void;
}

const DYNAMIC = "pulumi-nodejs:dynamic/";
const FEATURES = [
    ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
    ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
    ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
];

const nameIn = (urn: string): string => urn.split("::").at(-1) ?? urn;
const isTyped = (type: string): type is Registration["type"] => type.includes(":");

function registration(request: RegisterResourceRequest, urn: string): Registration {
    const type = request.getType().slice(DYNAMIC.length);
    if (!isTyped(type)) throw new Error(`${urn} is none of ours`);
    const deletedWith = request.getDeletedwith();
    return {
        urn,
        type,
        name: request.getName(),
        inputs: fromStruct(request.getObject()),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        dependencies: request.getDependenciesList().map(nameIn),
        ...(deletedWith === "" ? {} : { deletedWith: nameIn(deletedWith) }),
    };
}

/** What the engine's own provider answers of a stack: outputs as recorded, by URN. */
function recordedOutputs(state: Iterable<ResourceState>): ResourceInvokeResponse {
    const entries = [...state].map(({ urn, type, outputs }) => [urn, { type: `${DYNAMIC}${type}`, outputs: unsealedProperties(outputs) }]);
    return new ResourceInvokeResponse().setReturn(toStruct({ outputs: Object.fromEntries(entries) }));
}

/** @param recorded what the stack has recorded, where programs may ask for it */
export async function startResourceMonitor(register: Register, recorded?: () => Iterable<ResourceState>): Promise<ResourceMonitor> {
    const server = new Server();
    const invoke = (
        { request }: ServerUnaryCall<ResourceInvokeRequest, ResourceInvokeResponse>,
        respond: sendUnaryData<ResourceInvokeResponse>,
    ) =>
        recorded !== undefined && request.getTok() === "pulumi:pulumi:readStackResourceOutputs"
            ? respond(null, recordedOutputs(recorded()))
            : respond({ code: status.UNIMPLEMENTED, details: "not here" });
    let ended = false;
    type Answer = sendUnaryData<RegisterResourceResponse>;
    const registerResource = async ({ request }: ServerUnaryCall<RegisterResourceRequest, RegisterResourceResponse>, respond: Answer) => {
        const urn = `urn:pulumi:test::test::${request.getType()}::${request.getName()}`;
        if (!request.getCustom()) return respond(null, new RegisterResourceResponse().setUrn(urn));
        const made = await register(registration(request, urn));
        // As an engine does that has ended the run: the SDK then ends the program without a word.
        if (made === undefined) return respond({ code: status.UNAVAILABLE, details: "the run has ended" });
        respond(
            null,
            new RegisterResourceResponse()
                .setUrn(urn)
                .setId(made.id ?? "")
                .setObject(toStruct(made.outputs)),
        );
    };
    const nothing = (_: unknown, respond: sendUnaryData<Empty>) => respond(null, new Empty());
    const cannot = (_: unknown, respond: sendUnaryData<never>) => respond({ code: status.UNIMPLEMENTED, details: "not here" });
    server.addService(ResourceMonitorService, {
        getDeploymentInfo: (_: unknown, respond: sendUnaryData<DeploymentInfo>) =>
            respond(null, new DeploymentInfo().setSupportedfeaturesList(FEATURES)),
        registerResource: (call: ServerUnaryCall<RegisterResourceRequest, RegisterResourceResponse>, respond: Answer) =>
            void registerResource(call, respond).catch((error: unknown) => respond({ code: status.INTERNAL, details: String(error) })),
        registerResourceOutputs: nothing,
        signalAndWaitForShutdown: (_: unknown, respond: sendUnaryData<Empty>) => {
            ended = true;
            respond(null, new Empty());
        },
        supportsFeature: cannot,
        invoke,
        call: cannot,
        readResource: cannot,
        registerStackTransform: cannot,
        registerStackInvokeTransform: cannot,
        registerResourceHook: cannot,
        registerErrorHook: cannot,
        registerPackage: cannot,
    });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    return { address: `127.0.0.1:${port}`, hasEnded: () => ended, close: () => server.forceShutdown() };
}
