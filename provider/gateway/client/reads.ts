/** Reads of units, each once for whoever asks at the same time. */
import type { Gateway } from "../gateway.js";
import type { KnownUnits } from "../known-units.js";
import { createSharedReads } from "../shared-reads.js";
import { singleFlight } from "../single-flight.js";
import { GatewayError } from "../transport/gateway-error.js";
import { configurationOf } from "../wire/configuration-of.js";
import { type Level, type RawBody, UserDetails } from "../wire/contract.js";
import { plain } from "../wire/json.js";
import { DEFAULTS, ONE } from "../wire/routes.js";
import { type Calls, ownBody } from "./calls.js";
import type { CurrentTree } from "./current-tree.js";

export interface Reads extends Pick<Gateway, "defaults" | "read" | "settings"> {
    /** A body as it is now, whoever else asks. */
    readonly get: (level: Level, token: string) => Promise<RawBody>;
    /** What is stored now is not known, and what was asked before tells nothing to who asks from now on. */
    readonly forget: (token: string) => void;
}

export function createReads(calls: Calls, known: KnownUnits, tree: CurrentTree): Reads {
    const defaults = singleFlight<UserDetails>({ keep: true });

    async function get(level: Level, token: string): Promise<RawBody> {
        const remember = known.beforeRead(token);
        const subject = (): string => known.subject(level, token);
        const body = await calls(
            ONE[level],
            { [level]: token },
            { kind: "read", method: "GET", subject, parse: (raw) => ownBody(level, token, raw) },
        );
        // An answer that a write has overtaken says nothing of how the unit is now.
        if (remember(level, body)) tree.seen(token, body.inactive === true);
        return body;
    }
    const shared = createSharedReads(get);

    return {
        get,
        forget: (token) => {
            known.forget(token);
            shared.forget(token);
        },
        defaults: () =>
            defaults("", () =>
                calls(
                    DEFAULTS,
                    {},
                    { kind: "read", method: "GET", subject: () => "The gateway's defaults", parse: (raw) => UserDetails.parse(plain(raw)) },
                ),
            ),
        read: async (level, token) => {
            try {
                return await shared.own(level, token);
            } catch (error) {
                if (!(error instanceof GatewayError) || error.code !== "CVG301") throw error;
                tree.changed({ kind: "forgotten", token });
                return undefined;
            }
        },
        settings: async (level, token) => {
            const stored = known.settings(token);
            if (stored !== undefined) return stored;
            const body = await shared.borrowed(level, token);
            return known.settings(token) ?? configurationOf(body);
        },
    };
}
