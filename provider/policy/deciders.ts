/**
 * Who decides each setting, as state and previews hold it: by decider, `{ "customer acme": "recordings, recordingRetention" }`. Most units
 * have one or two deciders, and a state holds hundreds of units twice.
 */
import { LEVELS } from "./level.js";
import type { Decider } from "./settings.js";
import { isSetting, SETTING_NAMES, type SettingName } from "./table.js";

/** Settings by decider. A setting that is not named has a decider that is not known yet. */
export type DecidersBySource = Readonly<Record<string, string>>;

export function groupDeciders(deciders: Readonly<Partial<Record<SettingName, Decider>>>): DecidersBySource {
    const groups = new Map<string, readonly SettingName[]>();
    for (const name of SETTING_NAMES) {
        const decider = deciders[name];
        if (decider === undefined) continue;
        const source = `${decider.level} ${decider.by}`;
        groups.set(source, [...(groups.get(source) ?? []), name]);
    }
    return Object.fromEntries([...groups].map(([source, names]) => [source, names.join(", ")]));
}

/** Reads what {@link groupDeciders} wrote; anything else says nothing. */
export function readDeciders(groups: unknown): Readonly<Partial<Record<SettingName, Decider>>> {
    if (typeof groups !== "object" || groups === null) return {};
    const found = Object.entries(groups).flatMap(([source, names]): readonly (readonly [string, Decider])[] => {
        const level = LEVELS.find((candidate) => source.startsWith(`${candidate} `));
        if (level === undefined || typeof names !== "string") return [];
        const decider = { level, by: source.slice(level.length + 1) };
        return names.split(", ").map((name) => [name, decider]);
    });
    return Object.fromEntries(found.filter(([name]) => isSetting(name)));
}
