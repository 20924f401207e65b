/** What is said about units: by the resources of a stack, or as they are stored. */
import { z } from "zod";
import type { InventoryUnit } from "../inventory/inventory.js";
import { ourType } from "../package/resource-types.js";
import { looseness, type OwnSettings, readOwn, SETTING_NAMES } from "../policy/index.js";
import type { Said } from "./what-if.js";

type Written = Readonly<Record<string, unknown>>;

/** Ciphertext, as states hold what is secret. */
const isHidden = (value: unknown): boolean => typeof value === "object" && value !== null && "ciphertext" in value;

/** Whether a state shows all the settings that a resource declares. Of those that are secret it does not: then the unit counts as it is stored. */
const isShown = (written: Written): boolean => !isHidden(written) && !SETTING_NAMES.some((name) => isHidden(written[name]));

export function said(by: string, written: Written, more: Partial<Pick<Said, "edited" | "below">> = {}): Said {
    return { by, own: readOwn(written, isHidden).settings, edited: false, below: "cut", ...more };
}

/**
 * A unit that no resource declares, as the least that a resource would have to say so that nothing changes: what is stricter than what is allowed
 * above. At the reseller, where nothing can be inherited, nothing.
 */
export function asStored({ stored, above }: InventoryUnit): OwnSettings {
    if (above === undefined) return {};
    const strict = SETTING_NAMES.filter((name) => looseness(name, stored[name]) < looseness(name, above.applies[name]));
    return Object.fromEntries(strict.map((name) => [name, stored[name]]));
}

const Resource = z.looseObject({
    urn: z.string(),
    type: z.string(),
    id: z.string().optional(),
    delete: z.boolean().optional(),
    inputs: z.record(z.string(), z.unknown()).default({}),
});
const Export = z.looseObject({ deployment: z.looseObject({ resources: z.array(Resource).default([]) }) });
const Privacy = z.record(z.string(), z.unknown());

/** The resources of a stack that say something about settings, by token of their unit; and tokens by logical name. */
export interface StackSays {
    readonly said: ReadonlyMap<string, Said>;
    readonly tokens: ReadonlyMap<string, string>;
}

/** @param exported the JSON of `pulumi stack export`, parsed @throws ZodError where it is none */
export function stackSays(exported: unknown): StackSays {
    const found = new Map<string, Said>();
    const tokens = new Map<string, string>();
    for (const { type, id, urn, inputs, delete: isGoing } of Export.parse(exported).deployment.resources) {
        const kind = ourType(type);
        if (kind === undefined || id === undefined || isGoing === true) continue;
        const name = urn.slice(urn.lastIndexOf("::") + 2);
        tokens.set(name, id);
        if (kind === "PrivacyPolicy" && isShown(inputs))
            found.set(id, said(name, inputs, { below: inputs.below === "refuse" ? "refuse" : "cut" }));
        const inline = kind === "PrivacyPolicy" ? undefined : Privacy.safeParse(inputs.privacy).data;
        if (inline !== undefined && isShown(inline)) found.set(id, said(name, inline));
    }
    return { said: found, tokens };
}
