/** What a preview promises, and each way in which an update does not keep it. */
import { isDeepStrictEqual } from "node:util";
import type { ShownUnit } from "../../harness/console.js";
import type { Run } from "../../harness/engine-steps.js";
import type { ProgramRun } from "../../harness/program-engine.js";
import { isRecord, UNKNOWN, unsealed } from "../../harness/properties.js";
import { looseness, NAMES, type Name, readable, readableAll } from "./gateway.js";
import type { written } from "./plans.js";
import { type Heard, isAbout } from "./said.js";
import type { ProgramStack } from "./stack.js";

export interface Snapshot {
    readonly units: ReadonlyMap<string, ShownUnit>;
    /** Who has each number: tokens of active projects. */
    readonly numbers: ReadonlyMap<string, string>;
}

export const plain = ({ messages }: Run): readonly string[] =>
    messages.filter(({ severity }) => severity !== "debug").map(({ severity, text }) => `${severity}: ${text}`);

/** Where a known value of a preview turned out otherwise. */
function* differences(path: string, previewed: unknown, came: unknown): Generator<string> {
    if (previewed === UNKNOWN) return;
    if (isRecord(previewed) && isRecord(came)) {
        for (const key of new Set([...Object.keys(previewed), ...Object.keys(came)])) {
            if (!key.startsWith("__")) yield* differences(`${path}.${key}`, previewed[key], came[key]);
        }
    } else if (!isDeepStrictEqual(previewed, came))
        yield `${path}: the preview showed ${JSON.stringify(previewed)}, the update has ${JSON.stringify(came)}`;
}

/** The steps of the update are those of the preview, with the same values. */
export function* sameSteps(preview: ProgramRun, update: ProgramRun, unseen: ReadonlySet<string>): Generator<string> {
    // What somebody else changed, and no refresh has found, may make the update write more: as declared, all the same.
    const more = Object.entries(update.plan).filter(
        ([name, op]) => op === "update" && preview.plan[name] === undefined && unseen.has(name),
    );
    const planned = { ...preview.plan, ...Object.fromEntries(more) };
    if (!isDeepStrictEqual(sorted(planned), sorted(update.plan)))
        yield `the plan was ${JSON.stringify(sorted(preview.plan))} and became ${JSON.stringify(sorted(update.plan))}`;
    for (const [name, inputs] of preview.inputs) {
        const came = update.inputs.get(name);
        if (came !== undefined) yield* differences(name, unsealed(inputs), unsealed(came));
    }
}
const sorted = (plan: Run["plan"]) => Object.fromEntries(Object.entries(plan).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Resources whose settings somebody else had changed before the preview, which knows nothing of it without a refresh: what is not written stays so. */
export function unseenDrift(state: ProgramStack["state"], { units }: Snapshot): ReadonlySet<string> {
    const drifted = [...state.values()].filter(({ id, outputs }) => {
        const unit = units.get(id);
        return (
            unit !== undefined &&
            isRecord(outputs.effective) &&
            !isDeepStrictEqual({ ...outputs.effective }, { ...readableAll(unit.effective) })
        );
    });
    return new Set(drifted.map(({ name }) => name));
}

/** What is recorded to apply is what applies. */
export function* appliesAsRecorded(stack: ProgramStack, { units }: Snapshot, unseen: ReadonlySet<string>): Generator<string> {
    for (const { name, id, outputs } of stack.state.values()) {
        if (unseen.has(name)) continue;
        const unit = units.get(id);
        if (unit === undefined) {
            yield `${name}: the gateway has no unit ${id}`;
            continue;
        }
        if (!isRecord(outputs.effective) || unit.inactive) continue;
        const live = readableAll(unit.effective);
        for (const setting of NAMES)
            if (outputs.effective[setting] !== live[setting])
                yield `${name}: ${setting} is recorded as ${outputs.effective[setting]}, and ${live[setting]} applies`;
    }
}

/** Somebody else's change, of which a preview knows nothing without a refresh: the update names what it replaces (CVG315). */
const driftedSince =
    (state: ProgramStack["state"]) =>
    (token: string, setting: Name, { effective }: ShownUnit): boolean =>
        [...state.values()].some(
            ({ id, outputs }) => id === token && isRecord(outputs.effective) && outputs.effective[setting] !== readable(effective, setting),
        );

/** Whatever becomes looser or stricter is said, by unit and setting. */
export function* changesAreSaid(
    stateBefore: ProgramStack["state"],
    owners: ReadonlyMap<string, readonly string[]>,
    before: Snapshot,
    after: Snapshot,
    said: Heard,
): Generator<string> {
    const drifted = driftedSince(stateBefore);
    // The engine asks nobody of what leaves a program: the update says what a reset did.
    const reset = new Set([...stateBefore.values()].filter(({ inputs }) => inputs.onDelete === "reset").map(({ name }) => name));
    for (const unit of after.units.values()) {
        const was = before.units.get(unit.token);
        if (was === undefined || was.inactive || unit.inactive) continue;
        const names = owners.get(unit.token) ?? [];
        for (const setting of NAMES) {
            const [then, now] = [looseness(was.effective, setting), looseness(unit.effective, setting)];
            if (then === now || (now < then && names.some((name) => reset.has(name) && said.gone(name)))) continue;
            const change = `${unit.level} "${unit.name}" (${names.join(", ") || "undeclared"}): ${setting} ${readable(was.effective, setting)} => ${readable(unit.effective, setting)}`;
            if (now > then && !said.looser(names, setting) && !drifted(unit.token, setting, was)) yield `not said: ${change}`;
            if (drifted(unit.token, setting, was)) continue;
            if (now < then && !said.stricter(names, setting) && !isBelowOneThatIsSaid(unit, after, owners, said, setting))
                yield `not said: ${change}`;
        }
    }
}

function isBelowOneThatIsSaid(
    unit: ShownUnit,
    { units }: Snapshot,
    owners: ReadonlyMap<string, readonly string[]>,
    said: Heard,
    setting: string,
): boolean {
    for (let above = units.get(unit.above ?? ""); above !== undefined; above = units.get(above.above ?? ""))
        if (said.stricter(owners.get(above.token) ?? [], setting)) return true;
    return false;
}

/** Units that come, go and move are those that the plan says. */
export function* unitsAsPlanned(
    stack: ProgramStack,
    preview: Run,
    before: Snapshot,
    after: Snapshot,
    gone: ReadonlyMap<string, string>,
): Generator<string> {
    const opOf = (name: string) => preview.plan[name];
    const declared = new Map([...stack.state.values()].filter(({ type }) => type !== "cvg:PrivacyPolicy").map((one) => [one.id, one]));
    for (const unit of after.units.values()) {
        const was = before.units.get(unit.token);
        const one = declared.get(unit.token);
        const op = one === undefined ? undefined : opOf(one.name);
        if (was === undefined && op !== "create" && op !== "replace") yield `${unit.level} "${unit.name}" is new, planned was ${op}`;
        if (was !== undefined && !was.inactive && unit.inactive) {
            const by = gone.get(unit.token);
            const planned = by !== undefined && (opOf(by) === "delete" || opOf(by) === "replace");
            if (!planned && !(one?.inputs.active === false && op === "update"))
                yield `${unit.level} "${unit.name}" is inactive, planned was ${op} (${by})`;
        }
        if (was?.inactive && !unit.inactive && op === undefined) yield `${unit.level} "${unit.name}" is active again, planned was nothing`;
        if (was !== undefined && was.above !== unit.above && op === undefined)
            yield `${unit.level} "${unit.name}" moved, planned was nothing`;
    }
    for (const unit of before.units.values()) if (!after.units.has(unit.token)) yield `${unit.level} "${unit.name}" is not there any more`;
}

/** A telephone number changes hands, or becomes free, only where a step is planned for the project that had it. */
export function* numbersAsPlanned(preview: Run, before: Snapshot, after: Snapshot, names: ReadonlyMap<string, string>): Generator<string> {
    for (const [number, token] of before.numbers) {
        const now = after.numbers.get(number);
        const name = names.get(token);
        if (now === token || (name !== undefined && preview.plan[name] !== undefined)) continue;
        yield `${number} of ${name ?? token} ${now === undefined ? "is free" : `is on ${names.get(now) ?? now}`}, planned was nothing`;
    }
}

/** Nobody else is at work between the two: what an update says that others did, its preview said too. */
export function* nothingOfOthers(preview: Run, update: Run, unseen: ReadonlySet<string>): Generator<string> {
    const tokens = (run: Run) => plain(run).flatMap((text) => (/ CVG31[15] /.test(text) ? (text.match(/[-\da-f]{36}/g) ?? []) : []));
    const known = new Set([...tokens(preview), ...unseen]);
    for (const token of new Set(tokens(update)))
        if (!known.has(token)) yield `the update blames others for a change of ${token}, the preview did not`;
}

/** After the update there is nothing left to do, to find or to warn of. */
export async function* nothingLeft(
    stack: ProgramStack,
    program: ReturnType<typeof written>,
    said: ProgramRun,
    unseen: ReadonlySet<string>,
): AsyncGenerator<string> {
    // What a preview without a refresh saw of somebody else's doing, an update leaves as it is.
    const tokens = said.messages
        .filter(({ text }) => text.startsWith("CVG311"))
        .flatMap(({ text }) => /\(([-\da-f]{36})\)/.exec(text)?.[1] ?? []);
    const known = new Set([...unseen, ...[...stack.state.values()].filter(({ id }) => tokens.includes(id)).map(({ name }) => name)]);
    const next = await stack.preview(program);
    if (next.problem !== undefined) yield `the next preview refuses: ${next.problem.reasons.join(" | ")}`;
    for (const { name, op, changed } of next.steps)
        if (op !== "same" && !known.has(name)) yield `the next preview has ${op} of ${name}: ${changed.join(", ")}`;
    const before = plain(said);
    const isKnown = (text: string): boolean => {
        const [code, name] = text.replace(/^\w+: /, "").split(/[ :]+/);
        // A unit that somebody moved stays there until a refresh; its name may be another one by now. And what was folded is said of all that are in it.
        if (code === "CVG311" && tokens.some((token) => text.includes(token))) return true;
        return before.some((each) => each === text || (each.includes(`: ${code} `) && isAbout(each.replace(/^\w+: /, ""), [name ?? ""])));
    };
    for (const text of plain(next).filter((each) => !each.startsWith("info") && !isKnown(each))) yield `the next preview says ${text}`;
    const refresh = await stack.refresh();
    for (const { name, op, changed } of refresh.steps)
        if ((op !== "refresh" || changed.length > 0) && !known.has(name)) yield `the refresh finds ${op} ${name}: ${changed.join(", ")}`;
    const again = await stack.preview(program);
    if (again.problem !== undefined) yield `the preview after the refresh refuses: ${again.problem.reasons.join(" | ")}`;
    for (const { name, op, changed } of again.steps)
        if (op !== "same" && !known.has(name)) yield `after the refresh there is ${op} of ${name}: ${changed.join(", ")}`;
}
