/** What applies at a level, going upward: the one place where both locks, and whoever reads the live tree, ask it. */
import type { Level } from "./level.js";
import { type Own, type Resolved, resolve, resolveAtTop, unknownLevel } from "./partial.js";
import { effective, effectiveAtTop } from "./rules.js";
import type { Owner, Settings } from "./settings.js";
import type { SettingName } from "./table.js";

/** What applies; of what is unknown, `hidden` is what another lock knows all the same. */
export interface Applied extends Resolved {
    readonly hidden: ReadonlySet<SettingName>;
}

/** A level on the way up, by what is known of it. */
export type ChainLink =
    /** All that applies there is known already: a resource has answered it, or it was asked before. */
    | { readonly kind: "answered"; readonly resolved: Resolved & Partial<Applied> }
    /** A resource declares it. `ignored`: settings of which only the engine knows what is declared. */
    | { readonly kind: "declared"; readonly own: Own; readonly owner: Owner; readonly ignored?: ReadonlySet<SettingName> }
    /** Nobody declares it here: it is what is stored there. */
    | { readonly kind: "live"; readonly level: Level; readonly stored: Settings }
    /** It is new, and nothing is declared for it: it is born with what applies above it. */
    | { readonly kind: "born"; readonly level: Level }
    /** Nobody knows by now. */
    | { readonly kind: "unknown"; readonly level: Level };

const NONE: ReadonlySet<never> = new Set<never>();
const unknown = (level: Level): Applied => ({ ...unknownLevel({ level, by: "live" }), hidden: NONE });

function at(link: ChainLink, above: Applied | undefined): Applied {
    switch (link.kind) {
        case "answered":
            return { hidden: NONE, ...link.resolved };
        case "born":
            return above ?? unknown(link.level);
        case "unknown":
            return unknown(link.level);
        case "live": {
            if (above === undefined) return { effective: effectiveAtTop(link.stored), unknown: NONE, hidden: NONE };
            return { ...above, effective: effective(link.stored, above.effective, { level: link.level, by: "live" }) };
        }
        case "declared": {
            const { own, owner, ignored = NONE } = link;
            const known = above ?? unknown(owner.level);
            if (owner.level === "reseller") return { ...resolveAtTop(own, known, owner), hidden: ignored };
            const inherited = [...known.hidden].filter((name) => own.settings[name] === undefined);
            return { ...resolve(own, known, owner), hidden: new Set([...ignored, ...inherited]) };
        }
    }
}

/**
 * What applies at the first link of a chain, nearest first. What a policy of the reseller leaves out is what is stored there: its link is
 * followed by a live one of the same level.
 */
export function appliesAt([nearest, ...further]: readonly [ChainLink, ...ChainLink[]]): Applied {
    const [next, ...others] = further;
    return at(nearest, next === undefined ? undefined : appliesAt([next, ...others]));
}
