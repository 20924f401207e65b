/** What the engine asks about one resource: the same handlers as in the dynamic provider, with what that one cannot answer around them. */
import {
    CheckFailure,
    type CheckRequest,
    CheckResponse,
    type CreateRequest,
    CreateResponse,
    type DeleteRequest,
    type DiffRequest,
    DiffResponse,
    PropertyDiff,
    type ReadRequest,
    ReadResponse,
    type UpdateRequest,
    UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import { sameText } from "../definition/draft.js";
import { unheard } from "../engine/engine-log.js";
import type { CheckFailure as ProtocolFailure, Wire } from "../engine/protocol.js";
import { UNKNOWN_MARK } from "../engine/wire-values.js";
import { CATALOGUE, CvgError, printed } from "../errors/index.js";
import { ignoredPaths, isHidden, tell } from "../told.js";
import { fromStruct, toStruct } from "./answers.js";
import { DeclaredResources } from "./declared.js";
import { type Difference, differences } from "./detailed-diff.js";
import { markedAs, OWN_SECRETS, secretInputs } from "./marks.js";
import { levelIn, type NativeResource, nameIn, resourceOf } from "./resources.js";
import { Empty } from "./sdk.js";
import { hasPassed, passes } from "./tenant/refusals.js";

const declared = new DeclaredResources();

const visible = (properties: Wire): Wire => Object.fromEntries(Object.entries(properties).filter(([key]) => !isHidden(key)));

/** As it is recorded: with what a dynamic provider needs, in inputs and outputs, should the stack go back to it. */
const recorded = ({ provider }: NativeResource, properties: Wire): Wire => ({ ...visible(properties), __provider: provider });

/** What check itself adds to the inputs: an import hands it back. */
const ADDED = ["effective", "decidedBy", "existing", "level", "pending"] as const;

const asWritten = (inputs: Wire, before: Wire): Wire =>
    Object.fromEntries(
        Object.entries(inputs).filter(
            ([key, value]) => !(ADDED.some((added) => added === key) && sameText(value) === sameText(before[key])),
        ),
    );

/** The handlers know owners by the tokens of units, which are not known before these exist. */
const ownedTwice = (urn: string, others: readonly string[]): readonly ProtocolFailure[] =>
    others.length === 0 ? [] : [{ property: "", reason: printed(CATALOGUE.CVG103.says.inProgram({ by: nameIn(urn), others })) }];

export async function check(request: CheckRequest): Promise<CheckResponse> {
    const urn = request.getUrn();
    const resource = resourceOf(urn);
    const before = fromStruct(request.getOlds());
    const given = asWritten(visible(fromStruct(request.getNews())), before);
    const { inputs, above } = declared.resolved(resource, given);
    const secret = secretInputs(given);
    const told = tell({ ...declared.told(urn, resource, above), ...(secret.length === 0 ? {} : { secret }) });
    const { inputs: checked, failures: refused = [] } = await resource.handler.check(before, { ...inputs, ...told });
    const failures = refused.length === 0 ? ownedTwice(urn, declared.otherOwners(urn, resource, above)) : refused;
    const response = new CheckResponse();
    const reasons = failures.map(({ reason }) => reason);
    if (reasons.length > 0 && passes(urn, reasons)) {
        // What stands below is judged as if the settings here were those above: what these allow is all that could be allowed here.
        const inherited = await unheard(() => resource.handler.check(before, { ...inputs, privacy: {}, ...told }));
        // Where something else is wrong besides, nobody knows what it allows: nothing below is refused for what applies there today.
        const unknown = { ...inputs, effective: UNKNOWN_MARK, decidedBy: UNKNOWN_MARK };
        declared.accept(urn, resource, above, inputs, inherited.inputs ?? unknown);
        return response.setInputs(toStruct(recorded(resource, markedAs(inherited.inputs ?? inputs, inputs, OWN_SECRETS))));
    }
    for (const { property, reason } of failures) response.addFailures(new CheckFailure().setProperty(property).setReason(reason));
    if (checked === undefined || failures.length > 0) return response;
    declared.accept(urn, resource, above, inputs, checked);
    return response.setInputs(toStruct(recorded(resource, markedAs(checked, inputs))));
}

const { Kind } = PropertyDiff;
const KINDS = {
    add: { replaces: Kind.ADD_REPLACE, changes: Kind.ADD },
    delete: { replaces: Kind.DELETE_REPLACE, changes: Kind.DELETE },
    update: { replaces: Kind.UPDATE_REPLACE, changes: Kind.UPDATE },
} as const;

function withDetails(response: DiffResponse, found: readonly Difference[], replaces: readonly string[]): DiffResponse {
    response.setHasdetaileddiff(true).setDiffsList([...new Set(found.map(({ input }) => input))]);
    const details = response.getDetaileddiffMap();
    for (const { path, kind, input } of found) {
        const how = replaces.includes(input) ? "replaces" : "changes";
        details.set(path, new PropertyDiff().setKind(KINDS[kind][how]).setInputdiff(true));
    }
    return response;
}

const heldTwice = (urn: string, token: string, other: string): CvgError =>
    CvgError.of(CATALOGUE.CVG309.says.heldTwice({ by: nameIn(urn), level: levelIn(urn) ?? "unit", token, other: nameIn(other) }));

export async function diff(request: DiffRequest): Promise<DiffResponse> {
    const [urn, id] = [request.getUrn(), request.getId()];
    const other = declared.hold(urn, id);
    if (other !== undefined) throw heldTwice(urn, id, other);
    if (hasPassed(urn)) return new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE);
    const news = fromStruct(request.getNews());
    const { handler } = resourceOf(urn);
    const plan = await handler.diff(id, fromStruct(request.getOlds()), news, ignoredPaths(request.getIgnorechangesList()));
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
    const response = new DiffResponse();
    if (plan.changes !== undefined) return response.setChanges(plan.changes ? DIFF_SOME : DIFF_NONE);
    const { replaces = [], deleteBeforeReplace = false } = plan;
    const found = differences(fromStruct(request.getOldInputs()), news);
    if (found.length === 0 && replaces.length === 0) return response.setChanges(DIFF_NONE);
    response.setChanges(DIFF_SOME).setReplacesList(replaces).setDeletebeforereplace(deleteBeforeReplace);
    return withDetails(response, found, replaces);
}

/** What a unit is known to have once these inputs are written. A policy has no time of a purge. */
const expected = ({ level }: NativeResource, inputs: Wire, outputs: Wire): Wire => ({
    ...inputs,
    ...("reseller" in outputs ? { reseller: outputs.reseller } : {}),
    ...(level === "policy" ? {} : { purgeAt: inputs.active === false ? (outputs.purgeAt ?? UNKNOWN_MARK) : null }),
});

export async function create(request: CreateRequest): Promise<CreateResponse> {
    const urn = request.getUrn();
    const resource = resourceOf(urn);
    const inputs = fromStruct(request.getProperties());
    if (request.getPreview()) return new CreateResponse().setProperties(toStruct(expected(resource, visible(inputs), {})));
    const { id, outs } = await resource.handler.create(recorded(resource, inputs));
    declared.hold(urn, id);
    return new CreateResponse().setId(id).setProperties(toStruct(recorded(resource, markedAs(outs, inputs))));
}

export async function read(request: ReadRequest): Promise<ReadResponse> {
    const [urn, id] = [request.getUrn(), request.getId()];
    const resource = resourceOf(urn);
    const [state, inputs] = [fromStruct(request.getProperties()), fromStruct(request.getInputs())];
    const found = await resource.handler.read(id, state, nameIn(urn));
    const response = new ReadResponse();
    if (found.id === undefined || found.props === undefined) return response;
    declared.hold(urn, found.id);
    response.setId(found.id).setProperties(toStruct(recorded(resource, markedAs(found.props, state))));
    return response.setInputs(toStruct(recorded(resource, markedAs(found.inputs ?? {}, inputs))));
}

export async function update(request: UpdateRequest): Promise<UpdateResponse> {
    const [urn, id] = [request.getUrn(), request.getId()];
    const resource = resourceOf(urn);
    declared.hold(urn, id);
    const [state, inputs] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
    if (request.getPreview()) return new UpdateResponse().setProperties(toStruct(expected(resource, visible(inputs), state)));
    const ignored = ignoredPaths(request.getIgnorechangesList());
    const { outs } = await resource.handler.update(id, state, recorded(resource, inputs), ignored);
    return new UpdateResponse().setProperties(toStruct(recorded(resource, markedAs(outs, inputs))));
}

export async function remove(request: DeleteRequest): Promise<InstanceType<typeof Empty>> {
    await resourceOf(request.getUrn()).handler.delete(request.getId(), fromStruct(request.getProperties()));
    return new Empty();
}
