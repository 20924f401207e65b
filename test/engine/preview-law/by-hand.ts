/** The gateway's own judgement of a program: somebody writes it by hand, level by level, and hears what is refused. */

import { CLOSED, PROJECT_BODY } from "../../harness/bodies.js";
import type { Json, ShownUnit } from "../../harness/console.js";
import type { ResourceState } from "../../harness/stack-state.js";
import { type Gateway, looseness, NAMES, type Name, pathOf, WIRE, wireOf } from "./gateway.js";
import { ownerOf, type Place, type Plan, type Unit, type Words } from "./plans.js";

/** As strict about settings as the contract allows: what is looser than above is refused, whoever wrote it. */
const STRICT = {
    tightening: "cap",
    looserWrite: "reject",
    unchangedLooser: "reject",
    moveLooser: "cap",
    moveNumbers: "kept",
    restoreLooser: "cap",
    restoreChildren: "no",
} as const;

type State = ReadonlyMap<string, ResourceState>;

/** What words come to where `allowed` applies above. */
function asked(words: Words, allowed: Json): Json {
    const values = NAMES.map((name) => {
        const word = words[name];
        if (word === undefined || word === "inherit") return { [WIRE[name].wire]: allowed[WIRE[name].wire] };
        if (typeof word !== "object") return wireOf(name, word);
        const wish = wireOf(name, word.wish);
        return looseness(wish, name) <= looseness(allowed, name) ? wish : { [WIRE[name].wire]: allowed[WIRE[name].wire] };
    });
    return Object.assign({}, ...values);
}

const nameOf = (field: string): Name | undefined => NAMES.find((name) => field === `commonConfiguration.${WIRE[name].wire}`);

/** Sends settings; what is refused is told, and sent again as the level above has it. */
async function sent(send: (settings: Json) => Promise<void>, settings: Json, allowed: Json): Promise<readonly Name[]> {
    try {
        await send(settings);
        return [];
    } catch (error) {
        const refused =
            error instanceof Error ? /EXCEEDS_PARENT/.test(error.message) && /"fieldReferences":(\[.*?\])/.exec(error.message) : null;
        if (!refused) throw error;
        const fields: readonly unknown[] = JSON.parse(refused[1] ?? "[]");
        const names = fields.flatMap((field) => nameOf(String(field)) ?? []);
        const kept = Object.assign({}, settings, ...names.map((name) => ({ [WIRE[name].wire]: allowed[WIRE[name].wire] })));
        await send(kept);
        return names;
    }
}

interface Writing {
    readonly gateway: Gateway;
    readonly tokens: Map<string, string>;
    readonly refused: string[];
}

const unitAt = async ({ gateway }: Writing, token: string | undefined): Promise<ShownUnit> => {
    const unit = (await gateway.console.everyUnit()).find((each) => each.token === token);
    if (unit === undefined) throw new Error(`there is no unit ${token}`);
    return unit;
};

async function edited(writing: Writing, token: string | undefined, by: string, words: Words): Promise<void> {
    const { gateway, refused } = writing;
    const unit = await unitAt(writing, token);
    const allowed = unit.above === undefined ? unit.stored : (await unitAt(writing, unit.above)).effective;
    const send = (settings: Json) =>
        gateway.console.edit(pathOf(gateway, unit), (body) => ({
            ...body,
            commonConfiguration: { ...Object(body.commonConfiguration), ...settings },
        }));
    for (const name of await sent(send, asked(words, allowed), allowed)) refused.push(`${by} ${name}`);
}

const tokenOf = ({ gateway, tokens }: Writing, place: Place | undefined): string | undefined =>
    place === undefined ? gateway.sandbox.reseller : "live" in place ? gateway.live.get(place.live) : tokens.get(place.unit);

async function made(writing: Writing, unit: Unit, above: ShownUnit): Promise<void> {
    const { gateway, tokens, refused } = writing;
    const { console, sandbox } = gateway;
    const { level, by, name, settings } = unit;
    const known = new Set((await console.everyUnit()).map(({ token }) => token));
    const path = `/${level}s/${sandbox.reseller}${level === "customer" ? "" : `/${above.token}`}`;
    const body = { [`${level}Name`]: name, ...(level === "project" ? PROJECT_BODY : {}) };
    const send = (commonConfiguration: Json) => console.post(path, { ...body, commonConfiguration });
    const born = settings === undefined && level === "project" ? CLOSED : asked(settings ?? {}, above.effective);
    for (const setting of await sent(send, born, above.effective)) refused.push(`${ownerOf(unit)} ${setting}`);
    const token = (await console.everyUnit()).find((each) => !known.has(each.token))?.token;
    if (token !== undefined) tokens.set(by, token);
}

async function unitWritten(writing: Writing, unit: Unit): Promise<void> {
    const { gateway, tokens } = writing;
    const above = await unitAt(writing, tokenOf(writing, unit.above));
    const token = tokens.get(unit.by);
    const there = token === undefined ? undefined : await unitAt(writing, token);
    const moves = there !== undefined && there.above !== above.token;
    if (there === undefined || (moves && unit.level !== "project")) return await made(writing, unit, above);
    if (moves) await gateway.console.post(`${pathOf(gateway, there)}/move`, { customerToken: above.above, accountToken: above.token });
    if (unit.settings !== undefined) await edited(writing, token, ownerOf(unit), unit.settings);
}

/** A level whose settings nobody declares keeps what applied there, whatever becomes of the levels above. */
async function pinned(writing: Writing): Promise<void> {
    const { console } = writing.gateway;
    for (const unit of (await console.everyUnit()).filter(({ inactive }) => !inactive))
        await console.edit(pathOf(writing.gateway, unit), (body) => ({ ...body, commonConfiguration: unit.effective }));
}

/** Owner and setting of everything that the gateway refuses. The gateway is not what it was, afterwards. */
export async function refusedByHand(gateway: Gateway, plan: Plan, state: State): Promise<readonly string[]> {
    const tokens = new Map([...state].map(([name, { id }]) => [name, id]));
    const writing: Writing = { gateway, tokens, refused: [] };
    await gateway.console.control("POST", "/behaviour", STRICT);
    await pinned(writing);
    for (const level of ["reseller", "customer", "account", "project"] as const) {
        for (const { by, scope, settings } of plan.policies) {
            const token = scope === "reseller" ? gateway.sandbox.reseller : gateway.live.get(scope.live);
            const unit = await unitAt(writing, token);
            if (unit.level === level) await edited(writing, token, by, settings);
        }
        for (const unit of plan.units) if (unit.level === level) await unitWritten(writing, unit);
    }
    return writing.refused.sort();
}

/** Whether the plan can be written by hand at all: nothing in it, nor above it, is inactive. */
export async function isInUse(gateway: Gateway, plan: Plan, state: State): Promise<boolean> {
    const units = new Map((await gateway.console.everyUnit()).map((unit) => [unit.token, unit]));
    const unused = (token: string | undefined): boolean => token !== undefined && units.get(token)?.inactive !== false;
    const live = [
        ...plan.units.flatMap(({ above }) => (above !== undefined && "live" in above ? [above.live] : [])),
        ...plan.policies.flatMap(({ scope }) => (scope === "reseller" ? [] : [scope.live])),
    ];
    return (
        plan.units.every(({ active }) => active === undefined) &&
        !plan.units.some(({ by }) => unused(state.get(by)?.id)) &&
        !live.some((name) => unused(gateway.live.get(name)))
    );
}
