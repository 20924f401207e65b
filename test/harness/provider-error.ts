/** An error that a provider answered, with what it says about a resource that was half made. */
import { Metadata, type ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { fromStruct, type Properties } from "./properties.js";

/** The resource exists, and is not as it should be. */
export interface HalfMade {
    readonly id: string;
    readonly properties: Properties;
    readonly reasons: readonly string[];
}

export class ProviderError extends Error {
    override readonly name = "ProviderError";

    constructor(
        message: string,
        readonly halfMade: HalfMade | undefined,
        /** The gRPC status: 14 when the process is gone. */
        readonly code: number,
    ) {
        super(message);
    }
}

/** Source: the SDK packs the details into `grpc-status-details-bin`, as Go's gRPC does. */
function halfMade(metadata: Metadata): HalfMade | undefined {
    const [packed] = metadata.get("grpc-status-details-bin");
    if (!Buffer.isBuffer(packed)) return undefined;
    for (const detail of Status.deserializeBinary(packed).getDetailsList()) {
        const failed = detail.unpack(ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
        if (failed) return { id: failed.getId(), properties: fromStruct(failed.getProperties()), reasons: failed.getReasonsList() };
    }
    return undefined;
}

export const providerError = (error: ServiceError): ProviderError =>
    new ProviderError(
        error.details || error.message,
        error.metadata instanceof Metadata ? halfMade(error.metadata) : undefined,
        error.code,
    );
