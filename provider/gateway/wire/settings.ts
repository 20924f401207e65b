/** Privacy settings between our names and the wire's. */
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings, settingsOf } from "../../policy/index.js";
import { configurationOf } from "./configuration-of.js";
import type { CommonConfiguration, RawBody } from "./contract.js";

/** The settings under their wire names, as the table of settings has them. */
type WireSettings = { readonly [S in SettingName as (typeof SETTINGS)[S]["wire"]]: Settings[S] };

/** The names that the contract lists; it also says that there may be more. */
type Listed<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };

type Nothing<T extends never> = T;
/** @internal Fails to compile, with the name, where the contract's shape and the table of settings do not have the same ones. */
export type NamedOnOneSide = Nothing<
    Exclude<Listed<CommonConfiguration>, keyof WireSettings> | Exclude<keyof WireSettings, Listed<CommonConfiguration>>
>;

export const settingsFromWire = (wire: CommonConfiguration): Settings => settingsOf((name) => wire[SETTINGS[name].wire]);

export const settingsToWire = (settings: Settings): WireSettings =>
    Object.fromEntries(SETTING_NAMES.map((name) => [SETTINGS[name].wire, settings[name]])) as WireSettings;

/** The stored settings of a body that was read. */
export const settingsOfBody = (body: RawBody): Settings => settingsFromWire(configurationOf(body));
