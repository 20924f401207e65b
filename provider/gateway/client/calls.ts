/** One call of one reseller: its route filled in, and its answer known to be of the unit that was asked for. */
import * as z from "zod";
import type { Call } from "../transport/call.js";
import type { Transport } from "../transport/transport.js";
import { found } from "../wire/configuration-of.js";
import { isSameToken, type Level, type RawBody, READ_BODY, TOKEN_FIELD } from "../wire/contract.js";
import { isObject, plain } from "../wire/json.js";
import { fill, type Method, type RouteOf } from "../wire/routes.js";

export type Calls = <T, M extends Method>(
    route: RouteOf<M>,
    tokens: Readonly<Record<string, string>>,
    rest: Omit<Call<T>, "route" | "path"> & { readonly method: M },
) => Promise<T>;

export const callsOf =
    (reseller: string, transport: Transport): Calls =>
    (route, tokens, rest) =>
        transport.call({ route, path: fill(route, { reseller, ...tokens }), ...rest });

/** The raw body itself, once it is known to fit, and to be the one of this unit: another's must never be written onto it. */
export function ownBody(level: Level, token: string, raw: unknown): RawBody {
    const seen = READ_BODY[level].parse(plain(raw));
    const own: unknown = seen[TOKEN_FIELD[level]];
    if (typeof own !== "string" || !isSameToken(own, token)) throw anothers(level);
    if (!isObject(raw)) return {};
    found(raw, seen.commonConfiguration);
    return raw;
}

const anothers = (level: Level): z.ZodError =>
    new z.ZodError([{ code: "custom", path: [TOKEN_FIELD[level]], message: "it is another unit's", input: undefined }]);

/** A write that is answered with anything is no success: the contract has an empty body, and an error or a page of a proxy may come with a 200. */
const Nothing = z.undefined({ error: "it holds something, where the contract has an empty body" });
/** @throws ZodError where there is something */
export function nothing(raw: unknown): void {
    if (raw !== undefined) Nothing.parse(raw);
}
