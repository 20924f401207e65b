/** The calls of the HTTP contract, as the rest of the provider wants them. */
import type { z } from "zod";
import type { Call } from "./call.js";
import type { Configuration } from "./configuration.js";
import { CommonConfiguration, CreatedToken, type Level, NAME_FIELD, type RawBody, READ_BODY, Tree, UserDetails } from "./contract.js";
import { GatewayError } from "./errors.js";
import type { Gateway, TreeUnit, UnitTree } from "./gateway.js";
import { isObject, plain, sameJson } from "./json.js";
import { createLocks } from "./lock.js";
import { createReads } from "./reads.js";
import { createRemembered } from "./remembered.js";
import { ABOVE, CREATE, DEFAULTS, fill, MOVE, ONE, RESTORE, TREE } from "./routes.js";
import { refuseToLose } from "./secrets.js";
import { createShared } from "./shared.js";
import type { Transport } from "./transport.js";
import { createMadeUnits, unitTree } from "./tree.js";

/** Which gateway, and what its user asserts of it. */
type Which = Pick<Configuration, "endpoint" | "reseller" | "maskedSecrets">;

export function createClient({ endpoint, reseller, maskedSecrets }: Which, transport: Transport): Gateway {
    const remembered = createRemembered();
    const locked = createLocks();
    const made = createMadeUnits();
    const once = { defaults: createShared<UserDetails>({ keep: true }), tree: createShared<UnitTree>({ keep: true }) };

    async function call<T>(route: string, tokens: Readonly<Record<string, string>>, rest: Omit<Call<T>, "route" | "path">): Promise<T> {
        return await transport.call({ route, path: fill(route, { reseller, ...tokens }), ...rest });
    }
    const about = (level: Level, token: string) => () => remembered.subject(level, token);

    async function get(level: Level, token: string): Promise<RawBody> {
        const remember = remembered.beforeRead(token);
        const body = await call(
            ONE[level],
            { [level]: token },
            { kind: "read", method: "GET", subject: about(level, token), parse: (raw) => fitting(READ_BODY[level], raw) },
        );
        remember(level, body);
        return body;
    }
    const reads = createReads(get);

    function forget(token: string): void {
        remembered.forget(token);
        reads.forget(token);
    }

    /** A write whose answer says nothing. Whatever becomes of it, what we knew of the unit's settings may no longer hold. */
    async function write(
        route: string,
        level: Level,
        token: string,
        method: "POST" | "DELETE",
        tokens: Readonly<Record<string, string>>,
        body?: RawBody,
    ): Promise<void> {
        forget(token);
        try {
            await call(route, tokens, {
                kind: "write",
                method,
                subject: about(level, token),
                parse: () => undefined,
                ...(body === undefined ? {} : { body }),
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
                subject: () => `The tree of ${remembered.subject("reseller", reseller)}`,
                parse: (raw) => Tree.parse(plain(raw)),
            },
        );
        const tree = unitTree(wire);
        everyUnit(tree.reseller, remembered.name);
        return made.within(tree);
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
        tree: () => once.tree("", readTree),
        read: async (level, token) => {
            try {
                return await reads.own(level, token);
            } catch (error) {
                if (!(error instanceof GatewayError) || error.code !== "CVG301") throw error;
                made.forget(token);
                return undefined;
            }
        },
        settings: async (level, token) => {
            const known = remembered.settings(token);
            if (known !== undefined) return known;
            const body = await reads.borrowed(level, token);
            return remembered.settings(token) ?? CommonConfiguration.parse(plain(body.commonConfiguration));
        },
        known: remembered.settings,
        create: async (level, above, body) => {
            const token = await call(
                CREATE[level],
                { [ABOVE[level]]: above },
                {
                    kind: "create",
                    method: "POST",
                    body,
                    subject: () => `new ${level} ${nameIn(level, body)} under ${remembered.subject(ABOVE[level], above)}`,
                    parse: (raw) => CreatedToken.parse(raw),
                },
            );
            remembered.wrote(level, token, body);
            made.add(level, above, token, String(body[NAME_FIELD[level]] ?? ""));
            return token;
        },
        change: (level, token, edit, options) =>
            locked(token, async () => {
                const before = await get(level, token);
                const wanted = edit(before);
                if (sameJson(before, wanted)) return { written: false, before };
                if (level === "project" && maskedSecrets !== "kept") refuseToLose(remembered.subject(level, token), wanted);
                await write(ONE[level], level, token, "POST", { [level]: token }, wanted);
                remembered.wrote(level, token, wanted);
                return { written: true, before, after: options?.readBack === true ? await get(level, token) : wanted };
            }),
        deactivate: (level, token) => locked(token, () => write(ONE[level], level, token, "DELETE", { [level]: token })),
        restore: (level, token) => locked(token, () => write(RESTORE[level], level, token, "POST", { token })),
        move: (project, customer, account) =>
            locked(project, () => write(MOVE, "project", project, "POST", { project }, { customerToken: customer, accountToken: account })),
        now: transport.now,
        requests: transport.requests,
        close: transport.close,
    };
}

/** The raw body itself, once it is known to fit. */
function fitting(shape: z.ZodType, raw: unknown): RawBody {
    shape.parse(plain(raw));
    return isObject(raw) ? raw : {};
}

function nameIn(level: Level, body: RawBody): string {
    const name = body[NAME_FIELD[level]];
    return typeof name === "string" ? JSON.stringify(name.trim()) : "without a name";
}

function everyUnit(unit: TreeUnit, visit: (unit: TreeUnit) => void): void {
    visit(unit);
    for (const below of unit.below) everyUnit(below, visit);
}
