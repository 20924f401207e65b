#!/usr/bin/env node
/** `pulumi-resource-cvg`: the plugin that the engine starts for programs in every language. */
import "../package/needs-node.js";

import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { whenEngineIsGone } from "../engine/lifetime.js";
import { grpc, MESSAGES } from "./sdk.js";
import { service } from "./service.js";

const server = new grpc.Server(MESSAGES);
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
