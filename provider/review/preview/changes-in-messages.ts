/**
 * What the provider said of settings and takeovers, which it looked up at the gateway and the steps do not hold. Its sentences: CVG107, CVG108
 * and CVG109 (policy/table.ts), CVG310 (resources/unit/judge/tell-takeover.ts); the previews of the real engine in test/ hold the two together.
 */
import { isPeriod, parsePeriod, SETTING_NAMES, type SettingName } from "../../policy/index.js";
import type { Said } from "./diagnostics.js";

type Value = boolean | number;

export interface Told {
    /** Settings that change, by logical name of the resource. */
    readonly changes: ReadonlyMap<string, ReadonlyMap<SettingName, { readonly before: Value; readonly after: Value }>>;
    /** What becomes of a unit that is there already. */
    readonly deeds: ReadonlyMap<string, "restores" | "adopts">;
    /** How many active units are below one that changes, whoever declares them. More than there are, where it says of how many nobody here declares the settings. */
    readonly below: ReadonlyMap<string, number>;
}

const CHANGE = /^(.+): (\w+) (true|false|"[^"]+") => (true|false|"[^"]+"): /;
const DEED = /^(.+?) (restores|adopts) (?:customer|account|project) "/;
const BELOW = / \((up to )?(\d+) units? below[^():]*: [^()]*\)\.$/;
const IN_LIST = /(\w+) (true|false|"[^"]+") => (true|false|"[^"]+")(?=[,.])/g;

function settingOf(setting: SettingName, text: string): Value | undefined {
    return isPeriod(setting) ? parsePeriod(text.replaceAll('"', "")) : text === "true";
}

export function whatWasTold(said: readonly Said[]): Told {
    const changes = new Map<string, Map<SettingName, { readonly before: Value; readonly after: Value }>>();
    const deeds = new Map<string, "restores" | "adopts">();
    const below = new Map<string, number>();
    const note = (resource: string, name: string, was: string, becomes: string): void => {
        const setting = SETTING_NAMES.find((known) => known === name);
        if (setting === undefined) return;
        const [before, after] = [settingOf(setting, was), settingOf(setting, becomes)];
        if (before === undefined || after === undefined) return;
        const all = changes.get(resource) ?? new Map();
        changes.set(resource, all.set(setting, { before, after }));
    };
    for (const { code, text } of said) {
        if (code === "CVG310") {
            const [, resource = "", deed] = DEED.exec(text) ?? [];
            if (deed !== "restores" && deed !== "adopts") continue;
            deeds.set(resource, deed);
            if (!changes.has(resource)) changes.set(resource, new Map());
            for (const [, name = "", was = "", becomes = ""] of text.matchAll(IN_LIST)) note(resource, name, was, becomes);
        } else if (code === "CVG107" || code === "CVG108" || code === "CVG109") {
            const [, resource = "", name = "", was = "", becomes = ""] = CHANGE.exec(text) ?? [];
            note(resource, name, was, becomes);
            const [, others, count] = BELOW.exec(text) ?? [];
            if (count !== undefined) below.set(resource, others === undefined ? Number(count) : Number.POSITIVE_INFINITY);
        }
    }
    return { changes, deeds, below };
}
