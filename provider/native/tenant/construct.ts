/** A tenant as one resource: the engine asks the plugin to declare its units, as a program would. */
import { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import { type ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import {
    RegisterResourceOutputsRequest,
    RegisterResourceRequest,
    type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import type { Wire } from "../../engine/protocol.js";
import { UNKNOWN_MARK } from "../../engine/wire-values.js";
import { fromStruct, toStruct } from "../answers.js";
import { reference } from "../declared.js";
import { servedHere } from "../own-provider.js";
import { grpc, MESSAGES } from "../sdk.js";
import { previewWhole } from "./refusals.js";
import { type TenantUnit, unitsOf } from "./units.js";

export const TENANT = "cvg:index:Tenant";

const TYPES = { customer: "Customer", account: "Account", project: "Project" } as const;
/** The input that names the unit above. */
const REFERS_BY = { customer: undefined, account: "customer", project: "account" } as const;

/** A unit that the engine knows by now. */
interface Registered {
    readonly unit: TenantUnit;
    readonly urn: string;
    /** As programs pass resources on. */
    readonly reference: Wire;
    readonly below: readonly Registered[];
}

interface Site {
    readonly monitor: ResourceMonitorClient;
    readonly request: ConstructRequest;
    /** URN of the tenant. */
    readonly parent: string;
}

function register(monitor: ResourceMonitorClient, request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    return new Promise((resolve, reject) => {
        monitor.registerResource(request, (error, response) => (error === null ? resolve(response) : reject(error)));
    });
}

/** What a program's options of the tenant mean for a unit of it, and for the tenant itself. */
function withOptions(to: RegisterResourceRequest, from: ConstructRequest): RegisterResourceRequest {
    const [protect, retain] = [from.getProtect(), from.getRetainondelete()];
    if (protect !== undefined) to.setProtect(protect);
    if (retain !== undefined) to.setRetainondelete(retain);
    for (const [name, provider] of from.getProvidersMap().entries()) to.getProvidersMap().set(name, provider);
    return to.setAcceptsecrets(true).setAcceptresources(true).setSupportspartialvalues(true).setAliasspecs(true);
}

/** The component itself is no resource of the gateway: it has neither inputs nor an id. */
const componentOf = (request: ConstructRequest): RegisterResourceRequest =>
    withOptions(new RegisterResourceRequest(), request)
        .setType(TENANT)
        .setName(request.getName())
        .setParent(request.getParent())
        .setObject(toStruct({}))
        .setAliasesList(request.getAliasesList())
        .setDependenciesList(request.getDependenciesList());

function requestOf({ request, parent }: Site, unit: TenantUnit, above: Registered | undefined): RegisterResourceRequest {
    const input = REFERS_BY[unit.level];
    const named = input === undefined || above === undefined ? {} : { [input]: above.reference };
    const from = [...request.getInputdependenciesMap().entries()].flatMap(([, dependencies]) => dependencies.getUrnsList());
    const to = withOptions(new RegisterResourceRequest(), request)
        .setType(`cvg:index:${TYPES[unit.level]}`)
        .setName(unit.name)
        .setParent(parent)
        .setCustom(true)
        .setObject(toStruct({ ...unit.inputs, ...named }))
        .setDependenciesList([...new Set([...from, ...request.getDependenciesList(), ...(above === undefined ? [] : [above.urn])])])
        .setAliasesList([new Alias().setSpec(new Alias.Spec().setType(`pulumi-nodejs:dynamic/cvg:${TYPES[unit.level]}`))]);
    const properties = to.getPropertydependenciesMap();
    const dependsOn = (urns: readonly string[]) => new RegisterResourceRequest.PropertyDependencies().setUrnsList([...new Set(urns)]);
    for (const property of Object.keys(unit.inputs)) properties.set(property, dependsOn(from));
    if (input !== undefined && above !== undefined) properties.set(input, dependsOn([above.urn]));
    const provider = request.getProvidersMap().get("cvg");
    return provider === undefined ? servedHere(to) : to.setProvider(provider);
}

async function declare(site: Site, unit: TenantUnit, above: Registered | undefined): Promise<Registered> {
    const answered = await register(site.monitor, requestOf(site, unit, above));
    const [urn, id] = [answered.getUrn(), answered.getId()];
    const self = { unit, urn, reference: reference(urn, id === "" ? UNKNOWN_MARK : id), below: [] };
    return { ...self, below: await Promise.all(unit.below.map((each) => declare(site, each, self))) };
}

/** The URNs of a unit and of all below it, as the engine will have them. */
function urnsOf(tenant: string, unit: TenantUnit): readonly string[] {
    const [stack, project, types] = tenant.split("::");
    const urn = [stack, project, `${types}$cvg:index:${TYPES[unit.level]}`, unit.name].join("::");
    return [urn, ...unit.below.flatMap((each) => urnsOf(tenant, each))];
}

const byKey = (units: readonly Registered[]): Wire =>
    Object.fromEntries(units.map(({ unit, reference: each }) => [unit.key ?? unit.name, each]));

function outputsOf(customer: Registered): Wire {
    const projects = customer.below.flatMap(({ below }) => below);
    return { customer: customer.reference, accounts: byKey(customer.below), projects: byKey(projects) };
}

/** @throws Error for another type than a tenant; CVG201, CVG203 to CVG205 for what is not built as a tenant is; and whatever its units throw */
export async function construct(request: ConstructRequest): Promise<ConstructResponse> {
    if (request.getType() !== TENANT) throw new Error(`${request.getType()} is no component of this plugin; it has ${TENANT}.`);
    const tenant = unitsOf(request.getName(), fromStruct(request.getInputs()));
    const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), grpc.credentials.createInsecure(), MESSAGES);
    try {
        const urn = (await register(monitor, componentOf(request))).getUrn();
        const declared = () => declare({ monitor, request, parent: urn }, tenant, undefined);
        const customer = await (request.getDryrun() ? previewWhole(request.getName(), urnsOf(urn, tenant), declared) : declared());
        const outputs = toStruct(outputsOf(customer));
        await new Promise<void>((resolve, reject) => {
            const told = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(outputs);
            monitor.registerResourceOutputs(told, (error) => (error === null ? resolve() : reject(error)));
        });
        return new ConstructResponse().setUrn(urn).setState(outputs);
    } finally {
        monitor.close();
    }
}
