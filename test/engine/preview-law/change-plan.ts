/** What a change makes of a program. */
import type { Change } from "./draw.js";
import { LIVE } from "./draw.js";
import { inOrder, type Place, type Plan, type Policy, subtree, type Unit } from "./plans.js";

const chosen = <T>(from: readonly T[], at: number): T | undefined => (from.length === 0 ? undefined : from[at % from.length]);

const edited = (plan: Plan, by: string | undefined, edit: (unit: Unit) => Unit): Plan => ({
    ...plan,
    units: plan.units.map((unit) => (unit.by === by ? edit(unit) : unit)),
});

const places = (plan: Plan, level: Unit["level"]): readonly Place[] =>
    level === "account"
        ? [...plan.units.filter((unit) => unit.level === "customer").map(({ by }) => ({ unit: by })), { live: LIVE.customer }]
        : [
              ...plan.units.filter((unit) => unit.level === "account").map(({ by }) => ({ unit: by })),
              { live: LIVE.account },
              { live: LIVE.other },
          ];

function removed(plan: Plan, by: string | undefined): Plan {
    if (by === undefined) return plan;
    const gone = subtree(plan, by);
    return { ...plan, units: plan.units.filter((unit) => !gone.includes(unit.by)) };
}

function added(plan: Plan, { level, at, words, form }: Extract<Change, { kind: "add" }>, index: number): Plan {
    const above = level === "customer" ? undefined : chosen(places(plan, level), at);
    const by = `new${index}`;
    const unit: Unit = {
        ...{ level, by, name: by.toUpperCase(), above, form, settings: words, active: undefined, ifExists: undefined },
        ...{ numbers: [], host: "bots.one.example", options: undefined },
    };
    return { ...plan, units: inOrder([...plan.units, unit]) };
}

/** A number goes from one project to another, or out of the program. */
function handedOver(plan: Plan, at: number, to: number | undefined): Plan {
    const giver = chosen(
        plan.units.filter(({ numbers }) => numbers.length > 0),
        at,
    );
    const [number] = giver?.numbers ?? [];
    if (giver === undefined || number === undefined) return plan;
    const taker =
        to === undefined
            ? undefined
            : chosen(
                  plan.units.filter(({ level, by }) => level === "project" && by !== giver.by),
                  to,
              );
    const without = edited(plan, giver.by, (unit) => ({ ...unit, numbers: unit.numbers.filter((each) => each !== number) }));
    return edited(without, taker?.by, (unit) => ({ ...unit, numbers: [...unit.numbers, number] }));
}

const SCOPES: readonly (readonly [string, Policy["scope"]])[] = [
    ["top", "reseller"],
    ["live-c", { live: LIVE.customer }],
    ["live-a", { live: LIVE.account }],
    ["live-p", { live: LIVE.project }],
];

function withPolicy(plan: Plan, { at, words }: Extract<Change, { kind: "policy" }>): Plan {
    const [by, scope] = chosen(SCOPES, at) ?? ["top", "reseller"];
    const plain = Object.fromEntries(Object.entries(words).filter(([, word]) => typeof word !== "object" && word !== "inherit"));
    const settings = scope === "reseller" ? plain : words;
    const known = plan.policies.find((policy) => policy.by === by);
    const policy: Policy = known === undefined ? { by, scope, settings, below: undefined, onDelete: undefined } : { ...known, settings };
    return { ...plan, policies: [...plan.policies.filter((each) => each.by !== by), policy].sort((a, b) => order(a.by) - order(b.by)) };
}
const order = (by: string): number => SCOPES.findIndex(([name]) => name === by);

export function changedPlan(plan: Plan, change: Change, index: number): Plan {
    const { kind, at } = change;
    const any = chosen(plan.units, at);
    switch (kind) {
        case "set":
            return edited(plan, any?.by, (unit) => ({ ...unit, settings: { ...unit.settings, ...change.words } }));
        case "let go":
            return edited(plan, any?.by, (unit) => ({ ...unit, settings: undefined }));
        case "form":
            return edited(plan, any?.by, (unit) => ({ ...unit, form: unit.form === "inline" ? "policy" : "inline" }));
        case "rename":
            return edited(plan, any?.by, (unit) => ({ ...unit, name: `${unit.name} renamed` }));
        case "remove":
            return removed(plan, any?.by);
        case "inactive":
            return edited(plan, any?.by, (unit) => ({ ...unit, active: false }));
        case "active":
            return edited(plan, plan.units.find(({ active }) => active === false)?.by, (unit) => ({ ...unit, active: undefined }));
        case "again":
            return edited(plan, any?.by, (unit) => ({ ...unit, ifExists: "adopt" }));
        case "host":
            return edited(plan, any?.by, (unit) => ({
                ...unit,
                host: unit.host === "bots.one.example" ? "bots.two.example" : "bots.one.example",
            }));
        case "move": {
            const moving = chosen(
                plan.units.filter(({ level }) => level !== "customer"),
                at,
            );
            const to = moving === undefined ? undefined : chosen(places(plan, moving.level), change.to);
            return edited(plan, moving?.by, (unit) => ({ ...unit, above: to }));
        }
        case "hand over":
            return handedOver(plan, at, change.to);
        case "free":
            return handedOver(plan, at, undefined);
        case "number": {
            const taker = chosen(
                plan.units.filter(({ level }) => level === "project"),
                at,
            );
            return edited(plan, taker?.by, (unit) => ({ ...unit, numbers: [...unit.numbers, `+4989300${1000 + index}`] }));
        }
        case "add":
            return added(plan, change, index);
        case "policy":
            return withPolicy(plan, change);
        case "no policy":
            return { ...plan, policies: plan.policies.filter((_, place) => place !== at % plan.policies.length) };
    }
}
