/** What is said of settings that are going to be written. */
import type { Log } from "../../definition/resource-definition.js";
import { CATALOGUE } from "../../errors/index.js";
import { consequences, type Owner } from "../../policy/index.js";
import type { CheckedSettings } from "./check-settings.js";
import { knownSettings } from "./state-settings.js";

/** Tells that a retention has nothing to keep. */
export function tellWithoutEffect(log: Log, owner: Owner, { written, effective }: CheckedSettings): void {
    const retention = written.recordingRetention;
    if (retention === undefined || retention === "inherit" || effective.recordings !== false) return;
    log.each("info", { unit: owner.by, ...CATALOGUE.CVG106.says.noEffect({ by: owner.by }) });
}

/** Effective settings, as far as they are known. */
interface ChangeOfSettings {
    /** Of the last run, or of the last refresh. */
    readonly from: unknown;
    readonly to: unknown;
    /** How many units what becomes stricter may reach, in words. What becomes looser reaches none by itself: they are pinned before. */
    readonly below?: string | undefined;
}

/** Tells what a change does to people's data. */
export function tellConsequences(log: Log, by: string, { from, to, below }: ChangeOfSettings): void {
    const [was, becomes] = [knownSettings(from), knownSettings(to)];
    if (was === undefined || becomes === undefined) return;
    for (const { code, setting, what } of consequences(was, becomes)) {
        const said = CATALOGUE[code].says.consequence({ by, what: what.replace(/\.$/, ""), below });
        log.each("warning", { topic: setting, unit: by, ...said });
    }
}
