/** The program side's lock: every violation of all resources that are declared together, at once, before anything registers. */
import { CvgError } from "../errors/index.js";
import { type Gateway, type Level, liveAt } from "../gateway/index.js";
import { explain, type Own, type Resolved, readOwn, refused, resolve, resolveAtTop, unknownLevel } from "../policy/index.js";
import type { Declarations } from "./links.js";
import type { Node, Ref } from "./node.js";

type Place = Exclude<Ref, { kind: "unit" }>;
/** What is live at a place that this program does not declare, as far as it was read. */
export type Live = (place: Place) => Resolved;

const unread = (place: Place): Resolved =>
    unknownLevel({ level: (place.kind === "token" ? place.level : undefined) ?? "reseller", by: "live" });

/** Nothing was read: what is not declared forbids nothing. */
export const nothingLive: Live = unread;

/** Reads the reseller and every unit above that is named by token, in parallel, each once. */
export async function readLive(gateway: Gateway | undefined, nodes: readonly Node[]): Promise<Live> {
    if (gateway === undefined || nodes.every((node) => node.settings === undefined)) return nothingLive;
    const wanted = new Map<string, Level>([[gateway.reseller, "reseller"]]);
    for (const node of nodes) {
        const place = node.kind === "unit" ? node.above : node.scope;
        if (place.kind === "token" && place.level !== undefined && typeof place.token === "string") wanted.set(place.token, place.level);
    }
    const read = await Promise.all(
        // A gateway that does not answer is the provider's to report: it asks the same and stops the run.
        [...wanted].map(async ([token, level]) => [token, await liveAt(gateway, level, token).catch(() => undefined)] as const),
    );
    const found = new Map(read);
    return (place) => {
        const token = place.kind === "reseller" ? gateway.reseller : place.token;
        return (typeof token === "string" ? found.get(token) : undefined) ?? unread(place);
    };
}

/** A value that the program holds as an output or a promise is not known while constructors run; the provider's check sees it. */
const isOpen = (value: unknown): boolean => typeof value === "object" && value !== null && ("then" in value || "apply" in value);
const written = (node: Node): Own => readOwn(node.settings ?? {}, isOpen);

/** Judges resources against each other and against what is live where nothing is declared. */
export class Judge {
    /** What applies at each place, found once. */
    readonly #found = new Map<unknown, Resolved>();

    constructor(
        private readonly declarations: Declarations,
        private readonly live: Live,
    ) {}

    /** Everything that is wrong with one resource. */
    judge(node: Node): readonly CvgError[] {
        return [...this.#secondOwner(node), ...this.#violations(node)];
    }

    /** Two resources that declare settings of the same unit. Told at the later policy. */
    #secondOwner(node: Node): readonly CvgError[] {
        if (node.kind !== "policy") return [];
        const policies = this.declarations.policiesOf(node.scope);
        const inline = node.scope.kind === "unit" && node.scope.unit.settings !== undefined ? [node.scope.unit.by] : [];
        const others = [...inline, ...policies.slice(0, policies.indexOf(node)).map((policy) => policy.by)];
        if (others.length === 0) return [];
        const what = `${node.by}: the privacy settings of this unit are declared by ${others.join(" and ")} already.`;
        return [new CvgError("CVG103", what, "Declare them in one place: inline in the unit, or in one PrivacyPolicy.")];
    }

    #violations(node: Node): readonly CvgError[] {
        const place = this.declarations.above(node);
        if (node.settings === undefined || place === undefined) return [];
        return refused(written(node), this.#at(place)).map((violation) => {
            const { what, remedy } = explain(violation, (level) => this.#displayName(place, level));
            return new CvgError("CVG101", `${node.by}: ${what}`, remedy);
        });
    }

    #at(place: Ref): Resolved {
        const key = place.kind === "unit" ? place.unit : place.kind === "reseller" ? place.kind : place;
        const found = this.#found.get(key) ?? this.#resolve(place);
        this.#found.set(key, found);
        return found;
    }

    #resolve(place: Ref): Resolved {
        const owner = this.declarations.ownerOf(place);
        if (owner !== undefined) return this.#declared(place, owner);
        // A unit of this program without settings: what is stored there shows only once its token is known, to the provider's check.
        return place.kind === "unit" ? this.#at(place.unit.above) : this.live(place);
    }

    #declared(place: Ref, owner: Node): Resolved {
        const own = written(owner);
        if (place.kind === "unit") return resolve(own, this.#at(place.unit.above), { level: place.unit.level, by: owner.by });
        const live = this.live(place);
        if (place.kind === "token") return resolve(own, live, { level: place.level ?? "customer", by: owner.by });
        return resolveAtTop(own, live, { level: "reseller", by: owner.by });
    }

    #displayName(start: Ref, level: Level): string | undefined {
        for (let place: Ref = start; place.kind === "unit"; place = place.unit.above) {
            if (place.unit.level === level) return typeof place.unit.name === "string" ? place.unit.name : undefined;
        }
        return undefined;
    }
}
