/** Checks a unit: which unit it is, what stands below it, and its settings against the level above. */

import { isObject, text } from "../../../definition/draft.js";
import { whoIs } from "../../../definition/phase/who.js";
import { type Checked, type CheckRequest, type Draft, UNKNOWN } from "../../../definition/resource-definition.js";
import { CATALOGUE, type Refusal, unitText } from "../../../errors/index.js";
import { liveAt, type TreeUnit } from "../../../gateway/index.js";
import { readable } from "../../../policy/index.js";
import type { DeclaredBelow } from "../../../told.js";
import { checkSettings } from "../../privacy/check-settings.js";
import { countBelow, stricterOf } from "../../privacy/looser-below.js";
import { INLINE, recordedUnit, secondOwner } from "../../privacy/one-owner.js";
import { reasonIn, withoutReason } from "../../privacy/reason.js";
import { tellConsequences, tellWithoutEffect } from "../../privacy/tell-settings.js";
import { resolveAbove } from "../../privacy/what-applies-above.js";
import type { UnitKind } from "../kind.js";
import { spelledAsBefore } from "../unit-body.js";
import { inputsBefore, ownFields, platformNumbers, type UnitInputsBefore } from "../unit-state.js";
import { appliedAt } from "./applied-at.js";
import { checkNumbers } from "./check-numbers.js";
import { differsFromBirth } from "./continues.js";
import { madeAnew } from "./made-anew.js";
import { readAhead, refusedNamesakes, resolveExisting, type Wanted } from "./namesakes.js";
import { othersBelow, placeKey, undeclaredBelow } from "./others-below.js";
import { tellBornOpen, tellChanges } from "./tell-changes.js";
import { tellReplaced, tellSecond } from "./tell-replaced.js";
import { lookAt, tellTakeover } from "./tell-takeover.js";

/** The unit above, if its token is known: from the inputs, or because it is taken over in this run. */
function parentToken(kind: UnitKind, inputs: Draft, { told, gateway }: CheckRequest): string | undefined {
    if (kind.parent === undefined) return gateway.reseller;
    const given = text(inputs[kind.parent.input]);
    if (given !== undefined) return given;
    const [link] = told.above ?? [];
    return link?.level === kind.parent.level ? text(link.existing) : undefined;
}

/**
 * Nothing can be made or restored below an inactive unit. One that this run declares active is restored before.
 *
 * @param makes whether a new unit is to be made: not even one that is to be inactive can be
 */
async function inactiveAbove(
    by: string,
    parent: string | undefined,
    { gateway, phase }: CheckRequest,
    makes: boolean,
): Promise<readonly Refusal[]> {
    if (parent === undefined || parent === gateway.reseller) return [];
    const stays = phase.held.isDeclaredInactive(parent) && makes;
    const above = phase.held.has(parent) && !stays ? undefined : (await gateway.tree()).find(parent);
    if (above === undefined || !(stays || above.inactive)) return [];
    const { says } = CATALOGUE.CVG304;
    return [(makes ? says.nothingBelow : says.above)({ by, above: unitText(above) })];
}

/** A new unit that is to be inactive at once: what is declared below it could never be made. */
function bornInactive(by: string, kind: UnitKind, declared: readonly DeclaredBelow[]): readonly Refusal[] {
    if (declared.length === 0) return [];
    const below = declared.map(({ level, path }) => `${level} "${path.join(" / ")}"`);
    return [CATALOGUE.CVG304.says.born({ by, level: kind.level, below })];
}

/** What a user wrote for the unit above: it must be of the level above, and there if it is a token. */
async function notAbove(
    by: string,
    kind: UnitKind,
    parent: string | undefined,
    before: UnitInputsBefore | undefined,
    { told, gateway }: CheckRequest,
): Promise<readonly Refusal[]> {
    if (kind.parent === undefined) return [];
    const { level, input } = kind.parent;
    const [link] = told.above ?? [];
    // A unit that does not exist yet has no token: what the program says of it is enough. The compiler sees it too, in TypeScript.
    if (parent === undefined && link?.unit !== undefined && link.level !== level)
        return [CATALOGUE.CVG201.says.otherLevel({ by, input, unit: `the ${link.level} ${link.unit}`, level })];
    if (parent === undefined || before?.parent === parent) return [];
    const unit = (await gateway.tree()).find(parent);
    if (unit === undefined) return [CATALOGUE.CVG301.says.above({ by, unit: unitText({ level, token: parent }), level, input })];
    if (unit.level === level) return [];
    return [CATALOGUE.CVG201.says.otherLevel({ by, input, unit: unitText(unit), level })];
}

/** Two new resources of one name at one place are mostly one that was copied. */
function madeTwice(kind: UnitKind, { phase }: CheckRequest, { by, who, name, parent, ifExists }: Omit<Wanted, "kind">): readonly Refusal[] {
    const other = phase.begun.expect(placeKey(kind.level, parent, name), who);
    if (other === undefined || ifExists === "create" || (ifExists === undefined && phase.settings.ifExists === "create")) return [];
    return [CATALOGUE.CVG309.says.madeTwice({ by, other, level: kind.level, name })];
}

/** Units that nobody declares would become inactive together with a tree that is declared inactive. */
function othersThere(
    by: string,
    unit: TreeUnit | undefined,
    declared: readonly DeclaredBelow[],
    { phase }: CheckRequest,
): readonly Refusal[] {
    const others = unit === undefined ? [] : undeclaredBelow(unit, declared, phase);
    if (others.length === 0 || unit === undefined) return [];
    return [othersBelow(`${by}: ${unitText(unit)}`, others, phase)];
}

/** What is stored at the reseller is asked for with the tree, not after it: the first customer of a run waits for both. */
function askForReseller(kind: UnitKind, { inputs, told, gateway }: CheckRequest): void {
    const declared = (told.above ?? []).length > 0;
    if (kind.parent !== undefined || declared || inputs.active === false || !isObject(inputs.privacy)) return;
    // Whoever needs it asks again, and is told what went wrong.
    gateway.settings("reseller", gateway.reseller).catch(() => undefined);
}

export async function checkUnit(kind: UnitKind, request: CheckRequest): Promise<Checked> {
    askForReseller(kind, request);
    const { inputs: given, replaces, told, gateway, log, phase } = request;
    const before = request.before === undefined ? undefined : inputsBefore(kind, request.before);
    if (replaces?.id !== undefined) phase.held.release(replaces.id);
    const { ifExists, ...inputs } = given;
    const by = told.by ?? String(inputs.name);
    const who = whoIs(by, told);
    const parent = parentToken(kind, inputs, request);
    const name = text(inputs.name);
    const declared = told.below ?? [];
    if (parent !== undefined && name !== undefined) phase.declared.tell(placeKey(kind.level, parent, name), declared);

    const failures: Refusal[] = [];
    let unit = await recordedUnit(gateway, kind.level, before);
    let existing = before?.existing;
    let continues = false;
    let namesake: TreeUnit | undefined;
    let beside: readonly TreeUnit[] = [];
    if (before === undefined && parent !== undefined && name !== undefined) {
        const found = await resolveExisting(gateway, phase, { kind, by, who, name, parent, ifExists });
        if ("failure" in found) {
            failures.push(found.failure);
            namesake = found.only;
        } else if (found.unit === undefined) beside = found.beside ?? [];
        else {
            unit = found.unit;
            existing = unit.token;
            continues = found.continues === true;
            readAhead(
                gateway,
                unit,
                declared.map(({ path }) => path),
            );
        }
    }
    const checked: Draft = {
        ...inputs,
        ...spelledAsBefore(kind, inputs, before),
        ...(kind.parent === undefined || parent === undefined ? {} : { [kind.parent.input]: parent }),
        active: inputs.active ?? true,
        ...(existing === undefined ? {} : { existing }),
    };
    const makes = before === undefined && unit === undefined && failures.length === 0;
    if (given[kind.parent?.input ?? ""] !== undefined) failures.push(...(await notAbove(by, kind, parent, before, request)));
    if (makes && parent !== undefined && name !== undefined)
        failures.push(...madeTwice(kind, request, { by, who, name, parent, ifExists }));
    if (checked.active === true || makes) failures.push(...(await inactiveAbove(by, parent, request, makes)));
    if (checked.active === false && makes) failures.push(...bornInactive(by, kind, declared));
    if (checked.active === false && before?.active !== false) failures.push(...othersThere(by, unit, declared, request));
    failures.push(
        ...checkNumbers(phase, who, told, {
            before: before?.active === true ? platformNumbers(before.own) : [],
            after: checked.active === false ? [] : platformNumbers(ownFields(kind, checked)),
        }),
    );

    const settings = await settingsChecked(kind, request, { by, parent, checked, unit, before });
    if ("failures" in settings) return { failures: [...failures, ...settings.failures] };
    const second = ifExists === "create" || (ifExists === undefined && phase.settings.ifExists === "create");
    if (makes && failures.length === 0) failures.push(...(await madeAnew(kind, request, { by, parent, inputs: checked, second })));
    if (makes && failures.length === 0) failures.push(...(await tellReplaced(kind, request, { by, inputs: checked })));
    if (makes && failures.length === 0) await tellSecond(kind, request, { by, inputs: checked }, beside);
    const { inputs: whole } = settings;
    if (namesake !== undefined && parent !== undefined && failures.length === 1) {
        const wanted = { kind, by, who, name: String(inputs.name), parent, ifExists };
        return { failures: [(await leftBehind(request, wanted, namesake, whole)) ?? failures[0]].filter((found) => found !== undefined) };
    }
    if (failures.length > 0) return { failures };
    if (before === undefined && unit !== undefined) {
        const body = await lookAt(kind, request, unit);
        const differs = continues && body !== undefined ? await differsFromBirth(kind, request, { unit, inputs: whole, body }) : [];
        if (differs.length > 0 && parent !== undefined) {
            const wanted = { kind, by, who, name: String(inputs.name), parent, ifExists };
            return { failures: [await refusedNamesakes(gateway, wanted, [unit], { differs })] };
        }
        if (body !== undefined) await tellTakeover(kind, request, { by, unit, inputs: whole, body, continues });
    }
    if (makes && whole.active === true) tellBornOpen(log, by, whole.effective);
    await tellChanges(kind, request, { by, parent, unit, inputs: whole });
    tellPending(kind, request, whole);
    return { inputs: whole };
}

/** What an interrupted run has left, or another makes just now, is told as that. Undefined: the unit is something else. */
async function leftBehind(request: CheckRequest, wanted: Wanted, unit: TreeUnit, inputs: Draft): Promise<Refusal | undefined> {
    const body = await request.gateway.read(unit.level, unit.token);
    if (body === undefined || (await differsFromBirth(wanted.kind, request, { unit, inputs, body })).length > 0) return undefined;
    return refusedNamesakes(request.gateway, wanted, [unit], { isSame: true });
}

interface Place {
    readonly by: string;
    readonly parent: string | undefined;
    /** The inputs without what settings add. */
    readonly checked: Draft;
    /** The unit that is there, where it is known. */
    readonly unit: TreeUnit | undefined;
    readonly before: UnitInputsBefore | undefined;
}

/** Settings that the unit does not declare go with it to another place, where they get no looser; what a stricter place costs is told. */
async function tellMove(kind: UnitKind, { told, gateway, log }: CheckRequest, { by, parent, unit }: Place): Promise<void> {
    const from = unit?.above?.token;
    if (kind.parent?.moves !== true || unit === undefined || unit.inactive || parent === undefined || from === undefined || from === parent)
        return;
    const above = await resolveAbove(gateway, { level: kind.parent.level, token: parent }, told);
    if (above.unknown.size > 0) return;
    const now = (await liveAt(gateway, kind.level, unit.token)).effective.settings;
    tellConsequences(log, by, { from: readable(now), to: readable(stricterOf(now, above.effective.settings)) });
}

async function settingsChecked(kind: UnitKind, request: CheckRequest, at: Place): Promise<Checked> {
    const { by, parent, checked, unit, before } = at;
    const { told, gateway, log, phase } = request;
    const { privacy } = checked;
    if (privacy === UNKNOWN) return { inputs: { ...checked, effective: UNKNOWN, decidedBy: UNKNOWN } };
    if (!isObject(privacy)) {
        await tellMove(kind, request, at);
        return { inputs: checked };
    }
    // Purged together with what is above: there is nothing to inherit from, and nothing will be written.
    if (before?.active === false && checked.active === false && parent !== undefined && kind.parent !== undefined) {
        const { privacy: was = privacy, effective, decidedBy } = before;
        if ((await gateway.tree()).find(parent) === undefined) return { inputs: { ...checked, privacy: was, effective, decidedBy } };
    }
    const place = { level: kind.parent?.level ?? ("reseller" as const), token: parent ?? UNKNOWN };
    const owner = { level: kind.level, by, presets: told.presets };
    const second = unit === undefined ? [] : secondOwner(phase.owners, unit.token, INLINE, by);
    if (second.length > 0) return { failures: second };
    const above = await resolveAbove(gateway, place, told);
    const settings = checkSettings(owner, privacy, before?.privacy, above);
    if (!("written" in settings)) return { failures: settings };
    if (before === undefined) tellWithoutEffect(log, owner, { ...settings, written: privacy });
    const { effective, decidedBy } = settings;
    const inputs = { ...checked, privacy: { ...settings.written, ...reasonIn(privacy) }, effective, decidedBy };
    const applied = await appliedAt(kind, request, { unit, inputs });
    tellConsequences(log, by, { from: applied, to: effective, below: countBelow(unit, told.below) });
    return { inputs };
}

/** The gateway takes no changes of an inactive unit: what is declared meanwhile waits. */
function tellPending(kind: UnitKind, { before, log }: CheckRequest, inputs: Draft): void {
    if (before?.active !== false || inputs.active !== false) return;
    const written = (value: unknown): string | undefined => JSON.stringify(isObject(value) ? withoutReason(value) : value);
    const keys = Object.keys({ ...before, ...inputs }).filter((key) => written(before[key]) !== written(inputs[key]));
    const waiting = keys.filter((key) => !["decidedBy", "effective", "existing"].includes(key));
    if (waiting.length === 0) return;
    const unit = `${kind.level} "${String(inputs.name)}"`;
    log.each("info", { unit, ...CATALOGUE.CVG317.says.waits({ unit, fields: waiting }) });
}
