/** A replacement makes a unit with another token: what is lost with the old one, what moves and what stays is said at preview, where the engine shows two steps. */
import type { CheckRequest, Draft } from "../../../definition/resource-definition.js";
import { counted, firstOf, freedNumbers, type Refusal, say, series, unitText } from "../../../errors/index.js";
import { plannedPurge, type TreeUnit } from "../../../gateway/index.js";
import { recordedUnit } from "../../privacy/one-owner.js";
import type { UnitKind } from "../kind.js";
import { purgeOf } from "../recorded.js";
import { inputsBefore, ownFields, platformNumbers } from "../unit-state.js";
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

/** What is below a unit stays with it, but for projects of this program: they move to the new one. */
function whatIsBelow(kind: UnitKind, { phase, told }: CheckRequest, unit: TreeUnit): string {
    const children = childrenOf(unit).filter(({ inactive }) => !inactive);
    if (children.length === 0) return "";
    const declared = new Set((told.below ?? []).map(({ level, path }) => JSON.stringify([level, path])));
    const isOurs = ({ level, name, token }: Below): boolean =>
        declared.has(JSON.stringify([level, [name.trim()]])) || phase.held.has(token);
    const [ours, others] = [children.filter(isOurs), children.filter((child) => !isOurs(child))];
    const list = (units: readonly Below[], what: string): string =>
        `${counted(units.length, what)} (${firstOf(units.map(({ name }) => `"${name}"`))})`;
    const [child, deed] =
        kind.level === "customer"
            ? ["account", "replaced as well, because an account cannot move"]
            : ["project", "moved to the new one, with token, numbers and data"];
    return [
        ours.length === 0 ? "" : ` Of what is below it, ${list(ours, child)} of this program will be ${deed}.`,
        others.length === 0
            ? ""
            : ` ${list(others, child)} below it that this program does not declare under that name stays there: unless moved or made inactive first, it keeps the old one from becoming inactive (CVG303).`,
    ].join("");
}

/** Numbers that the old project has and the new one is to have: it would get them after it was made, and the old one goes after that. */
function numbersInTheWay({ told }: CheckRequest, { by }: Replacement, unit: TreeUnit, numbers: readonly string[]): readonly Refusal[] {
    if (numbers.length === 0 || unit.inactive || told.deletesFirst === true) return [];
    return [say("CVG305", "replaced", { by, numbers: series(numbers), unit: unitText(unit) })];
}

const day = async (instant: Promise<string>): Promise<string> => (await instant).slice(0, "2026-11-25".length);

/** What becomes of the old unit, behind its name. */
async function fate({ gateway, told }: CheckRequest, unit: TreeUnit): Promise<string> {
    if (unit.inactive) return `is inactive already, and will be purged on ${await day(purgeOf(gateway, unit))}`;
    const when = told.deletesFirst === true ? "before the new one is made" : "at the end of this run";
    const { deletionRetentionTimeInDays: days } = await gateway.defaults();
    return `becomes inactive ${when}, and is purged for good ${days} days later, on ${await day(plannedPurge(gateway))} at the earliest`;
}

/** Tells what a replacement costs. Answers why it cannot be. */
export async function tellReplaced(kind: UnitKind, request: CheckRequest, replacement: Replacement): Promise<readonly Refusal[]> {
    const { replaces, log } = request;
    const { by } = replacement;
    const unit = await replacedUnit(kind, request);
    // One that has been purged is told as that.
    if (replaces === undefined || unit === undefined) return [];
    const before = platformNumbers(inputsBefore(kind, replaces.before).own);
    const after = platformNumbers(ownFields(kind, replacement.inputs));
    const kept = before.filter((number) => after.includes(number));
    const refused = numbersInTheWay(request, replacement, unit, kept);
    if (refused.length > 0) return refused;
    const alike = `replaced: the new ${kind.level} gets a token of its own`;
    const goes = await fate(request, unit);
    const data =
        kind.level === "project" ? "Its dialog data and recordings stay with it" : "What knows the old token has to learn the new one";
    const freed = freedNumbers(unit.inactive ? [] : before.filter((number) => !after.includes(number)));
    const what = `${by}: ${alike}. ${unitText(unit)} ${goes}. ${data}.${whatIsBelow(kind, request, unit)}${freed}`;
    log.each("warning", { code: "CVG328", topic: kind.level, unit: by, what, alike: `${alike}, and the old one becomes inactive` });
    return [];
}

/**
 * A second unit of one name, as `ifExists: "create"` asks for it. The engine asks for a resource that is tainted, or named with `--replace`, as
 * if there had been none before: so the one that is there may be the one that this takes the place of.
 */
export async function tellSecond(kind: UnitKind, request: CheckRequest, { by }: Replacement, others: readonly TreeUnit[]): Promise<void> {
    const [other] = others;
    if (request.replaces !== undefined || other === undefined) return;
    const beside = `${unitText(other)}${others.length > 1 ? ` and ${others.length - 1} more of this name` : ""}`;
    const alike = `a second ${kind.level} of its name is made, because ifExists is "create"`;
    const goes = `If it takes the place of that one (--replace, or the resource is tainted), that one ${await fate(request, other)}`;
    const what = `${by}: ${alike}, beside ${beside}. ${goes}.`;
    request.log.each("warning", { code: "CVG328", topic: `second ${kind.level}`, unit: by, what, alike });
}
