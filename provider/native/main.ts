#!/usr/bin/env node
/** `pulumi-resource-cvg`: the plugin that the engine starts for programs in every language. */
import "../package/needs-node.js";

import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { whenEngineIsGone } from "../engine/lifetime.js";
import { grpc } from "./sdk.js";
import { service } from "./service.js";

/** As the engine's own. Bytes. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

const server = new grpc.Server({ "grpc.max_receive_message_length": LARGEST_MESSAGE, "grpc.max_send_message_length": LARGEST_MESSAGE });
server.addService(ResourceProviderService, service);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
        console.error(`pulumi-resource-cvg cannot listen on this machine: ${error.message}`);
        process.exit(1);
    }
    // The engine reads the port from the first line.
    console.log(String(port));
});
// One that was only asked for its schema has an end, too.
whenEngineIsGone(() => process.exit(0)).catch(() => undefined);
