import type { SettingsOwners } from "./definition.js";

/** One object a process, and a process lives for one preview or one update: what it holds is true of one run of one program. */
export function settingsOwners(): SettingsOwners {
    const owners = new Map<string, string>();
    return {
        hold: (token, owner) => {
            const held = owners.get(token);
            if (held === undefined) owners.set(token, owner);
            return held === owner ? undefined : held;
        },
        ownerOf: (token) => owners.get(token),
    };
}
