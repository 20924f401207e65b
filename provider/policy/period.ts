/** Retention periods: the words users write, the milliseconds the gateway stores. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** The five periods of the console, shortest first. Source: manual, "Dialogdaten automatisch löschen nach"; that one month is 30 days is our reading. */
export const NAMED_PERIODS = ["10 minutes", "1 hour", "1 day", "1 week", "1 month"] as const;
export type NamedPeriod = (typeof NAMED_PERIODS)[number];

const NAMED: Readonly<Record<NamedPeriod, number>> = {
    "10 minutes": 10 * MINUTE,
    "1 hour": HOUR,
    "1 day": DAY,
    "1 week": WEEK,
    "1 month": 30 * DAY,
};
/** Longest first. */
const UNITS = [
    ["week", WEEK],
    ["day", DAY],
    ["hour", HOUR],
    ["minute", MINUTE],
] as const;
type Unit = (typeof UNITS)[number][0];
const LENGTHS: ReadonlyMap<string | undefined, number> = new Map(UNITS);

/** A whole number of minutes, hours, days or weeks, as users write it: `"36 hours"`, `"1 day"`. */
export type WholePeriod = `${number} ${Unit}` | `${number} ${Unit}s`;

const isNamed = (text: string): text is NamedPeriod => (NAMED_PERIODS as readonly string[]).includes(text);

/**
 * Milliseconds of a period as text, or undefined when it is none. Reads everything that {@link formatPeriod} writes.
 * `"1 month"` is the only period in months.
 */
export function parsePeriod(text: string): number | undefined {
    if (isNamed(text)) return NAMED[text];
    const match = /^([1-9]\d*) (?:(minute|hour|day|week)s?|ms)$/.exec(text);
    const milliseconds = Number(match?.[1]) * (LENGTHS.get(match?.[2]) ?? 1);
    return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}

/** Whether a user may choose this text where the gateway takes any period: the named ones and whole minutes, hours, days or weeks. */
export const isChoosable = (text: string): boolean => parsePeriod(text) !== undefined && !text.endsWith(" ms");

/** A period as people read it: its name, else its largest whole unit, else milliseconds. Equal lengths give equal texts. */
export function formatPeriod(milliseconds: number): string {
    for (const named of NAMED_PERIODS) if (NAMED[named] === milliseconds) return named;
    for (const [unit, length] of UNITS) {
        const count = milliseconds / length;
        if (Number.isInteger(count)) return `${count} ${unit}${count === 1 ? "" : "s"}`;
    }
    return `${milliseconds} ms`;
}

/** The named periods that fit below `limit` milliseconds, longest first: what the console offers there. */
export const offeredPeriods = (limit: number): readonly NamedPeriod[] => NAMED_PERIODS.filter((named) => NAMED[named] <= limit).reverse();
