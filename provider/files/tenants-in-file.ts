/** What a file says of tenants: checked unit by unit, so that all mistakes are found at once, and made into what a Tenant takes. */
import * as pulumi from "@pulumi/pulumi";
import { KEY, logicalName } from "../constructs/names.js";
import type { Presets } from "../constructs/presets.js";
import { nearest } from "../definition/did-you-mean.js";
import { type Draft, isObject } from "../definition/draft.js";
import { CATALOGUE, type Refusal } from "../errors/index.js";
import { checkInFile, notAMap, without } from "./check-unit-in-file.js";
import { type Located, type LocatedEntry, type LocatedMap, type Position, plainValue } from "./located.js";
import { merged } from "./merge.js";
import type { FileProblem } from "./problem.js";
import { defaultsInFiles, type FileLevel, unitsInFiles } from "./units-in-files.js";

/** What the program gives to a file. */
export interface Given {
    readonly presets: Presets;
    /** The value of a secret that the file names. */
    readonly secrets: ((name: string) => pulumi.Input<string>) | undefined;
    /** What a table says of itself; undefined: the file is none. */
    readonly table?: { readonly hasUnknownColumns: boolean } | undefined;
}

const BELOW = { tenant: "accounts", account: "projects", project: undefined } as const;
const LEVEL_BELOW = { tenant: "account", account: "project", project: undefined } as const;
const TOP = ["tenants", "defaults"];
const NOTHING: LocatedMap = { kind: "map", at: { line: 1, column: 1 }, entries: new Map() };

/** A unit that is read: its level, how messages name it, and what it says. */
interface Unit {
    readonly level: FileLevel;
    readonly named: string;
    readonly map: LocatedMap;
}

/** One reading of one file's tree. */
export class TenantsInFile {
    readonly problems: FileProblem[] = [];
    #defaults: Partial<Readonly<Record<FileLevel, LocatedMap>>> = {};

    readonly #names = new Map<string, { readonly named: string; readonly at: Position }>();

    constructor(private readonly given: Given) {}

    /** The tenants by key, as drafts of what a Tenant takes: sound where there are no problems. */
    read(root: Located): Draft {
        if (root.kind !== "map") {
            this.problems.push(notAMap(root, "the file", "`tenants:` and the tenants below it"));
            return {};
        }
        for (const [key, { keyAt }] of root.entries) {
            if (TOP.includes(key) || key.startsWith("x-")) continue;
            this.#refuse(CATALOGUE.CVG202.says.topOfFile({ key, meant: nearest(key, TOP), top: TOP }), keyAt);
        }
        this.#readDefaults(root.entries.get("defaults")?.value);
        const tenants = root.entries.get("tenants");
        if (tenants === undefined) {
            this.#refuse(CATALOGUE.CVG203.says.tenants(), root.at);
            return {};
        }
        return this.#units(tenants.value, "tenant", []);
    }

    #refuse(said: Refusal, at: Position): void {
        this.problems.push({ ...said, at });
    }

    #readDefaults(value: Located | undefined): void {
        if (value === undefined) return;
        if (value.kind !== "map") {
            this.problems.push(notAMap(value, "defaults", "tenant, account and project"));
            return;
        }
        for (const [key, { keyAt, value: inner }] of value.entries) {
            const level = (["tenant", "account", "project"] as const).find((each) => each === key);
            if (level === undefined) this.#refuse(CATALOGUE.CVG202.says.defaults({ key }), keyAt);
            else if (inner.kind !== "map") this.problems.push(notAMap(inner, `defaults.${key}`, `what every ${key} says`));
            else {
                this.#defaults = { ...this.#defaults, [level]: inner };
                const own = this.#withoutOwn({ level, named: `defaults.${level}`, map: inner });
                const secrets = secretsIn(own).map(({ path }) => path);
                const found = checkInFile(own, defaultsInFiles()[level], `defaults.${level}`, secrets);
                // What is missing here, the units may say themselves.
                this.problems.push(...found.filter(({ code }) => code !== "CVG203"));
            }
        }
    }

    #units(value: Located, level: FileLevel, above: readonly string[]): Draft {
        const plural = level === "tenant" ? "tenants" : `${BELOW[level === "account" ? "tenant" : "account"]}`;
        if (value.kind !== "map") {
            this.problems.push(notAMap(value, [...above, plural].join(" / "), `${plural} by their keys`));
            return {};
        }
        return Object.fromEntries([...value.entries].map(([key, entry]) => [key, this.#unit(key, entry, level, above)]));
    }

    #unit(key: string, { keyAt, value }: LocatedEntry, level: FileLevel, above: readonly string[]): Draft {
        const place = [...above, key];
        const named = place.join(" / ");
        if (!KEY.test(key)) this.#refuse(CATALOGUE.CVG204.says.noKey({ unit: named }), keyAt);
        if (value.kind !== "map") {
            this.problems.push(notAMap(value, named, `what the ${level} says, such as its name`));
            return {};
        }
        this.#name(place, keyAt);
        const map = { ...merged(this.#defaults[level] ?? NOTHING, value), at: keyAt };
        const own = this.#withoutOwn({ level, named, map });
        const secrets = secretsIn(own);
        // A mistake in the defaults is told there, once.
        const found = checkInFile(
            own,
            unitsInFiles()[level],
            named,
            secrets.map(({ path }) => path),
        );
        this.problems.push(...found.filter(({ at, code }) => code === "CVG203" || !this.#isInDefaults(level, at)));
        // Where a field is unknown, what is missing may stand there under another name.
        const maybeElsewhere = this.given.table?.hasUnknownColumns === true || found.some(({ code }) => code === "CVG202");
        if (level === "tenant" && !map.entries.has("privacy") && !map.entries.has("preset") && !maybeElsewhere)
            this.#refuse(this.#noPrivacy(named), keyAt);
        const below = BELOW[level];
        const inner = below === undefined ? undefined : map.entries.get(below)?.value;
        return {
            ...this.#withSecrets(own, secrets, named),
            ...this.#settings(map, named),
            ...(below === undefined || inner === undefined ? {} : { [below]: this.#units(inner, LEVEL_BELOW[level] ?? "project", place) }),
        };
    }

    #noPrivacy(tenant: string): Refusal {
        const { says } = CATALOGUE.CVG203;
        return this.given.table === undefined ? says.tenantPrivacy({ tenant }) : says.tenantPrivacyInTable({ tenant });
    }

    /** The account is not in a logical name, so keys meet that stand in different places. */
    #name([tenant = "", ...keys]: readonly string[], at: Position): void {
        const named = [tenant, ...keys].join(" / ");
        const name = logicalName(tenant, keys.at(-1));
        const other = this.#names.get(name);
        if (other === undefined) this.#names.set(name, { named, at });
        else this.#refuse(CATALOGUE.CVG205.says.oneNameInFile({ unit: named, other: `${other.named} (line ${other.at.line})`, name }), at);
    }

    #isInDefaults(level: FileLevel, at: Position): boolean {
        const defaults = this.#defaults[level];
        return defaults !== undefined && [...positions(defaults)].some((one) => one.line === at.line && one.column === at.column);
    }

    /** What is checked with the unit itself: without what is below it, and without what only files have. */
    #withoutOwn({ map }: Unit): LocatedMap {
        const privacy = map.entries.get("privacy")?.value;
        const unmanaged = privacy?.kind === "scalar" && privacy.value === false;
        return without(map, "accounts", "projects", ...(unmanaged ? ["privacy"] : []));
    }

    /** The preset that the unit names, and `privacy: false`. */
    #settings(map: LocatedMap, named: string): Draft {
        const preset = map.entries.get("preset")?.value;
        const privacy = map.entries.get("privacy")?.value;
        const unmanaged = privacy?.kind === "scalar" && privacy.value === false ? { privacy: false } : {};
        if (preset?.kind !== "scalar" || typeof preset.value !== "string") return unmanaged;
        const found = new Map(Object.entries(this.given.presets)).get(preset.value);
        if (found !== undefined) return { ...unmanaged, preset: found };
        const known = Object.keys(this.given.presets);
        this.#refuse(
            CATALOGUE.CVG209.says.preset({ unit: named, preset: preset.value, meant: nearest(preset.value, known), known }),
            preset.at,
        );
        return unmanaged;
    }

    #withSecrets(map: LocatedMap, secrets: readonly NamedSecret[], named: string): Draft {
        const value = plainValue(map);
        const draft = isObject(value) ? value : {};
        const { bot } = draft;
        if (!isObject(bot) || secrets.length === 0) return draft;
        const values = secrets.map(({ path, name, at }): readonly [string, unknown] => [
            String(path.at(-1)),
            this.#secret(name, at, named),
        ]);
        return { ...draft, bot: { ...bot, ...Object.fromEntries(values) } };
    }

    #secret(name: string, at: Position, named: string): pulumi.Input<string> | undefined {
        const { secrets } = this.given;
        if (secrets === undefined) {
            this.#refuse(CATALOGUE.CVG209.says.noSecrets({ unit: named, secret: name }), at);
            return undefined;
        }
        try {
            return pulumi.secret(secrets(name));
        } catch (error) {
            this.#refuse(CATALOGUE.CVG209.says.noSecret({ unit: named, secret: name, error: firstLine(error) }), at);
            return undefined;
        }
    }
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";

interface NamedSecret {
    readonly path: readonly string[];
    readonly name: string;
    readonly at: Position;
}

/** Secrets of a bot that the file names and the program has: `token: { secret: claimsBot }`. */
function secretsIn(map: LocatedMap): readonly NamedSecret[] {
    const bot = map.entries.get("bot")?.value;
    if (bot?.kind !== "map") return [];
    return ["token", "serviceAccountKey"].flatMap((field) => {
        const value = bot.entries.get(field)?.value;
        const name = value?.kind === "map" && value.entries.size === 1 ? value.entries.get("secret")?.value : undefined;
        return name?.kind === "scalar" && typeof name.value === "string" ? [{ path: ["bot", field], name: name.value, at: name.at }] : [];
    });
}

function* positions(located: Located): Generator<Position> {
    yield located.at;
    if (located.kind === "list") for (const item of located.items) yield* positions(item);
    if (located.kind === "map")
        for (const { keyAt, value } of located.entries.values()) {
            yield keyAt;
            yield* positions(value);
        }
}
