/** What a policy declares, in inputs and in state. */
import { isDeepStrictEqual } from "node:util";
import type { Owner } from "../../definition/phase/settings-owners.js";
import type { Who } from "../../definition/phase/who.js";
import type { Draft } from "../../definition/resource-definition.js";
import { SETTING_NAMES } from "../../policy/index.js";
import { reasonIn } from "../privacy/reason.js";

export const pickSettings = (draft: Draft): Draft =>
    Object.fromEntries(SETTING_NAMES.filter((name) => draft[name] !== undefined).map((name) => [name, draft[name]]));

/** What travels with the settings and is not one: how they are written, what becomes of them, and why they are so. */
export const pickOptions = ({ onDelete, below, because }: Draft): Draft => ({
    ...reasonIn({ because }),
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(below === undefined ? {} : { below }),
});

/** Settings as written, and what applies by them. */
interface Declaration {
    readonly written: Draft;
    readonly effective: unknown;
}

/** Whether nothing that is written to the gateway differs: a change of who decides is no write. */
export const sameDeclaration = (one: Declaration, other: Declaration): boolean =>
    isDeepStrictEqual([one.written, one.effective], [other.written, other.effective]);

/** A policy as the owner of settings. */
export const asOwner = ({ by, identity }: Who): Owner => ({ named: `PrivacyPolicy "${by}"`, identity });
