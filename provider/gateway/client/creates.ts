/** Creates, each done once, one of a name and place at a time. */
import type { Gateway, TreeUnit, UnitTree } from "../gateway.js";
import type { KnownUnits } from "../known-units.js";
import { type Asked, makingOnce, namesakes, placeOf } from "../lost-creates.js";
import { startingNow } from "../single-flight.js";
import type { Transport } from "../transport/transport.js";
import { CreatedToken, type Level, NAME_FIELD, type RawBody } from "../wire/contract.js";
import { ABOVE, CREATE } from "../wire/routes.js";
import type { Calls } from "./calls.js";
import type { CurrentTree } from "./current-tree.js";
import type { Reads } from "./reads.js";
import type { Writing } from "./writes.js";

interface Means extends Writing {
    readonly calls: Calls;
    readonly known: KnownUnits;
    readonly tree: CurrentTree;
    readonly reads: Reads;
    readonly sleep: Transport["sleep"];
}

/** The tree is looked at so far apart, however many units are made: a large one is no small answer. Milliseconds. */
const APART = 250;
/** A unit that was made waits so long for a look at what came beside it, and no longer. Milliseconds. */
const PATIENCE = 5000;

export function createCreates({ calls, known, tree, reads, locked, written, sleep }: Means): Gateway["create"] {
    const fresh = startingNow<UnitTree>();
    const madeOnce = makingOnce({
        post: ({ level, above, body }) => {
            // By the tree of now: a later look, for a unit beside it, may have this one in it before its answer is here.
            const before = tree.known();
            const isNew = (token: string): boolean => before?.find(token) === undefined && !written.has(token);
            return calls(
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
        },
        before: tree.known,
        look: () => fresh(tree.read),
        read: reads.get,
        sleep,
    });

    const apart = startingNow<UnitTree>(() => sleep(APART));
    /** What others have made where a unit is to be made, as far as it is known. */
    const newcomers = (at: UnitTree | undefined, asked: Asked): readonly TreeUnit[] =>
        (namesakes(at, asked) ?? []).filter((unit) => unit.came && !unit.made && !unit.inactive);
    /** Undefined where it cannot be looked: what was made is made, and its resource must be recorded. */
    const looked = (): Promise<UnitTree | undefined> =>
        Promise.race([apart(tree.read), sleep(PATIENCE).then(() => undefined)]).catch(() => undefined);

    return (level, above, body, options) => {
        const asked: Asked = { level, above, name: String(body[NAME_FIELD[level]] ?? ""), body };
        // One of a name at a time: what a create has made is told from what others made by what was there before.
        return locked(placeOf(asked), async () => {
            // Nobody else knows a place that this process has made.
            const cameBeside = tree.known()?.find(above)?.made === false ? options?.cameBeside : undefined;
            const { token, wasLost } = await madeOnce(asked, () => {
                const there = newcomers(tree.known(), asked);
                if (there.length > 0) cameBeside?.(there, undefined);
            });
            known.wrote(level, token, body);
            written.set(token, undefined);
            tree.changed({ kind: "made", level, above, token, name: asked.name });
            if (wasLost) options?.wasLost?.(token);
            const came = cameBeside === undefined ? [] : newcomers(await looked(), asked);
            if (came.length > 0) cameBeside?.(came, token);
            return token;
        });
    };
}

function nameIn(level: Level, body: RawBody): string {
    const name = body[NAME_FIELD[level]];
    return typeof name === "string" ? JSON.stringify(name.trim()) : "without a name";
}
