/** The privacy settings as a user writes them, inline in a unit or in a PrivacyPolicy: one shape for both. */
import * as z from "zod";
import { lazily } from "../../definition/lazily.js";
import { byKind, isChoosable, type Kind, NAMED_PERIODS, type NamedPeriod, type WholePeriod } from "../../policy/index.js";

/** Follow the level above, now and in later runs. The same as leaving the setting out. */
export type Inherit = "inherit";

/** The shorter of a period and what the level above allows; made by {@link atMost}. */
export interface AtMost<Period extends string> {
    readonly atMost: Period;
}

/** A switch as wished where the level above allows that, else as it is there; made by {@link ifAllowed}. */
export interface IfAllowed {
    readonly ifAllowed: boolean;
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

/**
 * A switch as wished where the level above allows that; where it does not, as it is there. Never refused. What {@link atMost} is for periods.
 *
 * @example recordings: cvg.ifAllowed(true)
 */
export function ifAllowed(wish: boolean): IfAllowed {
    return { ifAllowed: wish };
}

/** What a shape that is more than a plain type tells a user; the shell turns `code` into the message's code. */
const told = (expected: string) => ({ error: expected, params: { code: "CVG102" } });

const named = new Set<unknown>(NAMED_PERIODS);
const isRecordingPeriod = (value: unknown): boolean => typeof value === "string" && isChoosable(value);
const isDialogPeriod = (value: unknown): boolean => named.has(value);

/** Whether a value is `"inherit"`, what is asked for, or just that under the one key of a wish. */
function valueOr(isValue: (value: unknown) => boolean, key: "atMost" | "ifAllowed") {
    return (value: unknown): boolean => {
        if (value === "inherit" || isValue(value)) return true;
        if (typeof value !== "object" || value === null) return false;
        const [[only, wish] = [], ...others] = Object.entries(value);
        return only === key && others.length === 0 && isValue(wish);
    };
}

const list = NAMED_PERIODS.map((period) => `"${period}"`).join(", ");
const isSwitch = (value: unknown): boolean => typeof value === "boolean";
/** What each kind of setting takes. */
const byKindOf = lazily(() => {
    const Switch = z.custom<boolean | Inherit | IfAllowed>(
        valueOr(isSwitch, "ifAllowed"),
        told('true, false, "inherit" or cvg.ifAllowed of true or false'),
    );
    const DialogRetention = z.custom<DialogPeriod | Inherit | AtMost<DialogPeriod>>(
        valueOr(isDialogPeriod, "atMost"),
        told(`${list}, "inherit" or cvg.atMost of one of these periods`),
    );
    const RecordingRetention = z.custom<RecordingPeriod | Inherit | AtMost<RecordingPeriod>>(
        valueOr(isRecordingPeriod, "atMost"),
        told(`${list}, a whole number of minutes, hours, days or weeks like "36 hours", "inherit" or cvg.atMost of such a period`),
    );

    return {
        switch: Switch.optional(),
        "console period": DialogRetention.optional(),
        "any period": RecordingRetention.optional(),
    } as const satisfies Readonly<Record<Kind, z.ZodType>>;
});
type Shapes = ReturnType<typeof byKindOf>;

/** The settings, each optional. */
export const settingShapes = lazily(() => {
    const shapes = byKindOf();
    return byKind<Shapes>({
        switch: () => shapes.switch,
        "console period": () => shapes["console period"],
        "any period": () => shapes["any period"],
    });
});

const REASON = "a reason: 1 to 200 characters, without control characters";
/** A sentence of people's own: characters of no width join letters in some scripts and emoji, so only what breaks a line is refused. */
const isReason = (text: string): boolean => /^[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u.test(text) && text.trim() !== "";

/** Why settings are as they are: for people, and never a setting. */
export const reason = lazily(() => z.string(REASON).refine(isReason, REASON).optional());

/** `privacy` of a unit. */
export const privacyShape = lazily(() => z.strictObject({ ...settingShapes(), because: reason() }));
