/** One thing that a change does, to one unit: what every output shows, gates judge and approvals name. */
import type { Decider, Level, SettingName } from "../../policy/index.js";
import type { Source } from "../preview/source.js";
import type { FindingClass } from "./classes.js";
import type { Kind } from "./kinds.js";

/** How a reader knows a unit. */
export interface Whom {
    readonly level: Level;
    /** Display names from the customer down to the unit itself. */
    readonly path: readonly string[];
    /** Display name of the customer; of the reseller, where the unit is the reseller. */
    readonly tenant: string;
    readonly tenantToken: string | undefined;
    readonly token: string | undefined;
    /** Logical name in the program; undefined for a unit that this program does not declare. */
    readonly resource: string | undefined;
    readonly urn: string | undefined;
}

export interface Finding {
    readonly class: FindingClass;
    readonly kind: Kind;
    readonly whom: Whom;
    readonly setting: SettingName | undefined;
    /** Before and after, as people read them. Undefined where there is none: a new unit has no before. */
    readonly from: string | undefined;
    /** The value that an approval has to name. */
    readonly to: string;
    /** What happens, in words that need no unit: "bots and integrations see callers' numbers". */
    readonly says: string;
    /** What more there is to know of this unit: the host of its bot, its numbers. */
    readonly details: readonly string[];
    /** What to ask whoever asks for the change. */
    readonly ask: string;
    readonly decidedBy: Decider | undefined;
    /** The line that decides it, or else the line that declares the unit. */
    readonly source: Source | undefined;
    readonly because: string | undefined;
}
