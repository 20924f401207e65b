/** What this process knows of units without asking: their names, for messages, and their settings as last read or written. */

import type { TreeUnit } from "./gateway.js";
import { configurationIn } from "./wire/configuration-of.js";
import { type CommonConfiguration, type Level, NAME_FIELD, type RawBody } from "./wire/contract.js";

export interface KnownUnits {
    /** `customer "Acme" (token)`, without the name while it is not known. */
    subject(level: Level, token: string): string;
    settings(token: string): CommonConfiguration | undefined;
    /** Call before a read: a read that a write overtook must not be remembered. The answer says whether it was. */
    beforeRead(token: string): (level: Level, body: RawBody) => boolean;
    wrote(level: Level, token: string, body: RawBody): void;
    /** What is stored now is not known. */
    forget(token: string): void;
    name(unit: TreeUnit): void;
}

export function createKnownUnits(): KnownUnits {
    const names = new Map<string, string>();
    const settings = new Map<string, CommonConfiguration>();
    const writes = new Map<string, number>();

    function remember(level: Level, token: string, body: RawBody): void {
        const name = body[NAME_FIELD[level]];
        if (typeof name === "string") names.set(token, name);
        const found = configurationIn(body);
        if (found !== undefined) settings.set(token, found);
        else settings.delete(token);
    }
    function wrote(token: string): void {
        writes.set(token, (writes.get(token) ?? 0) + 1);
    }

    return {
        subject: (level, token) => subject(level, names.get(token), token),
        settings: (token) => settings.get(token),
        beforeRead: (token) => {
            const before = writes.get(token);
            return (level, body) => {
                if (writes.get(token) !== before) return false;
                remember(level, token, body);
                return true;
            };
        },
        wrote: (level, token, body) => {
            wrote(token);
            remember(level, token, body);
        },
        forget: (token) => {
            wrote(token);
            settings.delete(token);
        },
        name: (unit) => {
            if (!names.has(unit.token)) names.set(unit.token, unit.name);
        },
    };
}

/** How messages name a unit. */
export function subject(level: Level, name: string | undefined, token: string): string {
    return name === undefined ? `${level} ${token}` : `${level} ${JSON.stringify(name.trim())} (${token})`;
}
