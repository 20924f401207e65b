/** Writes of units that are there, one at a time each. */
import type { Configuration } from "../configuration.js";
import type { Gateway } from "../gateway.js";
import type { KnownUnits } from "../known-units.js";
import type { OneAtATime } from "../one-at-a-time.js";
import type { Call } from "../transport/call.js";
import { refuseToLose } from "../wire/bot-secrets.js";
import type { Level, RawBody } from "../wire/contract.js";
import { sameJson } from "../wire/json.js";
import { type Method, MOVE, ONE, RESTORE, type RouteOf } from "../wire/routes.js";
import { type Calls, nothing } from "./calls.js";
import type { CurrentTree } from "./current-tree.js";
import type { Reads } from "./reads.js";

/** What creates and writes share. */
export interface Writing {
    readonly locked: OneAtATime;
    /** By token, the units whose bodies this process has written, as they were before its first write; undefined of what it has made. */
    readonly written: Map<string, RawBody | undefined>;
}

interface Means extends Writing {
    readonly calls: Calls;
    readonly known: KnownUnits;
    readonly tree: CurrentTree;
    readonly reads: Reads;
    readonly maskedSecrets: Configuration["maskedSecrets"];
}

/** One write, as it is sent. */
interface Sent<M extends Method> extends Pick<Call<void>, "body" | "again"> {
    readonly method: M;
    readonly tokens: Readonly<Record<string, string>>;
}

type Writes = Pick<Gateway, "change" | "deactivate" | "restore" | "move">;

export function createWrites({ calls, known, tree, reads, locked, written, maskedSecrets }: Means): Writes {
    /** A write whose answer says nothing. Whatever becomes of it, what we knew of the unit's settings may no longer hold. */
    async function write<M extends "POST" | "DELETE">(
        route: RouteOf<M>,
        level: Level,
        token: string,
        { method, tokens, ...sends }: Sent<M>,
    ): Promise<void> {
        reads.forget(token);
        try {
            const subject = (): string => known.subject(level, token);
            await calls(route, tokens, { kind: "write", method, subject, parse: nothing, ...sends });
        } finally {
            // Whoever asked while it was under way may have been answered before it was done.
            reads.forget(token);
        }
    }

    return {
        change: (level, token, edit, { first, readBack } = {}) =>
            locked(token, async () => {
                const edited = (body: RawBody): RawBody => {
                    const result = edit(body);
                    if (level === "project" && maskedSecrets !== "kept" && !sameJson(body, result))
                        refuseToLose(known.subject(level, token), result);
                    return result;
                };
                let before = await reads.get(level, token);
                if (first !== undefined && (await first(before))) before = await reads.get(level, token);
                let wanted = edited(before);
                if (sameJson(before, wanted)) return { written: false, before };
                const found = before;
                const again = async (): Promise<RawBody> => {
                    before = await reads.get(level, token);
                    wanted = edited(before);
                    return wanted;
                };
                await write(ONE[level], level, token, { method: "POST", tokens: { [level]: token }, body: wanted, again });
                known.wrote(level, token, wanted);
                if (!written.has(token)) written.set(token, found);
                return { written: true, before, after: (await readBack?.()) === true ? await reads.get(level, token) : wanted };
            }),
        deactivate: (level, token) =>
            locked(token, async () => {
                await write(ONE[level], level, token, { method: "DELETE", tokens: { [level]: token } });
                tree.changed({ kind: "inactive", token });
            }),
        restore: (level, token) =>
            locked(token, async () => {
                await write(RESTORE[level], level, token, { method: "POST", tokens: { token } });
                tree.changed({ kind: "active", token });
                await tree.lookBelow(token);
            }),
        move: (project, customer, account) =>
            locked(project, async () => {
                const body = { customerToken: customer, accountToken: account };
                await write(MOVE, "project", project, { method: "POST", tokens: { project }, body });
                tree.changed({ kind: "moved", token: project, above: account });
            }),
    };
}
