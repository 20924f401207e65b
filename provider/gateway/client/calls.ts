/** One call of one reseller: its route filled in, and its answer known to be of the unit that was asked for. */
import { z } from "zod";
import type { Call } from "../transport/call.js";
import type { Transport } from "../transport/transport.js";
import { isSameToken, type Level, type RawBody, READ_BODY, TOKEN_FIELD, Token } from "../wire/contract.js";
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
    const seen: RawBody = READ_BODY[level].parse(plain(raw));
    Token.refine((own) => isSameToken(own, token), { path: [TOKEN_FIELD[level]], error: "it is another unit's" }).parse(
        seen[TOKEN_FIELD[level]],
    );
    return isObject(raw) ? raw : {};
}

/** A write that is answered with anything is no success: the contract has an empty body, and an error or a page of a proxy may come with a 200. */
export const Nothing = z.undefined({ error: "it holds something, where the contract has an empty body" });
