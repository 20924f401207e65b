/** The gateway's own history as the judge: at no moment is a unit looser than the looser of before and declared. */
import { z } from "zod";
import { looseness, SETTING_NAMES, SETTINGS, type SettingName } from "../../../provider/policy/index.js";
import type { Console, ShownUnit } from "../../harness/console.js";

type Wire = Readonly<Record<string, unknown>>;
/** One setting of a block as the wire has it. */
export function settingOf(settings: Wire, name: SettingName): boolean | number {
    const found = settings[SETTINGS[name].wire];
    if (typeof found === "boolean" || typeof found === "number") return found;
    throw new Error(`${name} is missing in ${JSON.stringify(settings)}`);
}
const loose = (settings: Wire, name: SettingName): number => looseness(name, settingOf(settings, name));

const Changed = z.object({ unit: z.string(), after: z.record(z.string(), z.unknown()).nullable() });
const History = z.object({ history: z.array(z.object({ changed: z.array(Changed) })) });
type Write = z.infer<typeof History>["history"][number];

/** Every write since the history was cleared. */
export const writesSince = async (console: Console): Promise<readonly Write[]> =>
    History.parse(await console.control("GET", "/history")).history;

export type Units = ReadonlyMap<string, ShownUnit>;

export const unitsByToken = async (console: Console): Promise<Units> =>
    new Map((await console.everyUnit()).map((unit) => [unit.token, unit] as const));

interface Bounds {
    readonly start: Units;
    readonly end: Units;
    /** Whether a program declares the unit's settings: one that nobody declares never becomes looser at all. */
    readonly isDeclared: (token: string) => boolean;
}

/** Units that were looser at a moment than they may be, each with the setting. A unit that was born meanwhile is bound by its end. */
export function looserMeanwhile(writes: readonly Write[], { start, end, isDeclared }: Bounds): readonly string[] {
    return writes.flatMap(({ changed }) =>
        changed.flatMap(({ unit, after }) => {
            const [was, is] = [start.get(unit), end.get(unit)];
            if (after === null || is === undefined) return [];
            const bounds = was === undefined ? [is] : isDeclared(unit) ? [was, is] : [was];
            const allowed = (name: SettingName) => Math.max(...bounds.map(({ effective }) => loose(effective, name)));
            return SETTING_NAMES.filter((name) => loose(after, name) > allowed(name)).map((name) => `${is.name}: ${name}`);
        }),
    );
}
