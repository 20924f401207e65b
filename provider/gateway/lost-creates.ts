/**
 * A create whose answer was lost may have been done, and is never repeated: the tree tells. The unit is ours when it is the only one of its
 * name at its place that was not there before, and is what was sent. Nothing else can be proved: no unit has a time of its creation.
 */

import { CATALOGUE } from "../errors/index.js";
import type { TreeUnit, UnitTree } from "./gateway.js";
import { GatewayError, stillInDoubt } from "./transport/gateway-error.js";
import { isMask } from "./wire/bot-secrets.js";
import { isSecret, type RawBody, type UnitLevel } from "./wire/contract.js";
import { isObject, sameJson } from "./wire/json.js";
import { nameKey, sameName } from "./wire/names.js";

/** What a create asked for. */
export interface Asked {
    readonly level: UnitLevel;
    /** Token of the unit above. */
    readonly above: string;
    readonly name: string;
    readonly body: RawBody;
}

/** A create that got no answer. */
interface Doubt {
    readonly error: GatewayError;
    /** Tokens of the units of this name that were there before; undefined where nobody had looked. */
    readonly before: ReadonlySet<string> | undefined;
}

interface Means {
    /** Sends the create. @throws GatewayError CVG505 when it may have been done */
    readonly post: (asked: Asked) => Promise<string>;
    /** The tree as it was read before; undefined where nobody has. */
    readonly before: () => UnitTree | undefined;
    /** The tree as it is now. */
    readonly look: () => Promise<UnitTree>;
    readonly read: (level: UnitLevel, token: string) => Promise<RawBody>;
    readonly sleep: (milliseconds: number) => Promise<void>;
}

/** What the tree is waited for: a request whose answer was lost may be under way still. Milliseconds. */
const WAITS = [0, 1000, 3000];

/** Which creates cannot be told from each other by what the tree shows. */
export const placeOf = ({ level, above, name }: Asked): string => JSON.stringify([level, above, nameKey(name)]);

/** Units of this level, place and name that are in the tree. */
export function namesakes(tree: UnitTree | undefined, { level, above, name }: Asked): readonly TreeUnit[] | undefined {
    return tree?.find(above)?.below.filter((unit) => unit.level === level && sameName(unit.name, name));
}

type Made = (asked: Asked, beforeSent: () => void) => Promise<{ readonly token: string; readonly wasLost: boolean }>;

/**
 * Makes units, each once: the token, and whether the answer that told it was lost. What `beforeSent` throws keeps the request from being sent.
 * @throws GatewayError CVG505 where it may have been done and cannot be told
 */
export function makingOnce(means: Means): Made {
    /** By place, until it is known what became of them. */
    const doubts = new Map<string, Doubt>();

    async function settled(asked: Asked, doubt: Doubt): Promise<string | undefined> {
        try {
            const token = await settle(asked, doubt, means);
            if (token !== undefined) doubts.delete(placeOf(asked));
            return token;
        } catch (error) {
            throw error instanceof GatewayError && error.code === "CVG505"
                ? error
                : stillInDoubt(doubt.error, (first) => CATALOGUE.CVG505.says.noTree({ first }));
        }
    }

    return async (asked, beforeSent) => {
        // Asked a second time, as an error hook of the engine does, it goes on with the first.
        const earlier = doubts.get(placeOf(asked));
        if (earlier !== undefined) {
            const token = await settled(asked, earlier);
            if (token !== undefined) return { token, wasLost: true };
            // What the gateway itself answered it is through with; a request that was lost may be under way still.
            if (earlier.error.refusal === undefined)
                throw stillInDoubt(earlier.error, (first) => CATALOGUE.CVG505.says.notInTree({ first }));
            doubts.delete(placeOf(asked));
        }
        beforeSent();
        const there = namesakes(means.before(), asked);
        try {
            return { token: await means.post(asked), wasLost: false };
        } catch (error) {
            if (!(error instanceof GatewayError) || error.code !== "CVG505") throw error;
            const doubt = { error, before: there === undefined ? undefined : new Set(there.map(({ token }) => token)) };
            doubts.set(placeOf(asked), doubt);
            const token = await settled(asked, doubt);
            if (token === undefined) throw stillInDoubt(error, (first) => CATALOGUE.CVG505.says.notInTree({ first }));
            return { token, wasLost: true };
        }
    };
}

/** The token of the unit that the create has made; undefined: it is not there so far. @throws GatewayError CVG505 where it cannot be told */
async function settle(asked: Asked, { error, before }: Doubt, { look, read, sleep }: Means): Promise<string | undefined> {
    if (before === undefined) throw error;
    for (const milliseconds of WAITS) {
        if (milliseconds > 0) await sleep(milliseconds);
        const found = (namesakes(await look(), asked) ?? []).filter((unit) => !unit.made && !before.has(unit.token));
        const [only, ...others] = found;
        if (only === undefined) continue;
        if (others.length > 0) {
            const tokens = found.map(({ token }) => token);
            throw stillInDoubt(error, (first) => CATALOGUE.CVG505.says.severalCame({ first, count: tokens.length, tokens }));
        }
        if (only.inactive || !says(await read(asked.level, only.token), asked.body))
            throw stillInDoubt(error, (first) => CATALOGUE.CVG505.says.anotherCame({ first, token: only.token }));
        return only.token;
    }
    return undefined;
}

/**
 * Whether a body that was read says all that one that was sent says. What it says besides may be the gateway's own; a secret that it hides
 * contradicts nothing.
 */
export function says(read: unknown, sent: unknown, field = ""): boolean {
    if (isSecret(field) && (read === undefined || read === null || isMask(read))) return true;
    if (sent === undefined || sent === null) return read === undefined || read === null;
    if (isObject(sent)) return isObject(read) && Object.entries(sent).every(([key, value]) => says(read[key], value, key));
    if (typeof sent === "string" && typeof read === "string") return read.normalize("NFC").trim() === sent.normalize("NFC").trim();
    if (Array.isArray(sent))
        return Array.isArray(read) && read.length === sent.length && sent.every((item, index) => says(read[index], item));
    return sameJson(read, sent);
}
