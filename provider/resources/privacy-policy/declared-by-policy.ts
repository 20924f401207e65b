/** What a policy declares, in inputs and in state. */
import { isDeepStrictEqual } from "node:util";
import type { Draft } from "../../definition/resource-definition.js";
import { SETTING_NAMES } from "../../policy/index.js";

export const pickSettings = (draft: Draft): Draft =>
    Object.fromEntries(SETTING_NAMES.filter((name) => draft[name] !== undefined).map((name) => [name, draft[name]]));

/** What travels with the settings and is not one: how they are written, and what becomes of them. */
export const pickOptions = ({ onDelete, below }: Draft): Draft => ({
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(below === undefined ? {} : { below }),
});

/** Whether nothing that is written to the gateway differs: a change of who decides is no write. */
export const sameDeclaration = (one: Draft, other: Draft): boolean =>
    isDeepStrictEqual([pickSettings(one), one.effective], [pickSettings(other), other.effective]);

/** How a policy is named where it owns settings. */
export const ownerName = (by: string): string => `PrivacyPolicy "${by}"`;

/** The reseller that a state names. */
export const resellerOf = ({ reseller }: Draft): string | undefined => (typeof reseller === "string" ? reseller : undefined);
