/** Runs a definition as a handler of Pulumi's dynamic provider process. */
import "../package/needs-node.js";

import { pickValues } from "../definition/draft.js";
import type { Draft, Plan, ResourceDefinition } from "../definition/resource-definition.js";
import { HalfDone } from "../definition/resource-definition.js";
import { migrated, SCHEMA, versionOf } from "../definition/state-version.js";
import { validate } from "../definition/validate.js";
import { CATALOGUE, printed, type Refusal } from "../errors/index.js";
import { isHidden, type Told } from "../told.js";
import { Accepted, type ResourceKey } from "./accepted-inputs.js";
import { asCvgError, initFailed, muteShown, shown } from "./errors-to-engine.js";
import { asksAbout } from "./left-out.js";
import { conceal, concealed, MARKED, withMarks } from "./marked-secrets.js";
import { observed } from "./observed.js";
import type { CheckFailure, DynamicHandler, Wire } from "./protocol.js";
import { configure, current, said as saidAll } from "./session.js";
import { heardIn, receivedDraft, sentDraft } from "./wire-values.js";

/** What is stored and compared. The rest only travels from the program to check. */
const storable = (draft: Draft): Draft => pickValues(draft, (key) => !isHidden(key));

const received = (wire: Wire): Draft => storable(receivedDraft(wire));

/** What tells a resource from the others of its type. */
const keyOf = (told: Told, inputs: Draft): ResourceKey => told.identity ?? told.by ?? inputs;

/** What is recorded, and the names of its inputs that the user marked secret: their values are hidden from now on. */
function recordedIn(wire: Wire): { readonly state: Draft; readonly marked: readonly string[] } {
    const whole = received(wire);
    const { [MARKED]: names, ...state } = whole;
    return { state, marked: conceal(whole, names) };
}

async function cleanly<T>(run: () => Promise<T>): Promise<T> {
    try {
        return await run();
    } catch (thrown) {
        throw shown(asCvgError(thrown));
    } finally {
        await saidAll();
    }
}

/** `property` stays empty: with a name the engine would print that property's value, secrets included. */
const failed = (reason: string): CheckFailure => ({ property: "", reason: concealed.hide(reason) });
const checkFailure = (refusal: Refusal): CheckFailure => failed(printed(refusal));

function differenceOf(plan: Plan): Awaited<ReturnType<DynamicHandler["diff"]>> {
    if (plan.action === "none") return { changes: false };
    if (plan.action === "update") return { changes: true };
    // `changes` stays open: then the engine compares the inputs itself, and its previews name every field.
    return plan.action === "replace" ? { replaces: [...plan.fields], deleteBeforeReplace: false } : {};
}

/** The handler of one resource type. */
export function dynamicHandler<Inputs>(definition: ResourceDefinition<Inputs>): DynamicHandler {
    muteShown();
    const seal = (draft: Draft): Wire => sentDraft(draft, definition.secrets);
    const stateOf = (wire: Wire): Draft => migrated(recordedIn(wire).state, definition.migrations);
    const accepted = new Accepted();
    const sealState = (state: Draft, marked: readonly string[]): Wire =>
        seal(withMarks({ ...state, [SCHEMA]: versionOf(definition.migrations) }, marked));

    /** @param sent what the engine sent: the SDK names the handler in the state of what succeeds only, and without it nothing could be done with the resource again */
    async function writing<T>(sent: Wire, run: () => Promise<T>): Promise<T> {
        try {
            return await run();
        } catch (thrown) {
            const error = asCvgError(thrown);
            if (!(error instanceof HalfDone)) throw shown(error);
            const state = sealState(error.state, accepted.markedIn(received(sent)));
            throw initFailed(error, { ...state, __provider: sent.__provider });
        } finally {
            await saidAll();
        }
    }

    return observed(definition.type, {
        async configure({ config }) {
            configure((key) => config.get(`cvg:${key}`));
        },

        async check(olds, news) {
            const draft = receivedDraft(news);
            const [inputs, said, before] = [storable(draft), heardIn(draft), received(olds)];
            if (said === undefined) return { failures: [checkFailure(CATALOGUE.CVG201.says.notHeard())] };
            const marked = conceal(inputs, said.secret);
            const by = said.by ?? "this resource";
            const { failures: invalid, rest } = validate(definition.accepts(), inputs, by, before);
            const refused = (more: readonly CheckFailure[]) => ({ failures: [...invalid.map(checkFailure), ...more] });
            try {
                const session = await current();
                const { lacks, told } = asksAbout(by, inputs, said, session.phase.asked);
                if (lacks.length > 0) return { failures: lacks.map(checkFailure) };
                const isNew = Object.keys(before).length === 0;
                const replaces = isNew ? accepted.replacedBy(keyOf(told, inputs)) : undefined;
                const checked = await definition.check({ inputs: rest, before: isNew ? undefined : before, replaces, told, ...session });
                if ("failures" in checked) return refused(checked.failures.map(checkFailure));
                if (invalid.length > 0) return refused([]);
                accepted.accept(keyOf(told, inputs), checked.inputs, { marked, ignored: told.ignored, before: isNew ? undefined : before });
                return { inputs: seal(checked.inputs) };
            } catch (thrown) {
                return refused([failed(asCvgError(thrown).message)]);
            } finally {
                await saidAll();
            }
        },

        diff: (id, olds, news, ignored) =>
            cleanly(async () => {
                const inputs = received(news);
                const plan = await definition.plan({
                    id,
                    state: stateOf(olds),
                    inputs,
                    declared: accepted.isDeclared(id, inputs),
                    ignored: ignored ?? accepted.ignoredIn(inputs),
                    ...(await current()),
                });
                return differenceOf(plan);
            }),

        create: (news) =>
            writing(news, async () => {
                const sent = received(news);
                const { id, state } = await definition.create({ inputs: definition.inputs.parse(sent), ...(await current()) });
                return { id, outs: sealState(state, accepted.markedIn(sent)) };
            }),

        read: (id, props, importedAs) =>
            cleanly(async () => {
                const { state: older, marked } = recordedIn(props);
                const state = migrated(older, definition.migrations);
                const found = await definition.read({ id, state, importedAs, ...(await current()) });
                return found.found ? { id, props: sealState(found.state, marked), inputs: seal(found.inputs) } : {};
            }),

        update: (id, olds, news, ignoredNow) =>
            writing(news, async () => {
                const sent = received(news);
                const inputs = definition.inputs.parse(sent);
                const ignored = ignoredNow ?? accepted.ignoredIn(sent);
                const state = await definition.update({ id, state: stateOf(olds), inputs, ignored, ...(await current()) });
                return { outs: sealState(state, accepted.markedIn(sent)) };
            }),

        delete: (id, props) =>
            cleanly(async () => {
                await definition.delete({ id, state: stateOf(props), ...(await current()) });
            }),
    });
}
