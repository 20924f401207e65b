/** The privacy settings as a user writes them, inline in a unit or in a PrivacyPolicy: one shape for both. */
import { z } from "zod";
import { type ByKind, byKind, isChoosable, type Kind, NAMED_PERIODS, type NamedPeriod, type WholePeriod } from "../../policy/index.js";

/** Follow the level above, now and in later runs. The same as leaving the setting out. */
export type Inherit = "inherit";

/** The shorter of a period and what the level above allows; made by {@link atMost}. */
export interface AtMost<Period extends string> {
    readonly atMost: Period;
}

/** One of the five periods of the console. */
export type DialogPeriod = NamedPeriod;
/** One of the five periods of the console, or any whole number of minutes, hours, days or weeks: `"36 hours"`. */
export type RecordingPeriod = NamedPeriod | WholePeriod;

/**
 * The shorter of `period` and what the level above allows: never refused, and never longer than asked.
 *
 * @example dialogRetention: cvg.atMost("1 week")
 */
export function atMost<Period extends string>(period: Period): AtMost<Period> {
    return { atMost: period };
}

/** What a shape that is more than a plain type tells a user; the shell turns `code` into the message's code. */
const told = (expected: string) => ({ error: expected, params: { code: "CVG102" } });

const named = new Set<unknown>(NAMED_PERIODS);
const isRecordingPeriod = (value: unknown): boolean => typeof value === "string" && isChoosable(value);
const isDialogPeriod = (value: unknown): boolean => named.has(value);

function periodOr(isPeriod: (value: unknown) => boolean) {
    return (value: unknown): boolean => {
        if (value === "inherit" || isPeriod(value)) return true;
        return (
            typeof value === "object" && value !== null && "atMost" in value && Object.keys(value).length === 1 && isPeriod(value.atMost)
        );
    };
}

const list = NAMED_PERIODS.map((period) => `"${period}"`).join(", ");
const Switch = z.custom<boolean | Inherit>((value) => typeof value === "boolean" || value === "inherit", told('true, false or "inherit"'));
const DialogRetention = z.custom<DialogPeriod | Inherit | AtMost<DialogPeriod>>(
    periodOr(isDialogPeriod),
    told(`${list}, "inherit" or cvg.atMost of one of these periods`),
);
const RecordingRetention = z.custom<RecordingPeriod | Inherit | AtMost<RecordingPeriod>>(
    periodOr(isRecordingPeriod),
    told(`${list}, a whole number of minutes, hours, days or weeks like "36 hours", "inherit" or cvg.atMost of such a period`),
);

/** What each kind of setting takes. */
const SHAPE = {
    switch: Switch.optional(),
    "console period": DialogRetention.optional(),
    "any period": RecordingRetention.optional(),
} as const satisfies Readonly<Record<Kind, z.ZodType>>;

/** The settings, each optional. */
export const SETTING_SHAPES: ByKind<typeof SHAPE> = byKind<typeof SHAPE>({
    switch: () => SHAPE.switch,
    "console period": () => SHAPE["console period"],
    "any period": () => SHAPE["any period"],
});

/** `privacy` of a unit. */
export const PrivacyShape = z.strictObject(SETTING_SHAPES);
