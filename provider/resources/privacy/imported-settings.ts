/** The settings of a unit that a program is to manage from now on, as the program would write them: each as it applies today. */
import type { Draft } from "../../definition/resource-definition.js";
import { type Gateway, type Level, liveAt } from "../../gateway/index.js";
import { eachSetting, groupDeciders, readable } from "../../policy/index.js";

interface Imported {
    readonly level: Level;
    readonly token: string;
    /** Logical name of the resource that is to manage them. */
    readonly by: string;
}

/** What is stored beyond what a level above allows has no effect, and a program that asked for it would be refused. */
export async function importedSettings(
    gateway: Gateway,
    { level, token, by }: Imported,
): Promise<{ readonly written: Draft; readonly effective: Draft; readonly decidedBy: Draft }> {
    const { settings } = (await liveAt(gateway, level, token)).effective;
    const applied = { ...readable(settings) };
    return { written: applied, effective: applied, decidedBy: groupDeciders(eachSetting(() => ({ level, by }))) };
}
