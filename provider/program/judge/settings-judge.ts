/** The program side's lock: what each resource violates, by what is declared and what is live. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import type { Level } from "../../gateway/index.js";
import {
    type Applied,
    appliesAt,
    type ChainLink,
    explain,
    type Own,
    readOwn,
    refused,
    SETTING_NAMES,
    type SettingName,
    type Violation,
    variableOf,
} from "../../policy/index.js";
import { type Declarations, placeOf } from "../picture/declarations.js";
import { isLater, type Values } from "../picture/later-values.js";
import type { Node, Ref } from "../picture/node.js";
import type { PlaceKey, Places } from "../picture/places.js";

/** Stands for a setting whose value is not known by now. */
const OPEN = Symbol("open");
/** Stands for a setting whose value only the engine knows. */
const IGNORED = Symbol("ignored");

/** Judges resources against each other and against what is live where nothing is declared, as far as all that is known by now. */
export class Judge {
    /** What applies at each place, found once. */
    readonly #found = new Map<PlaceKey, Applied>();

    constructor(
        private readonly declarations: Declarations,
        private readonly places: Places,
        private readonly values: Values,
    ) {}

    /** Everything that is wrong with the settings of one resource. */
    judge(node: Node): readonly CvgError[] {
        return [...this.#secondOwner(node), ...this.#violations(node)];
    }

    /** The settings of a resource that nobody can verify by now. */
    unverified(node: Node): readonly SettingName[] {
        if (node.settings === undefined || this.places.key(placeOf(node)) === this.places.key({ kind: "reseller" })) return [];
        const written = this.#written(node);
        const above = this.#above(placeOf(node));
        return SETTING_NAMES.filter((name) => {
            const value = written[name];
            if (value === OPEN) return true;
            // What follows the level above, or is cut by it, is never refused.
            if (value === undefined || value === "inherit" || value === IGNORED || typeof value === "object") return false;
            return above.unknown.has(name) && !above.hidden.has(name);
        });
    }

    /** Settings as written, as far as they are known. */
    #written(node: Node): Readonly<Partial<Record<SettingName, unknown>>> {
        const settings = this.#settings(node);
        const written = SETTING_NAMES.map((name): readonly [SettingName, unknown] => {
            if (node.ignored.has(name)) return [name, IGNORED];
            const seen = settings === OPEN ? OPEN : this.values.look(valueIn(settings, name));
            return [name, seen === OPEN || seen === "open" || !seen.known ? OPEN : seen.value];
        });
        return Object.fromEntries(written);
    }

    /** All settings may be one output. */
    #settings({ settings }: Node): unknown {
        if (!isLater(settings)) return settings;
        const seen = this.values.look(settings);
        return seen === "open" || !seen.known ? OPEN : seen.value;
    }

    #own(node: Node): Own {
        return readOwn(this.#written(node), (value) => value === OPEN || value === IGNORED);
    }

    /** Two resources that declare settings of the same unit. Told at the later policy. */
    #secondOwner(node: Node): readonly CvgError[] {
        if (node.kind !== "policy") return [];
        const owners = this.declarations.ownersOf(node.scope);
        const others = owners.filter((other, index) => other.kind === "unit" || index < owners.indexOf(node));
        if (others.length === 0) return [];
        const names = others.map((other) => this.declarations.nameOf(other));
        return [CvgError.of(CATALOGUE.CVG103.says.inProgram({ by: this.declarations.nameOf(node), others: names }))];
    }

    #violations(node: Node): readonly CvgError[] {
        const place = this.declarations.above(node);
        if (node.settings === undefined || place === undefined) return [];
        const by = this.declarations.nameOf(node);
        return refused(this.#own(node), this.appliesAt(place)).map((violation) => {
            const { what, remedy } = explain(
                violation,
                (level) => this.#nameAt(place, level),
                (level) => this.#scopeAt(place, level),
            );
            const shown = this.#isSecret(node, violation) ? withoutValue(what, violation) : what;
            return CvgError.of(CATALOGUE.CVG101.says.looser({ by, what: shown, remedy }), { about: { by, topic: violation.setting } });
        });
    }

    #isSecret(node: Node, { setting }: Violation): boolean {
        const { settings } = node;
        const seen = this.values.look(isLater(settings) ? settings : valueIn(settings, setting));
        return seen !== "open" && seen.known && seen.secret;
    }

    /** What applies at a place and who decides it, as far as that is known by now. */
    appliesAt(place: Ref): Applied {
        const key = this.places.key(place);
        const found = this.#found.get(key) ?? this.#resolve(place);
        this.#found.set(key, found);
        return found;
    }

    #above(place: Ref): Applied {
        const above = this.places.above(place);
        return above === undefined
            ? appliesAt([{ kind: "unknown", level: this.places.level(place) ?? "reseller" }])
            : this.appliesAt(above);
    }

    #resolve(place: Ref): Applied {
        const owner = this.declarations.ownerOf(place);
        const level = this.places.level(place) ?? "customer";
        const declared: readonly ChainLink[] = owner === undefined ? [] : [this.#declared(owner, level)];
        // What is left out at the reseller is what is stored there; elsewhere it is what applies above.
        const [nearest, ...further] = [
            ...declared,
            ...(level === "reseller" || owner === undefined ? [this.#undeclared(place, level)] : []),
        ];
        const above: readonly ChainLink[] = level === "reseller" ? [] : [{ kind: "answered", resolved: this.#above(place) }];
        return nearest === undefined ? this.#above(place) : appliesAt([nearest, ...further, ...above]);
    }

    #declared(owner: Node, level: Level): ChainLink {
        const { by, presets, ignored } = owner;
        return { kind: "declared", own: this.#own(owner), owner: { level, by, presets }, ignored };
    }

    #undeclared(place: Ref, level: Level): ChainLink {
        // A unit of this program without settings: what is stored there shows only once its token is known, to the provider's check.
        if (level !== "reseller" && place.kind === "unit" && this.places.token(place) === undefined) return { kind: "born", level };
        // Where a level above gets looser in this run, a level that nobody declares is pinned to what applies there today, whatever it stores.
        const today = this.places.today(place);
        return today === undefined ? { kind: "unknown", level } : { kind: "live", level, stored: today };
    }

    #placeAt(start: Ref, level: Level): Ref | undefined {
        for (let place: Ref | undefined = start; place !== undefined; place = this.places.above(place))
            if (this.places.level(place) === level) return place;
        return undefined;
    }

    #nameAt(start: Ref, level: Level): string | undefined {
        const place = this.#placeAt(start, level);
        return place === undefined ? undefined : this.places.name(place);
    }

    /** How a program would name the level in a policy's scope. */
    #scopeAt(start: Ref, level: Level): string | undefined {
        const place = this.#placeAt(start, level);
        if (place === undefined) return undefined;
        if (level === "reseller") return "cvg.reseller";
        if (place.kind === "unit") return variableOf(place.unit.by);
        const token = this.places.token(place);
        return token === undefined ? undefined : JSON.stringify(token);
    }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

const valueIn = (settings: unknown, name: SettingName): unknown => (isRecord(settings) ? settings[name] : undefined);

/** A value that the program keeps secret is not shown, whatever it is. */
const withoutValue = (what: string, { setting }: Violation): string =>
    what.replace(
        new RegExp(`^${setting} (?:"[^"]*"|cannot be [^:]*)`),
        (said) => `${setting} ${said.includes("cannot be") ? "cannot be [secret]" : "[secret]"}`,
    );
