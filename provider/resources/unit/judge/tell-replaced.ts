/** A replacement makes a unit with another token: what is lost with the old one, what moves and what stays is said at preview, where the engine shows two steps. */
import type { CheckRequest, Draft } from "../../../definition/resource-definition.js";
import { CATALOGUE, type Refusal, unitText } from "../../../errors/index.js";
import { plannedPurge, type TreeUnit } from "../../../gateway/index.js";
import { pathKey } from "../../privacy/looser-below.js";
import { recordedUnit } from "../../privacy/one-owner.js";
import type { UnitKind } from "../kind.js";
import { purgeOf } from "../recorded.js";
import { inputsBefore, ownFields, platformNumbers } from "../unit-state.js";
import { liveNumbers } from "./check-numbers.js";
import { type Below, childrenOf } from "./others-below.js";

interface Replacement {
    /** Logical name of the resource. */
    readonly by: string;
    /** Inputs of the new unit, as check leaves them. */
    readonly inputs: Draft;
}

/** The unit that is replaced, as far as it can be told; undefined where it is gone. */
async function replacedUnit(kind: UnitKind, { replaces, gateway }: CheckRequest): Promise<TreeUnit | undefined> {
    if (replaces === undefined) return undefined;
    if (replaces.id !== undefined) return (await gateway.tree()).find(replaces.id);
    return await recordedUnit(gateway, kind.level, inputsBefore(kind, replaces.before));
}

/** Units just below that are in use: what is there stays with the unit, but for what this program declares. The plugin is not told what that is. */
function unitsInUse(
    { phase, told }: CheckRequest,
    unit: TreeUnit,
): { readonly ours: readonly string[]; readonly others: readonly string[]; readonly ofWhom: readonly string[] } {
    const children = childrenOf(unit).filter(({ inactive }) => !inactive);
    const declared = new Set((told.below ?? []).map(({ level, path }) => pathKey(level, path)));
    const isOurs = ({ level, name, token }: Below): boolean => declared.has(pathKey(level, [name])) || phase.held.has(token);
    const names = (units: readonly Below[]): readonly string[] => units.map(({ name }) => name);
    const [ours, others] = [names(children.filter(isOurs)), names(children.filter((child) => !isOurs(child)))];
    return told.below === undefined ? { ours, others: [], ofWhom: others } : { ours, others, ofWhom: [] };
}

/** Numbers that the old project has and the new one is to have: it would get them after it was made, and the old one goes after that, unless it is said to go first. */
function numbersInTheWay({ told }: CheckRequest, { by }: Replacement, unit: TreeUnit, numbers: readonly string[]): readonly Refusal[] {
    if (numbers.length === 0 || unit.inactive || told.deletesFirst === true || told.deletesFirst === "unknown") return [];
    return [CATALOGUE.CVG305.says.replaced({ by, numbers, unit: unitText(unit) })];
}

/** Units of this program that name the old one by its token: they would stay there, and keep it from becoming inactive. */
function namingTheOld({ told }: CheckRequest, { by }: Replacement, kind: UnitKind, unit: TreeUnit): readonly Refusal[] {
    const naming = (told.below ?? []).filter(({ above }) => above === unit.token).map(({ level, path }) => `${level} "${path.at(-1)}"`);
    if (naming.length === 0 || unit.inactive) return [];
    return [CATALOGUE.CVG303.says.namesReplaced({ by, level: kind.level, unit: unitText(unit), below: naming })];
}

const day = async (instant: Promise<string>): Promise<string> => (await instant).slice(0, "2026-11-25".length);

type Fate = Parameters<typeof CATALOGUE.CVG328.says.second>[0]["fate"];

async function fateOf({ gateway, told }: CheckRequest, unit: TreeUnit): Promise<Fate> {
    if (unit.inactive) return { isInactive: true, purgeOn: await day(purgeOf(gateway, unit)) };
    const { deletionRetentionTimeInDays: days } = await gateway.defaults();
    return { isInactive: false, deletesFirst: told.deletesFirst ?? false, purge: { days, on: await day(plannedPurge(gateway)) } };
}

/** Tells what a replacement costs. Answers why it cannot be. */
export async function tellReplaced(kind: UnitKind, request: CheckRequest, replacement: Replacement): Promise<readonly Refusal[]> {
    const { replaces, log } = request;
    const { by } = replacement;
    const unit = await replacedUnit(kind, request);
    // One that has been purged is told as that.
    if (replaces === undefined || unit === undefined) return [];
    const before = unit.inactive ? [] : await liveNumbers(request, unit);
    const after = platformNumbers(ownFields(kind, replacement.inputs));
    const kept = before.filter((number) => after.includes(number));
    const refused = [...namingTheOld(request, replacement, kind, unit), ...numbersInTheWay(request, replacement, unit, kept)];
    if (refused.length > 0) return refused;
    const said = CATALOGUE.CVG328.says.replaced({
        by,
        level: kind.level,
        unit: unitText(unit),
        fate: await fateOf(request, unit),
        ...unitsInUse(request, unit),
        kept: request.told.deletesFirst === "unknown" ? kept : [],
        numbers: before.filter((number) => !after.includes(number)),
    });
    log.each("warning", { topic: kind.level, unit: by, ...said });
    return [];
}

/**
 * A second unit of one name, as `ifExists: "create"` asks for it. The engine asks for a resource that is tainted, or named with `--replace`, as
 * if there had been none before: so the one that is there may be the one that this takes the place of.
 */
export async function tellSecond(kind: UnitKind, request: CheckRequest, { by }: Replacement, others: readonly TreeUnit[]): Promise<void> {
    const [other] = others;
    if (request.replaces !== undefined || other === undefined) return;
    const said = CATALOGUE.CVG328.says.second({
        by,
        level: kind.level,
        unit: unitText(other),
        more: others.length - 1,
        fate: await fateOf(request, other),
    });
    request.log.each("warning", { topic: `second ${kind.level}`, unit: by, ...said });
}
