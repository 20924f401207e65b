/**
 * What one provider process has seen of a run: the definitions of all resources share it. A process lives for one phase (a preview, or the
 * writing of an `up`), so everything in it is of this phase.
 */

import type { RawBody } from "../gateway/index.js";

/** A place among the units that a resource declares below its own, by display names from just below it down. */
export interface DeclaredBelow {
    readonly level: string;
    readonly path: readonly string[];
}

/** A write that waits for telephone numbers, and those that it will set free itself. */
export interface NumberWait {
    readonly wants: readonly string[];
    readonly holds: readonly string[];
}

/** What the stack's configuration says about runs as a whole. */
export interface RunSettings {
    /** What happens with a namesake where the program says nothing. */
    readonly ifExists: "fail" | "restore" | "adopt" | "create";
    /** How long one resource waits for another, in seconds. */
    readonly timeoutSeconds: number;
}

export interface Run {
    readonly settings: RunSettings;

    /** A resource that is recorded holds this unit, and goes on to; `active` is how it is declared now. */
    hold(token: string, active?: boolean): void;
    /** The resource that held this unit is replaced by another, and lets it go. */
    release(token: string): void;
    /** A resource that is to be made takes this unit over. @returns the name of another resource that has it already */
    take(token: string, by: string): string | undefined;
    /** Whether a resource of this run has the unit. */
    isHeld(token: string): boolean;
    /** Whether a resource of this run has the unit, and declares it inactive. */
    isDeclaredInactive(token: string): boolean;
    /** The resource that takes the unit over. */
    takenBy(token: string): string | undefined;

    /** Units that are to be taken over, as they were read when that was found: the step that does it need not look again. */
    readonly looked: Map<string, RawBody>;

    /** What the program declares below a unit. Resources at the same place with the same name count together. */
    tellBelow(place: string, below: readonly DeclaredBelow[]): void;
    below(place: string): readonly DeclaredBelow[];

    /** Units that were made inactive in this run, as messages name them, by token. */
    readonly inactivated: Map<string, string>;

    /** Numbers that a project of this run holds, and will not hold any more when the run is through. */
    announceRelease(numbers: readonly string[]): void;
    released(numbers: readonly string[]): void;
    isAnnounced(number: string): boolean;
    /** Writes that wait for numbers just now. */
    readonly waiting: Set<NumberWait>;
    /** Those that were found to wait for each other. Each says so, although the first to see it waits no longer. */
    readonly exchanging: Set<NumberWait>;
}

/** Another resource that is recorded already: its logical name is not known here. */
export const A_RECORDED_RESOURCE = "another resource of this stack";

export function createRun({ ifExists, timeoutSeconds }: RunSettings): Run {
    const held = new Set<string>();
    const inactive = new Set<string>();
    const taken = new Map<string, string>();
    const below = new Map<string, readonly DeclaredBelow[]>();
    const announced = new Set<string>();
    return {
        settings: { ifExists, timeoutSeconds },
        hold: (token, active = true) => {
            held.add(token);
            if (active) inactive.delete(token);
            else inactive.add(token);
        },
        release: (token) => {
            held.delete(token);
            inactive.delete(token);
        },
        take: (token, by) => {
            const other = taken.get(token) ?? (held.has(token) ? A_RECORDED_RESOURCE : undefined);
            if (other !== undefined && other !== by) return other;
            taken.set(token, by);
            return undefined;
        },
        isHeld: (token) => held.has(token) || taken.has(token),
        isDeclaredInactive: (token) => inactive.has(token),
        takenBy: (token) => taken.get(token),
        tellBelow: (place, declared) => void below.set(place, [...(below.get(place) ?? []), ...declared]),
        below: (place) => below.get(place) ?? [],
        looked: new Map(),
        inactivated: new Map(),
        announceRelease: (numbers) => {
            for (const number of numbers) announced.add(number);
        },
        released: (numbers) => {
            for (const number of numbers) announced.delete(number);
        },
        isAnnounced: (number) => announced.has(number),
        waiting: new Set(),
        exchanging: new Set(),
    };
}
