/** The calls of the HTTP contract, as the rest of the provider wants them. */
import { z } from "zod";
import type { Configuration } from "./configuration.js";
import type { Gateway, TreeUnit, UnitTree } from "./gateway.js";
import { createKnownUnits } from "./known-units.js";
import { type Asked, makingOnce, placeOf } from "./lost-creates.js";
import { oneAtATime } from "./one-at-a-time.js";
import { createSharedReads } from "./shared-reads.js";
import { singleFlight, startingNow } from "./single-flight.js";
import type { Call } from "./transport/call.js";
import { GatewayError } from "./transport/errors.js";
import type { Transport } from "./transport/transport.js";
import { type ChangingTree, type TreeChange, treeOf, unitTree } from "./tree.js";
import { refuseToLose } from "./wire/bot-secrets.js";
import {
    CommonConfiguration,
    CreatedToken,
    isSameToken,
    type Level,
    NAME_FIELD,
    type RawBody,
    READ_BODY,
    TOKEN_FIELD,
    Token,
    UserDetails,
} from "./wire/contract.js";
import { isObject, plain, sameJson } from "./wire/json.js";
import { ABOVE, CREATE, DEFAULTS, fill, MOVE, ONE, RESTORE, TREE } from "./wire/routes.js";

/** Which gateway, and what its user asserts of it. */
type Which = Pick<Configuration, "endpoint" | "reseller" | "maskedSecrets">;

export function createClient({ endpoint, reseller, maskedSecrets }: Which, transport: Transport): Gateway {
    const known = createKnownUnits();
    const locked = oneAtATime();
    const once = { defaults: singleFlight<UserDetails>({ keep: true }), tree: singleFlight<UnitTree>({ keep: true }) };
    /** What this process did to units, in this order: an answer that was under way meanwhile may hold it or not. */
    const changes: TreeChange[] = [];
    const written = new Set<string>();
    let tree: ChangingTree | undefined;
    function changed(change: TreeChange): void {
        changes.push(change);
        tree?.change(change);
    }

    /** A unit's own read is younger than the tree. */
    function seen(token: string, inactive: boolean): void {
        const unit = tree?.find(token);
        if (unit !== undefined && unit.inactive !== inactive) tree?.change({ kind: inactive ? "inactive" : "active", token });
    }

    async function call<T>(route: string, tokens: Readonly<Record<string, string>>, rest: Omit<Call<T>, "route" | "path">): Promise<T> {
        return await transport.call({ route, path: fill(route, { reseller, ...tokens }), ...rest });
    }
    const isNew = (token: string) => tree?.find(token) === undefined && !written.has(token);
    const about = (level: Level, token: string) => () => known.subject(level, token);

    async function get(level: Level, token: string): Promise<RawBody> {
        const remember = known.beforeRead(token);
        const body = await call(
            ONE[level],
            { [level]: token },
            { kind: "read", method: "GET", subject: about(level, token), parse: (raw) => ownBody(level, token, raw) },
        );
        // An answer that a write has overtaken says nothing of how the unit is now.
        if (remember(level, body)) seen(token, body.inactive === true);
        return body;
    }
    const reads = createSharedReads(get);

    function forget(token: string): void {
        known.forget(token);
        reads.forget(token);
    }

    /** A write whose answer says nothing. Whatever becomes of it, what we knew of the unit's settings may no longer hold. */
    async function write(
        route: string,
        level: Level,
        token: string,
        method: "POST" | "DELETE",
        tokens: Readonly<Record<string, string>>,
        sends: Pick<Call<void>, "body" | "again"> = {},
    ): Promise<void> {
        forget(token);
        try {
            await call(route, tokens, {
                kind: "write",
                method,
                subject: about(level, token),
                parse: (raw) => Nothing.parse(raw),
                ...sends,
            });
        } finally {
            // Whoever asked while it was under way may have been answered before it was done.
            forget(token);
        }
    }

    async function readTree(): Promise<UnitTree> {
        const wire = await call(
            TREE,
            {},
            {
                kind: "read",
                method: "GET",
                subject: () => `The tree of ${known.subject("reseller", reseller)}`,
                parse: (raw) => treeOf(reseller).parse(plain(raw)),
            },
        );
        const read = unitTree(wire);
        everyUnit(read.reseller, known.name);
        for (const change of changes) read.change(change);
        tree = read;
        return read;
    }

    const post = ({ level, above, body }: Asked): Promise<string> =>
        call(
            CREATE[level],
            { [ABOVE[level]]: above },
            {
                kind: "create",
                method: "POST",
                body,
                subject: () => `new ${level} ${nameIn(level, body)} under ${known.subject(ABOVE[level], above)}`,
                parse: (raw) => CreatedToken.refine(isNew, "it is the token of a unit that was there before").parse(raw),
            },
        );
    const fresh = startingNow<UnitTree>();
    const madeOnce = makingOnce({
        post,
        before: () => tree,
        look: () => fresh(readTree),
        read: get,
        sleep: transport.sleep,
    });

    /**
     * Whether a restore brings back what is below is our guess until one has been seen: what came back along with it has to be pinned or cut
     * like any other unit. Looked at once, where that can be seen; then only if it does.
     */
    let restoresBelow = true;
    async function lookBelow(token: string): Promise<void> {
        const inactive = inactiveBelow(tree?.find(token));
        if (inactive.length === 0 || !restoresBelow) return;
        const now = await readTree();
        const returned = inactive.filter((below) => now.find(below)?.inactive === false);
        for (const below of returned) changed({ kind: "returned", token: below });
        restoresBelow = returned.length > 0;
    }

    return {
        reseller,
        endpoint,
        defaults: () =>
            once.defaults("", () =>
                call(
                    DEFAULTS,
                    {},
                    { kind: "read", method: "GET", subject: () => "The gateway's defaults", parse: (raw) => UserDetails.parse(plain(raw)) },
                ),
            ),
        tree: async () => tree ?? (await once.tree("", readTree)),
        read: async (level, token) => {
            try {
                return await reads.own(level, token);
            } catch (error) {
                if (!(error instanceof GatewayError) || error.code !== "CVG301") throw error;
                changed({ kind: "forgotten", token });
                return undefined;
            }
        },
        settings: async (level, token) => {
            const stored = known.settings(token);
            if (stored !== undefined) return stored;
            const body = await reads.borrowed(level, token);
            return known.settings(token) ?? CommonConfiguration.parse(plain(body.commonConfiguration));
        },
        known: known.settings,
        create: (level, above, body, options) => {
            const asked: Asked = { level, above, name: String(body[NAME_FIELD[level]] ?? ""), body };
            // One of a name at a time: what a create has made is told from what others made by what was there before.
            return locked(placeOf(asked), async () => {
                const { token, wasLost } = await madeOnce(asked);
                known.wrote(level, token, body);
                written.add(token);
                changed({ kind: "made", level, above, token, name: asked.name });
                if (wasLost) options?.wasLost?.(token);
                return token;
            });
        },
        change: (level, token, edit, options) =>
            locked(token, async () => {
                const edited = (body: RawBody): RawBody => {
                    const result = edit(body);
                    if (level === "project" && maskedSecrets !== "kept" && !sameJson(body, result))
                        refuseToLose(known.subject(level, token), result);
                    return result;
                };
                let before = await get(level, token);
                let wanted = edited(before);
                if (sameJson(before, wanted)) return { written: false, before };
                await write(
                    ONE[level],
                    level,
                    token,
                    "POST",
                    { [level]: token },
                    {
                        body: wanted,
                        again: async () => {
                            before = await get(level, token);
                            wanted = edited(before);
                            return wanted;
                        },
                    },
                );
                known.wrote(level, token, wanted);
                written.add(token);
                return { written: true, before, after: options?.readBack === true ? await get(level, token) : wanted };
            }),
        deactivate: (level, token) =>
            locked(token, async () => {
                await write(ONE[level], level, token, "DELETE", { [level]: token });
                changed({ kind: "inactive", token });
            }),
        restore: (level, token) =>
            locked(token, async () => {
                await write(RESTORE[level], level, token, "POST", { token });
                changed({ kind: "active", token });
                await lookBelow(token);
            }),
        move: (project, customer, account) =>
            locked(project, async () => {
                const to = { customerToken: customer, accountToken: account };
                await write(MOVE, "project", project, "POST", { project }, { body: to });
                changed({ kind: "moved", token: project, above: account });
            }),
        now: transport.now,
        requests: transport.requests,
        effort: transport.effort,
        hasWritten: (token) => written.has(token),
        close: transport.close,
    };
}

/** The raw body itself, once it is known to fit, and to be the one of this unit: another's must never be written onto it. */
function ownBody(level: Level, token: string, raw: unknown): RawBody {
    const seen: RawBody = READ_BODY[level].parse(plain(raw));
    Token.refine((own) => isSameToken(own, token), { path: [TOKEN_FIELD[level]], error: "it is another unit's" }).parse(
        seen[TOKEN_FIELD[level]],
    );
    return isObject(raw) ? raw : {};
}

/** A write that is answered with anything is no success: the contract has an empty body, and an error or a page of a proxy may come with a 200. */
const Nothing = z.undefined({ error: "it holds something, where the contract has an empty body" });

function nameIn(level: Level, body: RawBody): string {
    const name = body[NAME_FIELD[level]];
    return typeof name === "string" ? JSON.stringify(name.trim()) : "without a name";
}

const inactiveBelow = (unit: TreeUnit | undefined): readonly string[] =>
    (unit?.below ?? []).flatMap((child) => [...(child.inactive ? [child.token] : []), ...inactiveBelow(child)]);

function everyUnit(unit: TreeUnit, visit: (unit: TreeUnit) => void): void {
    visit(unit);
    for (const below of unit.below) everyUnit(below, visit);
}
