/** Asks a provider what the engine would ask. Properties go in and come out raw: envelopes and unknowns as they are, `__provider` included. */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
    CheckRequest,
    type CheckResponse,
    ConfigureRequest,
    type ConfigureResponse,
    CreateRequest,
    type CreateResponse,
    DeleteRequest,
    DiffRequest,
    DiffResponse,
    ReadRequest,
    type ReadResponse,
    UpdateRequest,
    type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { fromStruct, type Properties, toStruct } from "./properties.js";
import { providerError } from "./provider-error.js";

export interface Checked {
    readonly inputs: Properties;
    readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

export interface Diff {
    /** `unknown`: the provider leaves the comparison of inputs to the engine. */
    readonly changes: "unknown" | "none" | "some";
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
}

export interface Created {
    readonly id: string;
    readonly properties: Properties;
}

/** Without `id` the resource is gone. Without `inputs` the engine keeps the old ones. */
export interface Found {
    readonly id: string | undefined;
    readonly properties: Properties;
    readonly inputs: Properties | undefined;
}

export interface ProviderClient {
    configure(config: Readonly<Record<string, string>>): Promise<void>;
    check(urn: string, olds: Properties, news: Properties): Promise<Checked>;
    diff(id: string, urn: string, olds: Properties, news: Properties, oldInputs?: Properties): Promise<Diff>;
    create(urn: string, inputs: Properties): Promise<Created>;
    read(id: string, urn: string, properties: Properties, inputs?: Properties): Promise<Found>;
    update(id: string, urn: string, olds: Properties, news: Properties, oldInputs?: Properties): Promise<Properties>;
    delete(id: string, urn: string, properties: Properties): Promise<void>;
    /** As after Ctrl-C. */
    cancel(): Promise<void>;
}

type Respond<Response> = (error: ServiceError | null, response: Response) => void;

const answer = <Response>(call: (respond: Respond<Response>) => unknown): Promise<Response> =>
    new Promise((resolve, reject) => {
        call((error, response) => (error ? reject(providerError(error)) : resolve(response)));
    });

const changes = (answered: DiffResponse.DiffChanges): Diff["changes"] => {
    if (answered === DiffResponse.DiffChanges.DIFF_NONE) return "none";
    return answered === DiffResponse.DiffChanges.DIFF_SOME ? "some" : "unknown";
};

export function connectProvider(address: string): ProviderClient & { hangUp(): void } {
    const client = new ResourceProviderClient(address, credentials.createInsecure());
    return {
        async configure(config) {
            const request = new ConfigureRequest().setArgs(toStruct(config)).setAcceptsecrets(true);
            await answer<ConfigureResponse>((respond) => client.configure(request, respond));
        },
        async check(urn, olds, news) {
            const request = new CheckRequest().setUrn(urn).setOlds(toStruct(olds)).setNews(toStruct(news));
            const response = await answer<CheckResponse>((respond) => client.check(request, respond));
            const failures = response.getFailuresList().map((each) => ({ property: each.getProperty(), reason: each.getReason() }));
            return { inputs: fromStruct(response.getInputs()), failures };
        },
        async diff(id, urn, olds, news, oldInputs = {}) {
            const request = new DiffRequest().setId(id).setUrn(urn).setOlds(toStruct(olds)).setNews(toStruct(news));
            request.setOldInputs(toStruct(oldInputs));
            const response = await answer<DiffResponse>((respond) => client.diff(request, respond));
            return {
                changes: changes(response.getChanges()),
                replaces: response.getReplacesList(),
                deleteBeforeReplace: response.getDeletebeforereplace(),
            };
        },
        async create(urn, inputs) {
            const request = new CreateRequest().setUrn(urn).setProperties(toStruct(inputs));
            const response = await answer<CreateResponse>((respond) => client.create(request, respond));
            return { id: response.getId(), properties: fromStruct(response.getProperties()) };
        },
        async read(id, urn, properties, inputs = {}) {
            const request = new ReadRequest().setId(id).setUrn(urn).setProperties(toStruct(properties)).setInputs(toStruct(inputs));
            const response = await answer<ReadResponse>((respond) => client.read(request, respond));
            return {
                id: response.getId() || undefined,
                properties: fromStruct(response.getProperties()),
                inputs: response.hasInputs() ? fromStruct(response.getInputs()) : undefined,
            };
        },
        async update(id, urn, olds, news, oldInputs = {}) {
            const request = new UpdateRequest().setId(id).setUrn(urn).setOlds(toStruct(olds)).setNews(toStruct(news));
            request.setOldInputs(toStruct(oldInputs));
            const response = await answer<UpdateResponse>((respond) => client.update(request, respond));
            return fromStruct(response.getProperties());
        },
        async delete(id, urn, properties) {
            const request = new DeleteRequest().setId(id).setUrn(urn).setProperties(toStruct(properties));
            await answer<Empty>((respond) => client.delete(request, respond));
        },
        async cancel() {
            await answer<Empty>((respond) => client.cancel(new Empty(), respond));
        },
        hangUp: () => client.close(),
    };
}
