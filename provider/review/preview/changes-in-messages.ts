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
    readonly deeds: ReadonlyMap<string, Deed>;
    /** How many active units are below one that changes, whoever declares them. */
    readonly below: ReadonlyMap<string, Below>;
    /** Of settings not all was told: the provider names the first units of each kind and counts the others. */
    readonly inPart: boolean;
}

export interface Below {
    readonly count: number;
    /** Only those whose settings this program does not declare. */
    readonly undeclaredOnly: boolean;
}

/** In the provider's words. */
export type Deed = "restores" | "adopts" | "continues with";
const isDeed = (text: string | undefined): text is Deed => text === "restores" || text === "adopts" || text === "continues with";

const CHANGE = /^(.+): (\w+) (true|false|"[^"]+") => (true|false|"[^"]+"): /;
/** How the provider counts those that it does not name. Source: engine/counted-log.ts. */
const COUNTED = /: \d+ units? in all \(/;
const DEED = /^(.+?) (restores|adopts|continues with) (?:customer|account|project) "/;
const BELOW = / \((up to )?(\d+) units? below[^():]*: [^()]*\)\.$/;
const IN_LIST = /(\w+) (true|false|"[^"]+") => (true|false|"[^"]+")(?=[,.])/g;

/** Whose sentences tell what becomes of settings. */
const OF_SETTINGS: ReadonlySet<string> = new Set(["CVG107", "CVG108", "CVG109", "CVG310"]);

function settingOf(setting: SettingName, text: string): Value | undefined {
    return isPeriod(setting) ? parsePeriod(text.replaceAll('"', "")) : text === "true";
}

export function whatWasTold(said: readonly Said[]): Told {
    const changes = new Map<string, Map<SettingName, { readonly before: Value; readonly after: Value }>>();
    const deeds = new Map<string, Deed>();
    let inPart = false;
    const below = new Map<string, Below>();
    const note = (resource: string, name: string, was: string, becomes: string): void => {
        const setting = SETTING_NAMES.find((known) => known === name);
        if (setting === undefined) return;
        const [before, after] = [settingOf(setting, was), settingOf(setting, becomes)];
        if (before === undefined || after === undefined) return;
        const all = changes.get(resource) ?? new Map();
        changes.set(resource, all.set(setting, { before, after }));
    };
    for (const { code, text } of said) {
        if (code === undefined || !OF_SETTINGS.has(code)) continue;
        if (COUNTED.test(text)) {
            inPart = true;
            continue;
        }
        if (code === "CVG310") {
            const [, resource = "", deed] = DEED.exec(text) ?? [];
            if (!isDeed(deed)) continue;
            deeds.set(resource, deed);
            if (!changes.has(resource)) changes.set(resource, new Map());
            for (const [, name = "", was = "", becomes = ""] of text.matchAll(IN_LIST)) note(resource, name, was, becomes);
        } else {
            const [, resource = "", name = "", was = "", becomes = ""] = CHANGE.exec(text) ?? [];
            note(resource, name, was, becomes);
            const [, undeclared, count] = BELOW.exec(text) ?? [];
            if (count !== undefined) below.set(resource, { count: Number(count), undeclaredOnly: undeclared !== undefined });
        }
    }
    return { changes, deeds, below, inPart };
}
