/**
 * What one provider process has seen of a run: the definitions of all resources share it. A process lives for one phase (a preview, or the
 * writing of an `up`), so everything in it is of this phase.
 */
import type { IfExists, RawBody } from "../../gateway/index.js";
import { BegunUnits } from "./begun-units.js";
import { DeclaredUnits } from "./declared-units.js";
import { HeldUnits } from "./held-units.js";
import { NumberReleases } from "./number-releases.js";
import { SettingsOwners } from "./settings-owners.js";

/** What the stack's configuration says about runs as a whole. */
export interface RunSettings {
    /** What happens with a namesake where the program says nothing. */
    readonly ifExists: IfExists;
    /** How long one resource waits for another, in seconds. */
    readonly timeoutSeconds: number;
    /** A unit that the gateway does not know any more is forgotten, instead of being an error. */
    readonly missing?: "forget";
}

/** Of so many units that are written it is looked at what others changed. More would make the preview of a large change slow. */
const LOOKS = 50;

export class Phase {
    #looks = 0;
    /** Units below which something was written while not all that limits it was known. */
    readonly #unknownLimits = new Set<string>();
    /** Settings that were changed, by level. */
    readonly #changed = new Set<string>();
    readonly held = new HeldUnits();
    readonly begun = new BegunUnits();
    readonly declared = new DeclaredUnits();
    readonly numbers = new NumberReleases();
    readonly owners = new SettingsOwners();
    /** Units that are to be taken over, as they were read when that was found: the step that does it need not look again. */
    readonly looked = new Map<string, RawBody>();
    /** Resources that the engine has asked about, by identity: it leaves out what is excluded, or not targeted. */
    readonly asked = new Set<string>();
    /** Units that were made inactive in this run, as messages name them, by token. */
    readonly inactivated = new Map<string, string>();

    constructor(readonly settings: RunSettings) {}

    /** Whether one unit more may be read only to compare. */
    mayLook(): boolean {
        this.#looks += 1;
        return this.#looks <= LOOKS;
    }

    /**
     * Whether it is time to read what limits the units below one. For the first of them it is not: to read that one back is one request, and the levels
     * above are up to three.
     */
    mayReadLimits(above: string): boolean {
        if (this.#unknownLimits.has(above)) return true;
        this.#unknownLimits.add(above);
        return false;
    }

    /** Whether one of these settings is changed at a unit of this level for the first time in this run: once it is to be seen that the gateway keeps it. */
    isFirstChange(level: string, settings: readonly string[]): boolean {
        const fresh = settings.map((name) => `${level} ${name}`).filter((key) => !this.#changed.has(key));
        for (const key of fresh) this.#changed.add(key);
        return fresh.length > 0;
    }
}
