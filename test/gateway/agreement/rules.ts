/** What the rules say about a tree, and about a write in it. */
import {
    type Effective,
    effective,
    effectiveAtTop,
    type OwnSettings,
    SETTING_NAMES,
    type SettingName,
    type Settings,
    settingsOf,
    violations,
} from "../../../provider/policy/index.js";
import type { Tree, TreeUnit, Write } from "./trees.js";

/** What applies at each unit: the rules, folded down the stored values. */
export function effectiveByRules(units: readonly TreeUnit[]): readonly Effective[] {
    const found: Effective[] = [];
    for (const { level, above, stored } of units) {
        const limits = above === null ? undefined : found[above];
        found.push(limits === undefined ? effectiveAtTop(stored) : effective(stored, limits, { level, by: "live" }));
    }
    return found;
}

export interface Verdict {
    /** All six settings, as they are sent: what is left out follows the level above, `atMost` and `ifAllowed` are cut. */
    readonly sent: Settings;
    readonly refused: readonly SettingName[];
}

/** @param above what applies at the level above · @param stored of the unit that is updated */
export function judge(write: Write, above: Effective, stored: Settings | undefined, unchangedLooser: Tree["unchangedLooser"]): Verdict {
    const kept = stored === undefined ? {} : Object.fromEntries(write.kept.map((name) => [name, stored[name]]));
    const own: OwnSettings = { ...write.own, ...kept };
    const cut = effective(own, above, { level: "project", by: "written" }).settings;
    const sent = settingsOf((name) => {
        const said = own[name];
        return typeof said === "object" ? cut[name] : (said ?? cut[name]);
    });
    const passes = (name: SettingName): boolean => unchangedLooser === "accept" && stored !== undefined && sent[name] === stored[name];
    const looser = new Set(violations(own, above).map(({ setting }) => setting));
    return { sent, refused: SETTING_NAMES.filter((name) => looser.has(name) && !passes(name)) };
}
