/**
 * What a constructor or a look-up is called with, before anything is done with it. In JavaScript, behind a cast or from parsed data it may be
 * anything, and would end in a TypeError about our own code. Messages name places and kinds, never a value: it may be a secret.
 */
import * as pulumi from "@pulumi/pulumi";
import { CATALOGUE, CvgError, type Refusal } from "../errors/index.js";
import { withoutStack } from "./plain-error.js";

type Fields = Readonly<Record<string, unknown>>;

const { says } = CATALOGUE.CVG201;
const refuse = (said: Refusal): CvgError => withoutStack(CvgError.of(said));

/** Date, Map, Set, Symbol and the like; "Object" for plain ones, and for those of a user's own class. */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice("[object ".length, -1);

function kindOf(value: unknown): string {
    if (value === undefined || value === null) return String(value);
    if (typeof value === "string") return "text";
    if (Array.isArray(value)) return "a list";
    if (pulumi.Output.isInstance(value)) return "an output";
    const tag = tagOf(value);
    return tag === "Object" ? "an object" : `a ${tag.toLowerCase()}`;
}

const isFields = (value: unknown): value is Fields => !pulumi.Output.isInstance(value) && tagOf(value) === "Object";

/** Not made for being looked into, or known later. */
const isOpaque = (value: object): boolean =>
    pulumi.Output.isInstance(value) || pulumi.Resource.isInstance(value) || tagOf(value) === "Promise";

/** Where in a value stands something that no input can be, and what. */
function impossibleIn(
    value: unknown,
    path: string,
    seen: ReadonlySet<unknown> = new Set(),
): { readonly path: string; readonly kind: string } | undefined {
    if (["symbol", "bigint", "function"].includes(typeof value)) return { path, kind: kindOf(value) };
    if (typeof value !== "object" || value === null || isOpaque(value)) return undefined;
    if (seen.has(value)) return { path, kind: "an object that contains itself" };
    if (!Array.isArray(value) && tagOf(value) !== "Object") return { path, kind: kindOf(value) };
    for (const [key, inner] of Object.entries(value)) {
        const at = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
        const found = impossibleIn(inner, at, new Set([...seen, value]));
        if (found !== undefined) return found;
    }
    return undefined;
}

/** @throws CVG201 for what no resource can be declared with @param what the class, as a user writes it */
export function demandArguments(what: string, name: unknown, args: unknown, options: unknown): void {
    const like = `new cvg.${what}("acme", { ... })`;
    if (typeof name !== "string" || name.trim() === "") throw refuse(says.noName({ what, is: name === "" ? "empty" : kindOf(name), like }));
    if (!isFields(args)) throw refuse(says.noArguments({ by: name, is: kindOf(args), like }));
    if (options !== undefined && !isFields(options)) throw refuse(says.noOptions({ by: name, is: kindOf(options) }));
    const found = impossibleIn(args, "");
    if (found !== undefined) throw refuse(says.impossible({ by: name, field: found.path, is: found.kind }));
}

/** The token of a unit that is only read. @throws CVG201 */
export function demandToken<T>(what: string, name: unknown, token: T): T {
    if (typeof token === "string" ? token !== "" : isOpaque(Object(token))) return token;
    throw refuse(says.noToken({ by: String(name), is: token === "" ? "empty" : kindOf(token), what }));
}

/** What a look-up is asked for. @throws CVG201 */
export function demandFields(caller: string, args: unknown): Fields {
    if (isFields(args)) return args;
    throw refuse(says.noFields({ caller, is: kindOf(args) }));
}

/** A part of an argument that holds further parts by their keys; none is none. @throws CVG201 */
export function demandParts(name: string, path: string, value: unknown): readonly (readonly [key: string, part: Fields])[] {
    if (value === undefined) return [];
    if (!isFields(value)) throw refuse(says.noParts({ by: name, field: path, is: kindOf(value) }));
    return Object.entries(value).map(([key, part]) => {
        if (!isFields(part)) throw refuse(says.noPart({ by: name, field: `${path}.${key}`, is: kindOf(part) }));
        return [key, part];
    });
}

/** @throws CVG201 */
export function demandList(name: string, path: string, value: unknown): void {
    if (value === undefined || Array.isArray(value)) return;
    throw refuse(says.noList({ by: name, field: path, is: kindOf(value) }));
}
