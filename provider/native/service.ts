/** The plugin's side of the engine's protocol. Source: Pulumi, proto/pulumi/provider.proto. What is not here answers "unimplemented", as the protocol wants. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import {
    type CheckRequest,
    CheckResponse,
    type ConfigureRequest,
    ConfigureResponse,
    type DiffRequest,
    DiffResponse,
    GetSchemaResponse,
    ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import { configure } from "../engine/session.js";
import { VERSION } from "../package/version.js";
import { fromStruct, streamed, unary } from "./answers.js";
import { configurationIn } from "./configuration.js";
import { differences } from "./detailed-diff.js";
import { invoke } from "./functions.js";
import { unitsOf } from "./list.js";
import { check, create, diff, read, remove, update } from "./operations.js";
import { rememberProvider } from "./own-provider.js";
import { Empty } from "./sdk.js";
import { construct } from "./tenant/construct.js";

/** Written by `npm run docs` from the shapes of the resources. */
const SCHEMA = join(__dirname, "../../docs/pulumi.schema.json");

const empty = async (): Promise<InstanceType<typeof Empty>> => new Empty();

/** Whatever changes, no unit is made anew for it: one that belongs to another reseller than the configured one is refused where it is met (CVG302). */
async function diffConfig(request: DiffRequest): Promise<DiffResponse> {
    const changed = differences(fromStruct(request.getOldInputs()), fromStruct(request.getNews()));
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
    const names = [...new Set(changed.map(({ input }) => input))];
    return new DiffResponse().setChanges(names.length === 0 ? DIFF_NONE : DIFF_SOME).setDiffsList(names);
}

async function configureProvider(request: ConfigureRequest): Promise<ConfigureResponse> {
    rememberProvider(request);
    configure(configurationIn(request));
    return new ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true).setSupportspreview(true);
}

export const service: UntypedServiceImplementation = {
    handshake: unary(async () => new ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptResources(true)),
    getPluginInfo: unary(async () => new PluginInfo().setVersion(VERSION)),
    getSchema: unary(async () => new GetSchemaResponse().setSchema(readFileSync(SCHEMA, "utf8"))),
    checkConfig: unary(async (request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: unary(diffConfig),
    configure: unary(configureProvider),
    check: unary(check),
    diff: unary(diff),
    create: unary(create),
    read: unary(read),
    update: unary(update),
    delete: unary(remove),
    list: streamed(unitsOf),
    invoke: unary(invoke),
    construct: unary(construct),
    // What is on its way to the gateway is waited for: a request that is broken off may have been carried out, and nobody would know.
    cancel: unary(empty),
    attach: unary(empty),
};
