/** A live tenancy as declarations: what a program has to say so that nothing changes. Values and notes; how it is spelled is the writers' business. */
import { invisibleIn, isMask, nameKey } from "../gateway/index.js";
import type { Inventory, InventoryUnit } from "../inventory/inventory.js";
import {
    formatPeriod,
    isChoosable,
    isPeriod,
    looseness,
    NAMED_PERIODS,
    SETTING_NAMES,
    type SettingName,
    type Settings,
} from "../policy/index.js";
import { fieldShapes, PROJECT_FIELDS, PROJECT_SECRETS } from "../resources/project/fields.js";
import { projectShapes } from "../resources/project/shapes.js";
import { logicalNameOf, nameMaker } from "./names.js";

/** A secret that stands in the stack's configuration. */
export class ConfigSecret {
    /** @param value undefined where the gateway hides it */
    constructor(
        readonly key: string,
        readonly value: string | undefined,
    ) {}
}

export type Privacy = Readonly<Partial<Record<SettingName, boolean | string>>>;

export interface ExportedUnit {
    readonly level: "customer" | "account" | "project";
    readonly token: string;
    readonly name: string;
    /** Within its tenant; undefined for the customer itself. */
    readonly key: string | undefined;
    /** `tenant`, or `tenant-key`. */
    readonly logicalName: string;
    /** "unmanaged": what is stored cannot be declared, so nothing is. */
    readonly privacy: Privacy | "unmanaged";
    /** A project's own fields, in the order of the reference. */
    readonly fields: readonly (readonly [name: string, value: unknown])[];
    /** What a reader of the program must know, a sentence each. */
    readonly notes: readonly string[];
    readonly below: readonly ExportedUnit[];
}

export interface Exported {
    readonly tenants: readonly ExportedUnit[];
    /** In the order in which they stand in the program. */
    readonly secrets: readonly ConfigSecret[];
    /** Inactive units and those that cannot be declared, in words. */
    readonly leftOut: readonly string[];
}

export interface ExportOptions {
    /** Every setting as it applies, also where it is inherited. @default only what differs from what is inherited */
    readonly explicit?: boolean;
}

export async function exported({ reseller }: Inventory, { explicit = false }: ExportOptions = {}): Promise<Exported> {
    const secrets: ConfigSecret[] = [];
    const leftOut: string[] = [];
    const names = await nameMaker();
    // Tenants first: what they are called depends on no unit of another.
    const customers = reseller.below.filter(({ inactive }) => !inactive);
    const tenants = new Map(customers.map(({ token, name }) => [token, names.key(name, token)]));

    function unitOf(unit: InventoryUnit, tenant: string | undefined): ExportedUnit | undefined {
        if (unit.level === "reseller") return undefined;
        if (unit.inactive) {
            leftOut.push(
                `${unit.level} "${unit.name}" (${unit.token}) is inactive, and is purged on ${unit.purgeAt?.slice(0, 10) ?? "a date that is not known"}`,
            );
            return undefined;
        }
        const key = tenants.get(unit.token) ?? names.key(unit.name, unit.token, tenant);
        const logicalName = logicalNameOf(key, tenant);
        const own = unit.level === "project" ? fieldsOf(unit, logicalName) : { fields: [], secrets: [], problems: [] };
        if (own.problems.length > 0) {
            leftOut.push(`${unit.level} "${unit.name}" (${unit.token}) cannot be declared: ${own.problems.join("; ")}`);
            return undefined;
        }
        secrets.push(...own.secrets);
        const { privacy, notes } = settingsOf(unit, explicit);
        const name = nameOf(unit.name);
        const below = unit.below.map((each) => unitOf(each, tenant ?? key)).filter((each) => each !== undefined);
        return {
            level: unit.level,
            token: unit.token,
            name,
            key: tenant === undefined ? undefined : key,
            logicalName,
            fields: own.fields,
            privacy,
            notes: [...(name === unit.name ? [] : [RENAMED]), ...notes, ...own.secrets.flatMap(hiddenNote)],
            below,
        };
    }

    const found = reseller.below.map((customer) => unitOf(customer, undefined)).filter((tenant) => tenant !== undefined);
    return { tenants: found, secrets, leftOut };
}

/** A program may not have a character that nobody sees in a name, and a console may. */
const nameOf = (live: string): string => (invisibleIn(live) === undefined ? live : nameKey(live));

const RENAMED =
    "The name of this unit has a character that nobody sees, which cannot be declared: the first `pulumi up` writes it without.";

/** Nobody knows whether the gateway has the same: so it is written. */
const hiddenNote = ({ key, value }: ConfigSecret): readonly string[] =>
    value === undefined ? [`The gateway hides the secret of this bot: the first \`pulumi up\` writes ${key} of the configuration.`] : [];

const spelled = (name: SettingName, settings: Settings): boolean | string =>
    isPeriod(name) ? formatPeriod(settings[name]) : settings[name];

/** Whether a user may write what is stored: a console, or another client, may have stored any number of milliseconds. */
function isDeclarable(name: SettingName, value: boolean | string): boolean {
    if (typeof value !== "string") return true;
    return name === "dialogRetention" ? NAMED_PERIODS.some((named) => named === value) : isChoosable(value);
}

function settingsOf({ stored, above, applies }: InventoryUnit, explicit: boolean): Pick<ExportedUnit, "privacy" | "notes"> {
    const allowed = above?.applies ?? applies;
    const difference = (name: SettingName): number => looseness(name, stored[name]) - looseness(name, allowed[name]);
    const strict = SETTING_NAMES.filter((name) => explicit || difference(name) < 0);
    const odd = strict.filter((name) => !isDeclarable(name, spelled(name, applies)));
    const capped = SETTING_NAMES.filter((name) => difference(name) > 0);
    if (odd.length > 0) {
        const values = odd.map((name) => `${name} "${spelled(name, applies)}"`).join(", ");
        const isStored = odd.every((name) => spelled(name, stored) === spelled(name, applies));
        return {
            privacy: "unmanaged",
            notes: [
                `${isStored ? "Stored is" : "What applies is"} ${values}, which cannot be declared: the settings of this unit are not managed.`,
            ],
        };
    }
    const cut = capped.map((name) => `${name} ${spelled(name, stored)}`).join(", ");
    return {
        privacy: Object.fromEntries(strict.map((name) => [name, spelled(name, applies)])),
        notes: cut === "" ? [] : [`Stored is more than applies (${cut}): the first \`pulumi up\` writes what applies.`],
    };
}

interface Fields {
    readonly fields: readonly (readonly [string, unknown])[];
    readonly secrets: readonly ConfigSecret[];
    readonly problems: readonly string[];
}

type Shapes = ReturnType<typeof fieldShapes>;
const shapes: ReadonlyMap<string, Shapes[keyof Shapes]> = new Map(Object.entries(fieldShapes()));
/** The fields of a bot by its type: a secret is one of them, also where the gateway hides it. */
const SECRETS_OF: ReadonlyMap<unknown, ReadonlySet<string>> = new Map(
    projectShapes().BotShape.options.map(({ shape }) => [shape.type.value, new Set(Object.keys(shape))]),
);
const STANDS_IN = "a secret that stands in the configuration";
/** Fields without which there is no project, and one whose empty list says something. */
const NEEDED = new Set([
    "allowedOrigins",
    ...[...shapes].filter(([, shape]) => !shape.safeParse(undefined).success).map(([input]) => input),
]);
const isEmpty = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** A project's own fields as a user would write them. A list that is empty, and what the gateway does not name, needs no line. */
function fieldsOf({ body }: InventoryUnit, logicalName: string): Fields {
    const secrets: ConfigSecret[] = [];
    const problems: string[] = [];
    const fields = PROJECT_FIELDS.filter(({ input }) => input !== "name").flatMap(
        ({ input, wire, read }): readonly (readonly [string, unknown])[] => {
            const value = read(body[wire], undefined);
            const shape = shapes.get(input);
            if (shape === undefined || value === undefined || value === null || (isEmpty(value) && !NEEDED.has(input))) return [];
            const hidden = withSecrets(input, value, logicalName);
            const { error } = shape.safeParse(hidden.filled);
            if (error !== undefined)
                problems.push(...error.issues.map((issue) => `${[input, ...issue.path].join(".")}${reason(issue.message)}`));
            secrets.push(...hidden.secrets);
            return [[input, hidden.value]];
        },
    );
    return { fields, secrets, problems };
}

/** Our shapes say what a field takes, the library what is wrong with it. */
const reason = (message: string): string => (/^[a-z]/.test(message) ? ` takes ${message}` : `: ${message}`);

interface Hidden {
    /** With a ConfigSecret for each secret. */
    readonly value: unknown;
    /** With a text for each secret, also one that the gateway hides: what the shape is asked about. */
    readonly filled: unknown;
    readonly secrets: readonly ConfigSecret[];
}

const SECRETS_IN: ReadonlyMap<string, readonly string[]> = new Map(
    PROJECT_SECRETS.map(([input = ""]) => [
        input,
        PROJECT_SECRETS.flatMap(([field, name]) => (field === input && name !== undefined ? [name] : [])),
    ]),
);

/** The secrets that a value of its kind must have, taken out of it. One that the gateway hides has its place all the same. */
function withSecrets(input: string, value: unknown, logicalName: string): Hidden {
    const names = SECRETS_IN.get(input);
    if (names === undefined || typeof value !== "object" || value === null) return { value, filled: value, secrets: [] };
    const there = new Map(Object.entries(value));
    const type = there.get("type");
    const isPart = (name: string): boolean => there.has(name) || SECRETS_OF.get(type)?.has(name) === true;
    const secrets = names.filter(isPart).map((name) => {
        const live = there.get(name);
        const key = `${logicalName}-${name === "token" ? "bot-token" : "service-account-key"}`;
        return { name, secret: new ConfigSecret(key, typeof live === "string" && !isMask(live) ? live : undefined) };
    });
    const replaced = (by: (secret: ConfigSecret) => unknown) => ({
        ...value,
        ...Object.fromEntries(secrets.map(({ name, secret }) => [name, by(secret)])),
    });
    return { value: replaced((secret) => secret), filled: replaced(() => STANDS_IN), secrets: secrets.map(({ secret }) => secret) };
}
