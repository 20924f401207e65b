/** Presets: settings with a name, declared once and used by many units. A preview names the preset that decides. */
import type { SettingName } from "../policy/index.js";
import { named } from "../program/index.js";
import type { PrivacyArgs } from "../resources/privacy/args.js";
import { atMost } from "../resources/privacy/inputs.js";

/** Presets by name, each the settings of one kind of unit. */
export type Presets = Readonly<Record<string, PrivacyArgs>>;

/**
 * Names settings, so that previews say which preset decides: `customer acme (preset strict)`. A preset goes wherever settings go, alone or
 * with exceptions on top: what an exception says is decided by the unit, not by the preset.
 *
 * @example
 * const presets = cvg.presets({ strict: { anonymizeNumbers: true, dialogRetention: "1 day" } });
 * new cvg.Customer("acme", { name: "Acme", privacy: { ...presets.strict, dialogRetention: "1 hour" } });
 */
export function presets<const All extends Presets>(all: All): { readonly [Name in keyof All]: All[Name] };
export function presets(all: Presets): Presets {
    return Object.fromEntries(Object.entries(all).map(([name, settings]) => [name, named(name, settings)]));
}

/** Ready presets, for tenants whose needs are the usual ones. Each fits below any level: what is not allowed above stays forbidden. */
export const ready = presets({
    /**
     * Nothing is kept and nothing is shown: no recordings, no outbound calls, no dialog data, callers' numbers anonymized. For whoever must
     * not know anything of callers. Agents cannot be called, and nobody can look into a dialog afterwards.
     */
    strict: {
        outboundCalls: false,
        recordings: false,
        recordingRetention: atMost("10 minutes"),
        anonymizeNumbers: true,
        storeDialogData: false,
        dialogRetention: atMost("10 minutes"),
        // A setting that is left out would be as open as the level above: this preset says all.
    } satisfies Readonly<Record<SettingName, unknown>>,
    /**
     * Dialogs can be read until the night after: for a job that counts them once a day. A night that the job misses is lost. No recordings,
     * callers' numbers anonymized.
     */
    nightlyReporting: {
        recordings: false,
        anonymizeNumbers: true,
        dialogRetention: atMost("1 day"),
    },
    /**
     * The bot hands calls over to human agents, who see in the dialog what was said before: outbound calls on, dialogs kept for an hour, no
     * recordings. Refused where a level above has switched outbound calls off.
     */
    agentHandover: {
        outboundCalls: true,
        recordings: false,
        dialogRetention: atMost("1 hour"),
    },
});
