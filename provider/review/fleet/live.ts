/** What only the gateway knows, as the command line read it: every unit of the reseller, also those that no program declares. */
import type { Level, Settings } from "../../policy/index.js";

export interface LiveUnit {
    readonly level: Level;
    readonly token: string;
    readonly name: string;
    /** Token of the unit above; undefined for the reseller. */
    readonly above: string | undefined;
    readonly inactive: boolean;
    /** ISO instant of the planned purge of an inactive unit. */
    readonly purgeAt: string | undefined;
    /** As stored, not as they apply. Undefined: not read. */
    readonly stored: Settings | undefined;
}

export interface Live {
    readonly units: ReadonlyMap<string, LiveUnit>;
    readonly retentionDays: number;
}
