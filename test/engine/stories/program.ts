/** Programs of stories: tenants as a user declares them, and the hidden inputs that the classes would add. Source: provider/program/. */

import { type DeclaredBelow, type Link, tell } from "../../../provider/told.js";
import { SPEECH } from "../../harness/bodies.js";
import type { Declaration } from "../../harness/engine-on-grpc.js";
import { isRecord, type Properties } from "../../harness/properties.js";
import { type LookUp, linkTo, linkToReseller } from "../../harness/told.js";

type Level = "customer" | "account" | "project";
/** A resource of the program by its logical name, or a unit of others by its token. */
export type Above = string | { readonly token: string };

interface Unit {
    readonly kind: "unit";
    readonly level: Level;
    readonly by: string;
    /** Undefined: the reseller. */
    readonly above: Above | undefined;
    readonly args: Properties;
    /** Runs together with its neighbours that say the same. */
    readonly together?: string;
    readonly replaceOnChanges?: readonly string[];
    readonly ignoreChanges?: readonly string[];
}
/** A PrivacyPolicy of the reseller. */
interface Policy {
    readonly kind: "policy";
    readonly by: string;
    readonly args: Properties;
    readonly together?: string;
    readonly replaceOnChanges?: readonly string[];
    readonly ignoreChanges?: readonly string[];
}
export type Planned = Unit | Policy;
export type Program = readonly Planned[];

const unit = (level: Level, by: string, above: Above | undefined, args: Properties): Unit => ({ kind: "unit", level, by, above, args });

const BOT = { type: "cognigy", endpointUrl: "https://bot.example/" };

export const resellerPrivacy = (args: Properties): Planned => ({ kind: "policy", by: "top", args });
export const customer = (by: string, name: string, args: Properties = {}): Planned => unit("customer", by, undefined, { name, ...args });
export const account = (by: string, above: Above, name: string, args: Properties = {}): Planned =>
    unit("account", by, above, { name, ...args });
export const project = (by: string, above: Above, name: string, args: Properties = {}): Planned =>
    unit("project", by, above, { name, bot: BOT, ...SPEECH, ...args });

/** The program with some lines of it changed; a value that is undefined takes its line away. */
export const changed = (program: Program, changes: Readonly<Record<string, Properties>>): Program =>
    program.map((one) => (one.by in changes ? { ...one, args: { ...one.args, ...changes[one.by] } } : one));

export const without = (program: Program, ...names: readonly string[]): Program => program.filter(({ by }) => !names.includes(by));

/** The program with the option `replaceOnChanges` on one resource. */
export const replacedOn = (program: Program, name: string, ...replaceOnChanges: readonly string[]): Program =>
    program.map((one) => (one.by === name ? { ...one, replaceOnChanges } : one));

/** The program with the option `ignoreChanges` on one resource. */
export const ignoring = (program: Program, name: string, ...ignoreChanges: readonly string[]): Program =>
    program.map((one) => (one.by === name ? { ...one, ignoreChanges } : one));

/** The program with units declared in another place. */
export const placed = (program: Program, places: Readonly<Record<string, Above>>): Program =>
    program.map((one) => (one.kind === "unit" && one.by in places ? { ...one, above: places[one.by] } : one));

/** The program with a resource that was given another logical name. */
export const renamed = (program: Program, from: string, to: string): Program =>
    program.map((one) => ({
        ...one,
        by: one.by === from ? to : one.by,
        ...(one.kind === "unit" && one.above === from ? { above: to } : {}),
    }));

/** The program in which these resources, which have to be neighbours, run at the same time. */
export const together = (program: Program, ...names: readonly string[]): Program =>
    program.map((one) => (names.includes(one.by) ? { ...one, together: names.join(" ") } : one));

const PARENT = { customer: undefined, account: "customer", project: "account" } as const;

/** @param stackIfExists the stack's `cvg:ifExists` */
export function declarations(program: Program, stackIfExists?: string): readonly Declaration[] {
    const find = (name: Above | undefined): Unit | undefined => program.find((one): one is Unit => one.kind === "unit" && one.by === name);
    const active = (one: Unit): unknown => {
        const above = find(one.above);
        return one.args.active ?? (above !== undefined && active(above) === false ? false : undefined);
    };
    const inherited = (above: Unit | undefined): unknown => {
        if (above === undefined) return undefined;
        return typeof above.args.ifExists === "string" ? above.args.ifExists : inherited(find(above.above));
    };
    const ifExists = (one: Unit): unknown => one.args.ifExists ?? inherited(find(one.above));
    const takesOver = (one: Unit): boolean => {
        const own = ifExists(one) ?? stackIfExists;
        return own === "continue" || own === "restore" || own === "adopt" || isRecord(own);
    };
    function* below(one: Unit, path: readonly string[] = []): Generator<DeclaredBelow> {
        for (const child of program) {
            if (child.kind !== "unit" || child.above !== one.by) continue;
            const inner = [...path, String(child.args.name).trim()];
            yield { level: child.level, path: inner };
            yield* below(child, inner);
        }
    }
    const declaresSettings = (one: Planned): boolean => one.kind === "policy" || one.args.privacy !== undefined;
    function* links(above: Above | undefined, level: Level | "reseller", lookUp: LookUp): Generator<Link> {
        if (isRecord(above)) return yield { level, id: above.token };
        const owner = above === undefined ? program.find(({ kind }) => kind === "policy") : find(above);
        if (owner === undefined) return;
        if (owner.kind === "policy") return yield linkToReseller(owner.by, lookUp);
        const { id, out } = lookUp(owner.by);
        const existing = out("existing");
        const taken = typeof existing === "string" ? { existing } : {};
        if (declaresSettings(owner)) return yield { ...linkTo({ level, name: owner.args.name, unit: owner.by }, lookUp), ...taken };
        yield { level, name: owner.args.name, id, unit: owner.by, ...taken };
        yield* links(owner.above, PARENT[owner.level] ?? "reseller", lookUp);
    }
    const declaration = (one: Planned): Declaration => {
        const { by: name, args, together: group, replaceOnChanges = [], ignoreChanges = [] } = one;
        const options = { ...(group === undefined ? {} : { together: group }), replaceOnChanges, ignoreChanges };
        if (one.kind === "policy")
            return { type: "cvg:PrivacyPolicy", name, inputs: { scope: "reseller", ...tell({ by: name }), ...args }, ...options };
        const { level, above } = one;
        const parent = PARENT[level];
        const told = active(one) === false || takesOver(one) ? [...below(one)] : undefined;
        return {
            type: `cvg:${level.charAt(0).toUpperCase()}${level.slice(1)}`,
            name,
            inputs: (lookUp) => ({
                ...args,
                ...(parent === undefined || above === undefined ? {} : { [parent]: isRecord(above) ? above.token : lookUp(above).id }),
                active: active(one),
                ifExists: ifExists(one),
                ...tell({ by: name, above: [...links(above, parent ?? "reseller", lookUp)], below: told }),
            }),
            ...options,
        };
    };
    return program.map(declaration);
}
