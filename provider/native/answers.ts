/** How answers and errors leave the plugin. */
import type { ServerUnaryCall, ServerWritableStream, StatusObject, sendUnaryData } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import type { Struct as AnyStruct } from "google-protobuf/google/protobuf/struct_pb.js";
import * as z from "zod";
import { isObject } from "../definition/draft.js";
import { workedFor } from "../engine/engine-log.js";
import { asCvgError, shown } from "../engine/errors-to-engine.js";
import type { Wire } from "../engine/protocol.js";
import { CATALOGUE, CvgError } from "../errors/index.js";
import { Any, grpc, Struct } from "./sdk.js";

const Properties = z.record(z.string(), z.unknown());

export const fromStruct = (struct: AnyStruct | undefined): Wire => struct?.toJavaScript() ?? {};

type Sendable = Parameters<typeof Struct.fromJavaScript>[0];

function isJson(value: unknown): value is Sendable[string] {
    if (value === null || typeof value === "string" || typeof value === "boolean") return true;
    if (typeof value === "number") return Number.isFinite(value);
    if (Array.isArray(value)) return value.every(isJson);
    return isObject(value) && Object.values(value).every(isJson);
}
const areJson = (properties: Wire): properties is Sendable => Object.values(properties).every(isJson);

/** A shape of zod for the same takes as long as all else that is done to send them: every answer comes through here. */
export function toStruct(properties: Wire): AnyStruct {
    if (areJson(properties)) return Struct.fromJavaScript(properties);
    const names = Object.entries(properties).flatMap(([name, value]) => (isJson(value) ? [] : [name]));
    throw CvgError.of(CATALOGUE.CVG599.says.unsendable({ path: names.join(", "), kind: "no JSON" }));
}

/** A resource that exists, but is not as it should be. Source: `initFailed` of errors-to-engine.ts. */
const HalfMade = z.object({ id: z.string(), properties: Properties, reasons: z.array(z.string()), message: z.string() });

/** As Go's gRPC packs details of an error. */
function statusOf(thrown: unknown): Partial<StatusObject> {
    const half = HalfMade.safeParse(thrown);
    if (!half.success) {
        const { message } = thrown instanceof Error ? thrown : shown(asCvgError(thrown));
        return { code: grpc.status.UNKNOWN, details: message };
    }
    const { id, properties, reasons, message } = half.data;
    const failed = new ErrorResourceInitFailed();
    failed.setId(id);
    failed.setProperties(toStruct(properties));
    failed.setReasonsList(reasons);
    const detail = new Any();
    detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(message);
    status.addDetails(detail);
    const metadata = new grpc.Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    return { code: grpc.status.UNKNOWN, details: message, metadata };
}

/** Answers one request. What is said meanwhile about a resource is shown on it. */
export function unary<Request extends object, Response>(answer: (request: Request) => Promise<Response>) {
    return ({ request }: ServerUnaryCall<Request, Response>, respond: sendUnaryData<Response>): void => {
        const urn = "getUrn" in request && typeof request.getUrn === "function" ? String(request.getUrn()) : "";
        workedFor
            .run(urn, () => answer(request))
            .then(
                (response) => respond(null, response),
                (thrown: unknown) => respond(statusOf(thrown)),
            );
    };
}

/** Answers one request with any number of messages. */
export function streamed<Request, Response>(answers: (request: Request) => AsyncIterable<Response>) {
    return async (call: ServerWritableStream<Request, Response>): Promise<void> => {
        try {
            for await (const answer of answers(call.request)) call.write(answer);
            call.end();
        } catch (thrown) {
            call.emit("error", statusOf(thrown));
        }
    };
}
