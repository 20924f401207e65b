/** Where the units stand that a program names by token, and what is stored there: by the gateway's tree, read once, and one read for each of them. */
import { type CommonConfiguration, type Gateway, type Level, settingsFromWire, type TreeUnit, type UnitTree } from "../../gateway/index.js";
import { appliesAt, type Settings } from "../../policy/index.js";
import type { Values } from "./later-values.js";
import { isDeclared } from "./linked-units.js";
import type { Ref, UnitNode } from "./node.js";

const RESELLER: Ref = { kind: "reseller" };

/** What names a place: equal for equal places, as far as they are known to be equal. */
export type PlaceKey = string | object;

/** What is asked of the gateway. */
type Asked = Pick<Gateway, "reseller" | "tree" | "settings">;

export class Places {
    #tree: UnitTree | undefined;
    readonly #stored = new Map<string, CommonConfiguration>();
    /** Tokens of units that the program declares, as far as they are known by the tree; and the other way round. */
    #tokens: ReadonlyMap<UnitNode, string> = new Map();
    #units: ReadonlyMap<string, UnitNode> = new Map();
    /** Grows whenever it is found anew which units are whose. */
    version = 0;
    /** False once the gateway did not answer. */
    answered = true;

    constructor(
        private readonly values: Values,
        private readonly gateway: () => Asked | undefined,
    ) {}

    /** The token that a place is named by, or that its resource has; undefined while it is not known. */
    token(place: Ref): string | undefined {
        if (place.kind === "reseller") return this.gateway()?.reseller;
        const token = this.values.known(place.kind === "token" ? place.token : place.unit.token);
        if (typeof token === "string" && token !== "") return token;
        return place.kind === "unit" ? this.#tokens.get(place.unit) : undefined;
    }

    /** A place that is named by its token, of a unit that this program declares: the same as by its object. */
    named(place: Ref): Ref {
        if (place.kind === "reseller" || (place.kind === "unit" && isDeclared(place.unit))) return place;
        const token = this.token(place);
        const unit = token === undefined ? undefined : this.#units.get(token);
        return unit === undefined ? place : { kind: "unit", unit };
    }

    /** What the tree tells of units that the program declares and names by their tokens, too. */
    get tree(): UnitTree | undefined {
        return this.#tree;
    }

    link(tokens: ReadonlyMap<UnitNode, string>): void {
        this.#tokens = tokens;
        this.#units = new Map([...tokens].map(([unit, token]) => [token, unit]));
        this.version += 1;
    }

    #isReseller(place: Ref): boolean {
        return (
            place.kind === "reseller" ||
            (place.kind === "token" && this.token(place) === this.gateway()?.reseller && this.token(place) !== undefined)
        );
    }

    key(place: Ref): PlaceKey {
        if (this.#isReseller(place)) return RESELLER;
        return this.token(place) ?? (place.kind === "unit" ? place.unit : place);
    }

    level(named: Ref): Level | undefined {
        const place = this.named(named);
        if (this.#isReseller(place)) return "reseller";
        if (place.kind === "unit") return place.unit.level;
        return (place.kind === "token" ? place.level : undefined) ?? this.#inTree(place)?.level;
    }

    /** The display name, where it is known. */
    name(named: Ref): string | undefined {
        const place = this.named(named);
        const name = place.kind === "unit" ? this.values.known(place.unit.name) : undefined;
        return typeof name === "string" ? name : this.#inTree(place)?.name;
    }

    /** The place above: as the program says, else by the tree. */
    above(below: Ref): Ref | undefined {
        const place = this.named(below);
        if (this.#isReseller(place)) return undefined;
        if (this.level(place) === "customer") return RESELLER;
        if (place.kind === "unit" && (place.unit.above.kind !== "token" || place.unit.above.level !== undefined))
            return this.named(place.unit.above);
        const above = this.#inTree(place)?.above;
        return above === undefined ? undefined : this.named({ kind: "token", level: above.level, token: above.token });
    }

    #inTree(place: Ref): TreeUnit | undefined {
        const token = this.token(place);
        return token === undefined ? undefined : this.#tree?.find(token);
    }

    /** The place above by the tree, wherever the program will have it. */
    #aboveToday(place: Ref): Ref | undefined {
        const above = this.level(place) === "reseller" ? undefined : this.#inTree(place)?.above;
        return above && { kind: "token", level: above.level, token: above.token };
    }

    /** All places above by the tree, nearest first. */
    *allAboveToday(place: Ref): Generator<Ref> {
        for (let above = this.#aboveToday(place); above !== undefined; above = this.#aboveToday(above)) yield above;
    }

    /** What applies at a place today, by what was read there and above it. */
    today(place: Ref): Settings | undefined {
        const token = this.token(place);
        const [stored, level] = [token === undefined ? undefined : this.#stored.get(token), this.level(place)];
        if (stored === undefined || level === undefined) return undefined;
        const own = settingsFromWire(stored);
        const above = this.#aboveToday(place);
        const [limit, of] = above === undefined ? [] : [this.today(above), this.level(above)];
        if (limit === undefined || of === undefined) return own;
        return appliesAt([
            { kind: "live", level, stored: own },
            { kind: "live", level: of, stored: limit },
        ]).effective.settings;
    }

    #unanswered(): undefined {
        this.answered = false;
    }

    /** Reads the tree, if there is a token among the places. A gateway that does not answer is the provider's to report: it asks the same and stops the run. */
    async readTree(places: readonly Ref[]): Promise<void> {
        const gateway = this.gateway();
        const asks = places.some((place) => place.kind !== "reseller" && !this.#isReseller(place) && this.token(place) !== undefined);
        if (gateway !== undefined && asks) this.#tree ??= await gateway.tree().catch(() => this.#unanswered());
    }

    /** Reads what is stored at places, in parallel, each once. */
    async readStored(places: readonly Ref[]): Promise<void> {
        const gateway = this.gateway();
        if (gateway === undefined) return;
        await Promise.all(
            places.map(async (place) => {
                const [level, token] = [this.level(place), this.token(place)];
                if (level === undefined || token === undefined || this.#stored.has(token)) return;
                const stored = await gateway.settings(level, token).catch(() => this.#unanswered());
                if (stored !== undefined) this.#stored.set(token, stored);
            }),
        );
    }
}
