/** What applies at the level above a unit: from the resources that declare it, else from what is live there. */
import { z } from "zod";
import { type Draft, UNKNOWN } from "../../engine/definition.js";
import { type Gateway, LEVELS, type Level, liveAt, settingsFromWire } from "../../gateway/index.js";
import { effective, type Resolved } from "../../policy/index.js";
import { readResolved } from "./own.js";

/**
 * A level above as the program knows it, nearest first, up to the first that declares settings (it has `effective`) or the last that the
 * program knows. One without settings counts as it is live; while it does not exist, as born.
 */
const Link = z.object({
    level: z.enum(LEVELS),
    /** Logical name of the resource that declares the settings. */
    by: z.string().optional(),
    /** Display name, for messages only. */
    name: z.unknown().optional(),
    /** Token, or UNKNOWN while the unit does not exist. */
    id: z.unknown().optional(),
    effective: z.unknown().optional(),
    decidedBy: z.unknown().optional(),
});
type Link = z.infer<typeof Link>;

export interface Above extends Resolved {
    /** How people know the level, where that is known. */
    readonly name: (level: Level) => string | undefined;
}

async function follow(gateway: Gateway, [link, ...further]: readonly Link[]): Promise<Resolved> {
    if (link === undefined) return liveAt(gateway, "reseller", gateway.reseller);
    if (link.effective !== undefined) return readResolved(link.effective, link.decidedBy, { level: link.level, by: link.by ?? "live" });
    const { level, id } = link;
    if (typeof id !== "string") return follow(gateway, further);
    if (further.length === 0) return liveAt(gateway, level, id);
    const [stored, above] = await Promise.all([gateway.settings(level, id), follow(gateway, further)]);
    return { ...above, effective: effective(settingsFromWire(stored), above.effective, { level, by: "live" }) };
}

/**
 * What applies above a unit. `parent` is the unit above, if its token is known; `hidden.__above` is what the program told.
 * Without the program's word the gateway's tree is asked: a unit below its reseller is never unchecked.
 */
export async function resolveAbove(
    gateway: Gateway,
    parent: { readonly level: Level; readonly token: unknown },
    hidden: Draft,
): Promise<Above> {
    const told = z.array(Link).safeParse(hidden.__above).data ?? [];
    const links = told.length > 0 || parent.token === UNKNOWN ? told : [Link.parse({ level: parent.level, id: parent.token })];
    const resolved = await follow(gateway, links);
    const known = links.find((link) => typeof link.id === "string")?.id ?? parent.token;
    const names = await namesUpwards(gateway, known);
    for (const link of links) if (typeof link.name === "string") names.set(link.level, link.name);
    return { ...resolved, name: (level) => names.get(level) };
}

async function namesUpwards(gateway: Gateway, token: unknown): Promise<Map<Level, string>> {
    const tree = await gateway.tree();
    const names = new Map<Level, string>([["reseller", tree.reseller.name]]);
    for (let unit = typeof token === "string" ? tree.find(token) : undefined; unit !== undefined; unit = unit.above)
        names.set(unit.level, unit.name);
    return names;
}
