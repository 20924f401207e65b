/**
 * What this run has checked, by resource. The dynamic shell is told by the program's side what stands above a resource; here it follows from what
 * a program passes as a resource, or as the token of one that was checked before.
 */
import { isObject, text } from "../definition/draft.js";
import type { Wire } from "../engine/protocol.js";
import { ENVELOPE, received, UNKNOWN_MARK } from "../engine/wire-values.js";
import { LEVELS } from "../policy/level.js";
import type { Link, Told } from "../told.js";
import { levelIn, type NativeResource, nameIn } from "./resources.js";

/** The value of the key that marks an envelope, where a resource is in it. Source: the SDK's rpc constants. */
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** A resource, as programs pass it on. */
export const reference = (urn: string, id: string): Wire => ({ [ENVELOPE]: RESOURCE, urn, id });

/** What a program means by a unit: a resource of its own, or a token. */
interface Named {
    readonly urn: string | undefined;
    /** Not known yet: the engine's mark. */
    readonly token: unknown;
}

/** A unit or a policy, as check left it. */
interface Checked {
    readonly urn: string;
    readonly by: string;
    readonly level: NativeResource["level"];
    readonly inputs: Wire;
    /** What it refers to. */
    readonly above: Named | undefined;
    readonly ifExists: unknown;
}

function named(value: unknown): Named {
    if (!isObject(value)) return { urn: undefined, token: value };
    if (value[ENVELOPE] !== RESOURCE) return { urn: undefined, token: received(value) };
    const id = received(value.id);
    return { urn: text(value.urn), token: typeof id === "string" && id !== "" ? id : UNKNOWN_MARK };
}

/** A unit that is passed as a resource was asked about before: one that is new and was not is left out of the run. */
function needed(above: Named | undefined, input: string | undefined): Told["needed"] {
    const kind = above?.urn === undefined ? undefined : levelIn(above.urn);
    if (above?.urn === undefined || kind === undefined || input === undefined) return undefined;
    return [{ kind, by: nameIn(above.urn), identity: above.urn, id: above.token, input, elsewhere: true }];
}

/** The properties that an envelope of a resource or a secret holds, whichever is outside. */
const opened = (value: unknown): unknown =>
    isObject(value) && typeof value[ENVELOPE] === "string" && value[ENVELOPE] !== RESOURCE && "value" in value ? value.value : value;

export class DeclaredResources {
    readonly #checked = new Map<string, Checked>();
    /** Those among them that are policies: each unit asks who of them is its own. */
    readonly #policies = new Map<string, Checked>();
    readonly #ids = new Map<string, string>();

    /**
     * A unit is this one: from now on it is meant by its token, too. A policy has the token of its unit, and is not meant by it.
     *
     * @returns the other resource of the program that is this unit, where there is one: `import` and edited states make such
     */
    hold(urn: string, id: string): string | undefined {
        if (id === "" || levelIn(urn) === undefined) return undefined;
        const holder = this.#ids.get(id);
        // What only a state has, or is only looked at, was not asked about: a refresh comes before the program, which may have renamed it.
        if (holder === undefined || holder === urn || !this.#checked.has(holder)) this.#ids.set(id, urn);
        else if (this.#checked.has(urn)) return holder;
        return undefined;
    }

    /** The inputs as the definition takes them: whatever names a unit is a token, and what the unit above says counts where the user says nothing. */
    resolved({ refersBy, level }: NativeResource, inputs: Wire): { readonly inputs: Wire; readonly above: Named | undefined } {
        if (refersBy === undefined || inputs[refersBy] === undefined) return { inputs, above: undefined };
        const above = named(opened(inputs[refersBy]));
        const plain = { ...inputs, [refersBy]: above.urn === undefined ? inputs[refersBy] : above.token };
        if (level === "policy") return { inputs: plain, above };
        const unit = this.#find(above);
        const active = inputs.active === undefined && unit?.inputs.active === false ? { active: false } : {};
        const ifExists = inputs.ifExists === undefined && typeof unit?.ifExists === "string" ? { ifExists: unit.ifExists } : {};
        return { inputs: { ...plain, ...active, ...ifExists }, above };
    }

    /** What the program would tell of the resource. */
    told(urn: string, { level, refersBy }: NativeResource, above: Named | undefined): Told {
        const self = { by: nameIn(urn), identity: urn, needed: needed(above, refersBy), deletesFirst: "unknown" } as const;
        if (level !== "policy") return { ...self, above: this.#links(above, level) };
        const unit = above === undefined ? undefined : this.#find(above);
        if (unit === undefined || unit.level === "policy") return self;
        return {
            ...self,
            above: this.#links(unit.above, unit.level),
            level: unit.level,
            existing: text(unit.inputs.existing),
            active: typeof unit.inputs.active === "boolean" ? unit.inputs.active : undefined,
            ...(unit.above === undefined ? {} : { parent: unit.above.token }),
        };
    }

    /** Notes what check answered. */
    accept(urn: string, { level }: NativeResource, above: Named | undefined, given: Wire, inputs: Wire): void {
        const checked = { urn, by: nameIn(urn), level, inputs, above, ifExists: received(given.ifExists) };
        this.#checked.set(urn, checked);
        if (level === "policy") this.#policies.set(urn, checked);
    }

    #find({ urn, token }: Named): Checked | undefined {
        const found = urn ?? (typeof token === "string" ? this.#ids.get(token) : undefined);
        return found === undefined ? undefined : this.#checked.get(found);
    }

    /** The logical names of what declares the settings of a policy's unit besides: the unit itself, and other policies. */
    otherOwners(urn: string, { level }: NativeResource, above: Named | undefined): readonly string[] {
        const unit = level === "policy" && above !== undefined ? this.#find(above) : undefined;
        if (unit === undefined || unit.level === "policy") return [];
        const policies = [...this.#policies.values()].filter(
            (policy) => policy.urn !== urn && policy.above !== undefined && this.#find(policy.above) === unit,
        );
        return [...(unit.inputs.effective === undefined ? [] : [unit]), ...policies].map(({ by }) => by);
    }

    /** The policy of a unit, or of the reseller, where one was checked before. */
    #policyOf(unit: Checked | "reseller"): Checked | undefined {
        return [...this.#policies.values()].find((policy) => {
            if (unit === "reseller") return policy.inputs.level === "reseller";
            return policy.above !== undefined && this.#find(policy.above) === unit;
        });
    }

    /** The levels above, nearest first: what applies is known from the first that declares settings, those further up lend messages their names. */
    #links(above: Named | undefined, level: NativeResource["level"]): readonly Link[] {
        if (level === "customer") return this.#resellerLinks();
        if (above === undefined) return [];
        const unit = this.#find(above);
        const levelAbove = LEVELS.find((_, index) => LEVELS[index + 1] === level) ?? "reseller";
        if (unit === undefined)
            return typeof above.token === "string" && above.token !== UNKNOWN_MARK ? [{ level: levelAbove, id: above.token }] : [];
        if (unit.level === "policy") return [];
        const id = above.token;
        const { name, existing } = unit.inputs;
        const link = { level: unit.level, name, unit: unit.by, id, ...(existing === undefined ? {} : { existing }) };
        const owner = unit.inputs.effective === undefined ? this.#policyOf(unit) : unit;
        const settings = owner === undefined ? {} : { by: owner.by, effective: owner.inputs.effective, decidedBy: owner.inputs.decidedBy };
        return [{ ...link, ...settings }, ...this.#links(unit.above, unit.level)];
    }

    #resellerLinks(): readonly Link[] {
        const policy = this.#policyOf("reseller");
        if (policy === undefined) return [];
        return [{ level: "reseller", by: policy.by, effective: policy.inputs.effective, decidedBy: policy.inputs.decidedBy }];
    }
}
