/** gRPC and protobuf as the SDK has them: two copies of either do not understand each other's objects. */
import { createRequire } from "node:module";
import type * as grpcOfSdk from "@grpc/grpc-js";
import type * as anyOfSdk from "google-protobuf/google/protobuf/any_pb.js";
import type * as emptyOfSdk from "google-protobuf/google/protobuf/empty_pb.js";
import type * as structOfSdk from "google-protobuf/google/protobuf/struct_pb.js";

const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));

export const grpc: typeof grpcOfSdk = fromSdk("@grpc/grpc-js");
export const { Struct }: typeof structOfSdk = fromSdk("google-protobuf/google/protobuf/struct_pb.js");
export const { Empty }: typeof emptyOfSdk = fromSdk("google-protobuf/google/protobuf/empty_pb.js");
export const { Any }: typeof anyOfSdk = fromSdk("google-protobuf/google/protobuf/any_pb.js");

/** As the engine's own. Bytes. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;
export const MESSAGES = { "grpc.max_receive_message_length": LARGEST_MESSAGE, "grpc.max_send_message_length": LARGEST_MESSAGE };
