/** Settings that have a name: which preset a setting of a unit comes from. */
import { SETTING_NAMES, type SettingName } from "../../policy/index.js";

/** Stays with a copy (`{ ...preset, recordings: true }`), and is no property that Pulumi sees. One symbol for all copies of the package. */
const PRESET: unique symbol = Symbol.for("pulumi-cvg.preset");

interface Preset {
    readonly name: string;
    readonly settings: object;
}

/** Gives settings a name. */
export const named = <Settings extends object>(name: string, settings: Settings): Settings =>
    Object.assign({ ...settings }, { [PRESET]: { name, settings } satisfies Preset });

const presetOf = (settings: object): unknown => (PRESET in settings ? settings[PRESET] : undefined);

const isPreset = (value: unknown): value is Preset =>
    typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" && "settings" in value;

const settingIn = (settings: object, name: SettingName): unknown => new Map(Object.entries(settings)).get(name);

/** The name of the preset that each setting has its value from. What was written over a preset comes from none. */
export function presetsOf(settings: unknown): Readonly<Partial<Record<SettingName, string>>> {
    if (typeof settings !== "object" || settings === null) return {};
    const preset = presetOf(settings);
    if (!isPreset(preset)) return {};
    const from = SETTING_NAMES.filter((name) => {
        const value = settingIn(settings, name);
        return value !== undefined && value === settingIn(preset.settings, name);
    });
    return Object.fromEntries(from.map((name) => [name, preset.name]));
}
