/** Where the units stand that a program names by token, and what is stored there: by the gateway's tree, read once, and one read for each of them. */
import { type CommonConfiguration, type Gateway, type Level, settingsFromWire, type TreeUnit, type UnitTree } from "../../gateway/index.js";
import { appliesAt, type Settings } from "../../policy/index.js";
import type { Values } from "./later-values.js";
import type { Ref } from "./node.js";

const RESELLER: Ref = { kind: "reseller" };

/** What names a place: equal for equal places, as far as they are known to be equal. */
export type PlaceKey = string | object;

/** What is asked of the gateway. */
type Asked = Pick<Gateway, "reseller" | "tree" | "settings">;

export class Places {
    #tree: UnitTree | undefined;
    readonly #stored = new Map<string, CommonConfiguration>();
    /** False once the gateway did not answer. */
    answered = true;

    constructor(
        private readonly values: Values,
        private readonly gateway: () => Asked | undefined,
    ) {}

    /** The token that a place is named by; undefined while it is not known. */
    token(place: Ref): string | undefined {
        if (place.kind === "reseller") return this.gateway()?.reseller;
        const token = this.values.known(place.kind === "token" ? place.token : place.unit.token);
        return typeof token === "string" && token !== "" ? token : undefined;
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

    level(place: Ref): Level | undefined {
        if (this.#isReseller(place)) return "reseller";
        if (place.kind === "unit") return place.unit.level;
        return (place.kind === "token" ? place.level : undefined) ?? this.#inTree(place)?.level;
    }

    /** The display name, where it is known. */
    name(place: Ref): string | undefined {
        const name = place.kind === "unit" ? this.values.known(place.unit.name) : undefined;
        return typeof name === "string" ? name : this.#inTree(place)?.name;
    }

    /** The place above: as the program says, else by the tree. */
    above(place: Ref): Ref | undefined {
        if (this.#isReseller(place)) return undefined;
        if (this.level(place) === "customer") return RESELLER;
        if (place.kind === "unit" && (place.unit.above.kind !== "token" || place.unit.above.level !== undefined)) return place.unit.above;
        const above = this.#inTree(place)?.above;
        return above === undefined ? undefined : { kind: "token", level: above.level, token: above.token };
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
