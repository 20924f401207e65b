/** What all units have in common, as a user writes it. */
import * as z from "zod";
import { lazily } from "../../definition/lazily.js";
import { IF_EXISTS, invisibleIn, MAX_NAME_LENGTH, nameLength, Token as WireToken } from "../../gateway/index.js";
import { privacyShape } from "../privacy/inputs.js";

const NAME = "1 to 200 characters, not counting blanks around them";

const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * 1 to 200 characters after trimming, as Unicode counts them; not unique. Never an id. The length is our reading: no source names one. What
 * nobody sees would make two names of one.
 */
export const unitName = lazily(() =>
    z
        .string(NAME)
        .trim()
        .min(1, NAME)
        .check(({ value, issues }) => {
            const invisible = invisibleIn(value);
            if (nameLength(value) > MAX_NAME_LENGTH)
                issues.push({ code: "too_big", origin: "string", maximum: MAX_NAME_LENGTH, inclusive: true, input: value, message: NAME });
            else if (invisible !== undefined)
                issues.push({
                    code: "custom",
                    input: value,
                    params: { onlyNew: true },
                    message: `${NAME}, none of them invisible or a control character: it has ${codePoint(invisible)}`,
                });
        }),
);

const TOKEN = "a unit or its token";

/** The token of another unit: a text that the server made. What cannot be a piece of a path is none. */
export const unitToken = lazily(() => z.string(TOKEN).refine((text) => WireToken.safeParse(text).success, TOKEN));

const HOW = '"fail", "continue", "restore", "adopt", "create" or { token: "..." }';

/** As check uses it. */
export const ifExists = lazily(() => z.union([z.enum(IF_EXISTS), z.strictObject({ token: z.string().min(1) })]));
export type IfExists = z.infer<ReturnType<typeof ifExists>>;

/** What a user writes for `ifExists`. One shape, so that one message says all that it takes. */
export const ifExistsShape = lazily(() => z.custom<IfExists>((value) => ifExists().safeParse(value).success, HOW));

export const unitShapes = lazily(() => ({
    name: unitName(),
    active: z.boolean("true or false").optional(),
    ifExists: ifExistsShape().optional(),
    privacy: privacyShape().optional(),
}));
