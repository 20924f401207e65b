/** Where calls go: telephone numbers and bots, before and after. */
import type { Bot, Side } from "../fleet/side.js";
import type { When } from "../fleet/tree.js";
import type { Unit } from "../fleet/unit.js";
import type { Draft } from "./draft.js";

export interface Numbers {
    /** Numbers of a unit that nobody of the program has afterwards. */
    freed(unit: Unit): readonly string[];
    /** Numbers that a unit gets from another. */
    taken(unit: Unit): readonly { readonly number: string; readonly from: Unit }[];
    /** Numbers that nobody of the program had before. */
    added(unit: Unit): readonly string[];
}

export function numbersOf(units: readonly Unit[]): Numbers {
    const holders = (when: When): ReadonlyMap<string, Unit> => {
        const found = new Map<string, Unit>();
        for (const unit of units) for (const number of unit[when]?.numbers ?? []) found.set(number, unit);
        return found;
    };
    const [before, after] = [holders("before"), holders("after")];
    return {
        freed: (unit) => (unit.before?.numbers ?? []).filter((number) => !after.has(number)),
        taken: (unit) =>
            (unit.after?.numbers ?? []).flatMap((number) => {
                const from = before.get(number);
                return from === undefined || from === unit ? [] : [{ number, from }];
            }),
        added: (unit) => (unit.after?.numbers ?? []).filter((number) => !before.has(number)),
    };
}

/** "the bot at bots.acme.example", as far as it is known. */
export const botNamed = (bot: Bot | undefined): string => (bot === undefined ? "its bot" : (bot.host ?? bot.type));

function bots(unit: Unit, before: Bot | undefined, after: Bot | undefined): readonly Draft[] {
    if (after?.unknown === true) return before?.unknown === true ? [] : [{ kind: "bot-unknown", to: "unknown" }];
    if (before === undefined || after === undefined) return [];
    const callers = unit.after?.numbers ?? [];
    const [from, to] = [botNamed(before), botNamed(after)];
    if (from !== to) return [{ kind: "bot-moved", from, to, details: callers }];
    const drafts: Draft[] = [];
    if (before.address !== after.address && after.address !== undefined)
        drafts.push({ kind: "bot-address", from: before.address ?? "", to: after.address });
    if (unit.secretDiffers) drafts.push({ kind: "bot-secret", to: "[secret]" });
    return drafts;
}

/** A unit that is in use before and after. */
export function callsElsewhere(unit: Unit, before: Side, after: Side, numbers: Numbers): readonly Draft[] {
    const drafts: Draft[] = [...bots(unit, before.bot, after.bot)];
    if (after.numbersUnknown) drafts.push({ kind: "numbers-unknown", to: "unknown" });
    else if (!unit.replaced)
        for (const number of numbers.freed(unit))
            drafts.push({ kind: "number-freed", from: number, to: `${number} free`, details: [number] });
    if (unit.before?.active === true) {
        const added = numbers.added(unit);
        if (added.length > 0) drafts.push({ kind: "number-added", to: added.join(", "), details: added });
    }
    return drafts;
}

/** Numbers that the unit gets from others, whether it is new or not. The number is part of the new value: an approval of one is none of another. */
export const callersTaken = (unit: Unit, name: string, numbers: Numbers): readonly Draft[] =>
    numbers.taken(unit).map(({ number, from }) => {
        const there = `${name} (bot at ${botNamed(unit.after?.bot)})`;
        return {
            kind: "number-moved",
            from: number,
            details: [`${number}, today at ${from.before?.name ?? from.resource}`],
            to: `${number} at ${there}`,
            values: { to: there },
        };
    });
