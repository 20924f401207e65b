/** Properties as they travel between an engine and a provider: plain JavaScript here, protobuf structs on the wire. */
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";

export type Properties = Readonly<Record<string, unknown>>;

/** What stands for a value that is not known yet, whatever its type. Source: the SDK's `runtime/rpc`. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A value in the envelope that marks it as secret. */
export const sealed = (value: unknown): Properties => ({ [SIGNATURE]: SECRET, value });

/** A resource as the SDKs pass it to a plugin. Source: the SDK's `runtime/rpc`. */
export const asReference = (urn: string, id: unknown): Properties => ({ [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn, id });

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value);

export const isSealed = (value: unknown): value is { readonly value: unknown } => isRecord(value) && value[SIGNATURE] === SECRET;

/** The value without its secret envelopes, and without what is undefined: what a provider is sent. */
export function unsealed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(unsealed);
    if (isSealed(value)) return unsealed(value.value);
    return isRecord(value) ? unsealedProperties(value) : value;
}

export const unsealedProperties = (properties: Properties): Properties =>
    Object.fromEntries(
        Object.entries(properties)
            .filter(([, value]) => value !== undefined)
            .map(([key, value]) => [key, unsealed(value)]),
    );

function defined(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => defined(each ?? null));
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(entries.map(([key, each]) => [key, defined(each)]));
}

/** Envelopes and unknowns pass as they are; what is undefined is left out, as the SDK leaves it out. */
export const toStruct = (properties: Properties): Struct =>
    Struct.fromJavaScript(defined(properties) as Parameters<typeof Struct.fromJavaScript>[0]);

export const fromStruct = (struct: Struct | undefined): Properties => (struct?.toJavaScript() ?? {}) as Properties;
