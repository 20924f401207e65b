/** Programs as data: what a user declares of customers, accounts and projects, before it becomes constructors. */
import type { SettingName } from "../../../provider/policy/index.js";
import { SPEECH } from "../../harness/bodies.js";
import { atMost, ifAllowed, object, RESELLER, type Written } from "../../harness/program-engine.js";
import type { Properties } from "../../harness/properties.js";

export type UnitLevel = "customer" | "account" | "project";
/** What a program says of one setting: a value, `"inherit"`, or a wish that is cut. */
export type Word = boolean | string | { readonly wish: boolean | string };
export type Words = Readonly<Partial<Record<SettingName, Word>>>;

/** Where a unit stands: below a unit of the program, or below one that was made in the console and is named by its token. */
export type Place = { readonly unit: string } | { readonly live: string };

export interface Unit {
    readonly level: UnitLevel;
    /** Logical name. */
    readonly by: string;
    /** Display name. */
    readonly name: string;
    /** Undefined: a customer. */
    readonly above: Place | undefined;
    readonly settings: Words | undefined;
    readonly form: "inline" | "policy";
    readonly active: false | undefined;
    readonly ifExists: "adopt" | "restore" | "continue" | "create" | undefined;
    /** Of a project. */
    readonly numbers: readonly string[];
    readonly host: string;
    readonly options: Properties | undefined;
}

/** A policy of a unit that the program does not declare: of the reseller, or of one that was made in the console. */
export interface Policy {
    readonly by: string;
    readonly scope: "reseller" | { readonly live: string };
    readonly settings: Words;
    readonly below: "refuse" | undefined;
    readonly onDelete: "reset" | undefined;
}

export interface Plan {
    /** Each after the one above it. */
    readonly units: readonly Unit[];
    readonly policies: readonly Policy[];
}

/** The resource that declares the settings of a unit. */
export const ownerOf = ({ by, form }: Pick<Unit, "by" | "form">): string => (form === "inline" ? by : `${by}-privacy`);

const spelled = (word: Word): unknown =>
    typeof word !== "object" ? word : typeof word.wish === "string" ? atMost(word.wish) : ifAllowed(word.wish);
const spelledAll = (words: Words): Properties => Object.fromEntries(Object.entries(words).map(([name, word]) => [name, spelled(word)]));

const RESOURCE = { customer: "Customer", account: "Account", project: "Project" } as const;
const PARENT = { customer: "reseller", account: "customer", project: "account" } as const;

/** Tokens of the console's units, by display name. */
export type Tokens = ReadonlyMap<string, string>;

function tokenOf(tokens: Tokens, name: string): string {
    const token = tokens.get(name);
    if (token === undefined) throw new Error(`the console made no "${name}"`);
    return token;
}

/** Tokens by which resources name units of the same program, by the resource that does: an account or a project the unit above, a policy its unit. */
export type Literals = ReadonlyMap<string, string>;

function* unitWritten(unit: Unit, tokens: Tokens, literals: Literals): Generator<Written> {
    const { level, by, name, above, settings, form, active, ifExists, numbers, host, options } = unit;
    const declared = (named: string): string | Properties => literals.get(by) ?? object(named);
    const place = above === undefined ? undefined : "live" in above ? tokenOf(tokens, above.live) : declared(above.unit);
    const args = {
        name,
        ...(place === undefined ? {} : { [PARENT[level]]: place }),
        ...(active === false ? { active } : {}),
        ...(ifExists === undefined ? {} : { ifExists }),
        ...(settings !== undefined && form === "inline" ? { privacy: spelledAll(settings) } : {}),
        ...(level !== "project"
            ? {}
            : {
                  ...SPEECH,
                  bot: { type: "cognigy", endpointUrl: `https://${host}/` },
                  ...(numbers.length > 0 ? { platformNumbers: numbers } : {}),
              }),
    };
    yield { resource: RESOURCE[level], name: by, args, ...(options === undefined ? {} : { options }) };
    if (settings !== undefined && form === "policy") {
        const literal = literals.get(ownerOf(unit));
        const args = { scope: literal ?? object(by), ...spelledAll(settings) };
        const more = literal === undefined ? { options: { deletedWith: object(by) } } : {};
        yield { resource: "PrivacyPolicy", name: ownerOf(unit), args, ...more };
    }
}

/** The program's constructor calls, in its order; first what names units of the program by their tokens. */
export function written({ units, policies }: Plan, tokens: Tokens, literals: Literals = new Map()): readonly Written[] {
    const ofOthers = policies.map(
        ({ by, scope, settings, below, onDelete }): Written => ({
            resource: "PrivacyPolicy",
            name: by,
            args: {
                scope: scope === "reseller" ? RESELLER : tokenOf(tokens, scope.live),
                ...spelledAll(settings),
                ...(below === undefined ? {} : { below }),
                ...(onDelete === undefined ? {} : { onDelete }),
            },
        }),
    );
    const all = [...ofOthers, ...units.flatMap((unit) => [...unitWritten(unit, tokens, literals)])];
    const [byToken, byObject] = [true, false].map((literal) => all.filter(({ name }) => literals.has(name) === literal));
    return [...(byToken ?? []), ...(byObject ?? [])];
}

export const below = ({ units }: Plan, by: string): readonly Unit[] =>
    units.filter(({ above }) => above !== undefined && "unit" in above && above.unit === by);

/** The unit and all that the program declares below it. */
export function subtree(plan: Plan, by: string): readonly string[] {
    return [by, ...below(plan, by).flatMap((unit) => subtree(plan, unit.by))];
}

/** The units in an order in which each stands after the one above it. */
export function inOrder(units: readonly Unit[]): readonly Unit[] {
    const rank = { customer: 0, account: 1, project: 2 };
    return [...units].sort((a, b) => rank[a.level] - rank[b.level]);
}
