/** How things stand after a run, in words that do not depend on which tokens the gateway has made up: two runs that end alike say the same. */
import type { Console, ShownUnit } from "../../harness/console.js";
import type { ResourceState } from "../../harness/stack-state.js";

const ROUTE = { reseller: "reseller", customer: "customers", account: "account", project: "project" } as const;

/** What an admin sees of every unit, and what the stack remembers. */
export async function outcomeOf(console: Console, reseller: string, state: ReadonlyMap<string, ResourceState>): Promise<readonly string[]> {
    const units = await console.everyUnit();
    const byToken = new Map(units.map((unit) => [unit.token, unit]));
    const pathOf = ({ name, above, inactive }: ShownUnit): string => {
        const parent = byToken.get(above ?? "");
        return `${parent === undefined ? "" : pathOf(parent)}/${name}${inactive ? " (inactive)" : ""}`;
    };
    const told = (value: unknown): string =>
        units.reduce((text, unit) => text.replaceAll(unit.token, `<${pathOf(unit)}>`), JSON.stringify(value)).replaceAll(INSTANT, "<then>");
    const bodies = await Promise.all(
        units.map(async (unit) => {
            const body = await console.get(`/${ROUTE[unit.level]}/${unit.level === "reseller" ? reseller : `${reseller}/${unit.token}`}`);
            return `${pathOf(unit)}: ${told(body)} ${told(unit.effective)}`;
        }),
    );
    const remembered = [...state.values()].map(
        ({ name, id, inputs, outputs, initErrors }) => `${name} = ${told([id, inputs, outputs, initErrors])}`,
    );
    return [...bodies.sort(), ...remembered.sort()];
}

const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Active units that no resource of the stack has (`held`: the tokens that its state holds), and units that one level, place and name has twice. */
export async function strayUnits(console: Console, held: ReadonlySet<string>): Promise<readonly string[]> {
    const units = (await console.everyUnit()).filter(({ level }) => level !== "reseller");
    const places = units.map(({ level, above, name }) => JSON.stringify([level, above, name.trim()]));
    const doubled = units.filter((_, index) => places.indexOf(places[index] ?? "") !== index);
    const orphans = units.filter(({ token, inactive }) => !inactive && !held.has(token));
    return [...doubled.map(({ name }) => `${name} is there twice`), ...orphans.map(({ name }) => `${name} is in no state`)];
}
