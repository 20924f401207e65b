/** What the units of a tenant say about their settings: their preset, with their exceptions on top. */
import type { PrivacyArgs } from "../resources/privacy/args.js";
import type { TenantUnit } from "./tenant-args.js";

/** @param above whether the settings of the unit above are managed: then these are, unless they say otherwise */
export const isManaged = ({ preset, privacy }: TenantUnit, above: boolean): boolean =>
    privacy === undefined ? preset !== undefined || above : privacy !== false;

/** `{}` where they are not managed. */
export function settingsOf({ preset = {}, privacy }: TenantUnit, managed: boolean): { readonly privacy?: PrivacyArgs } {
    if (!managed) return {};
    const said = Object.entries(privacy === false ? {} : (privacy ?? {})).filter(([, value]) => value !== undefined);
    return { privacy: { ...preset, ...Object.fromEntries(said) } };
}
