/** One reading of the live tree: every unit with what is stored there, what applies, and who decides it. One tree, and one GET a unit. */
import { CATALOGUE, CvgError } from "../errors/index.js";
import { type Gateway, type Level, purgeAt, type RawBody, settingsOfBody, type TreeUnit } from "../gateway/index.js";
import { type Effective, eachSetting, effective, effectiveAtTop, type SettingName, type Settings } from "../policy/index.js";
import { type Selection, selected, type Wanted } from "./select.js";

/** A unit as it is at the gateway, whoever declares it. */
export interface InventoryUnit {
    readonly level: Level;
    readonly token: string;
    readonly name: string;
    /** Display names from the customer down to the unit; of the reseller its own. */
    readonly path: readonly string[];
    readonly inactive: boolean;
    /** When an inactive unit is purged for good, as ISO 8601; undefined while it is active. */
    readonly purgeAt: string | undefined;
    readonly above: InventoryUnit | undefined;
    readonly below: readonly InventoryUnit[];
    /** As the unit itself stores them; a level above may allow less. */
    readonly stored: Settings;
    /** What applies after all levels above. */
    readonly applies: Settings;
    /** The unit whose value decides each setting: the highest that is as strict as what applies. */
    readonly decidedBy: Readonly<Record<SettingName, InventoryUnit>>;
    /** The raw body of its read. */
    readonly body: RawBody;
}

export interface Inventory {
    readonly endpoint: string;
    /** The gateway's clock when the reading was over, as ISO 8601. */
    readonly at: string;
    readonly reseller: InventoryUnit;
    /** The reseller and everything below it that was read, each before what is below it, siblings by name. */
    readonly units: readonly InventoryUnit[];
    /** Units that the tree named and that were gone when they were read, in words. */
    readonly gone: readonly string[];
}

export interface InventoryOptions extends Selection {
    /** Called after each unit that was read. */
    readonly onProgress?: (read: number, all: number) => void;
}

interface Draft {
    readonly unit: TreeUnit;
    readonly below: readonly Draft[];
    body?: RawBody | undefined;
}

const draftOf = ({ unit, below }: Wanted): Draft => ({ unit, below: below.map(draftOf) });

const flat = (draft: Draft): readonly Draft[] => [draft, ...draft.below.flatMap(flat)];

interface Lost {
    readonly unit: TreeUnit;
    readonly isPurged: boolean;
}

/** Where a unit is not there any more, nothing below it is: what applies there cannot be said. */
function lost(draft: Draft, isDue: (unit: TreeUnit) => boolean): readonly Lost[] {
    if (draft.body !== undefined) return draft.below.flatMap((each) => lost(each, isDue));
    const areDue = isDue(draft.unit);
    return flat(draft).map(({ unit }) => ({ unit, isPurged: unit.inactive && (areDue || isDue(unit)) }));
}
const inWords = ({ unit }: Lost): string => `${unit.level} "${unit.name}" (${unit.token})`;

/** A reading without a unit that is there would pass for a whole one. */
function mustBePurged(gone: readonly Lost[]): void {
    const there = gone.filter(({ isPurged }) => !isPurged);
    const inUse = there.filter(({ unit }) => !unit.inactive);
    const units = (inUse.length > 0 ? inUse : there).map(inWords);
    const state = inUse.length > 0 ? "in use" : "inactive and, as far as the gateway says, not due to be purged";
    if (units.length > 0) throw CvgError.of(CATALOGUE.CVG301.says.unreadInTree({ units, state }));
}

/** The gateway's clock is known to the second, and what was due just now may be gone. Milliseconds. */
const JUST_NOW = 60_000;

/**
 * Reads what there is, as fast as the client's limits allow. An inactive unit that is purged meanwhile is left out, and named.
 *
 * @throws CvgError CVG301 for any other that cannot be read
 */
export async function takeInventory(gateway: Gateway, { onProgress, ...selection }: InventoryOptions = {}): Promise<Inventory> {
    const tree = await gateway.tree();
    const top = draftOf(selected(tree.reseller, selection).top);
    const drafts = flat(top);
    // Before the reads: a planned date that has passed meanwhile would look like that of a marking.
    const purges = await purgeDates(gateway, drafts);
    let read = 0;
    // Twice as many as the client sends at a time, so that it never waits for us.
    await forEach(drafts, gateway.maxConcurrency * 2, async (draft) => {
        draft.body = await gateway.read(draft.unit.level, draft.unit.token);
        read += 1;
        onProgress?.(read, drafts.length);
    });
    const gone = lost(top, ({ token }) => Date.parse(purges.get(token) ?? "") <= gateway.now() + JUST_NOW);
    mustBePurged(gone);
    const reseller = settled(top, undefined, purges);
    return {
        endpoint: gateway.endpoint,
        at: new Date(gateway.now()).toISOString(),
        reseller,
        units: everyUnit(reseller),
        gone: gone.map(inWords),
    };
}

/** Each, so many at a time: all at once would wait in the client, and what waits holds memory. */
async function forEach<T>(items: readonly T[], atATime: number, work: (item: T) => Promise<void>): Promise<void> {
    const left = items.values();
    let failed = false;
    const worker = async (): Promise<void> => {
        for (const item of left) {
            if (failed) return;
            try {
                await work(item);
            } catch (error) {
                failed = true;
                throw error;
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, worker));
}

async function purgeDates(gateway: Gateway, drafts: readonly Draft[]): Promise<ReadonlyMap<string, string>> {
    const marked = drafts.flatMap(({ unit }) =>
        unit.inactive && unit.deletionTimestamp !== undefined ? [{ token: unit.token, stamp: unit.deletionTimestamp }] : [],
    );
    return new Map(await Promise.all(marked.map(async ({ token, stamp }) => [token, await purgeAt(gateway, stamp)] as const)));
}

const everyUnit = (unit: InventoryUnit): readonly InventoryUnit[] => [unit, ...unit.below.flatMap(everyUnit)];

/** Units from the drafts, from the top down: what applies below follows from what applies above. */
function settled(draft: Draft, above: InventoryUnit | undefined, purges: ReadonlyMap<string, string>): InventoryUnit {
    const { unit, body = {} } = draft;
    const stored = settingsOfBody(body);
    const applied = appliedAt(unit.level, stored, above);
    const below: InventoryUnit[] = [];
    const self: InventoryUnit = {
        level: unit.level,
        token: unit.token,
        name: unit.name,
        path: above === undefined || above.level === "reseller" ? [unit.name] : [...above.path, unit.name],
        inactive: unit.inactive,
        purgeAt: purges.get(unit.token),
        above,
        below,
        stored,
        applies: applied.settings,
        get decidedBy() {
            return deciders;
        },
        body,
    };
    const deciders = eachSetting((name) => atLevel(self, applied.decidedBy[name].level));
    below.push(...draft.below.filter(isRead).map((each) => settled(each, self, purges)));
    return self;
}

const isRead = ({ body }: Draft): boolean => body !== undefined;

function appliedAt(level: Level, stored: Settings, above: InventoryUnit | undefined): Effective {
    if (above === undefined) return effectiveAtTop(stored);
    const allowed = { settings: above.applies, decidedBy: eachSetting((name) => ({ level: above.decidedBy[name].level, by: "live" })) };
    return effective(stored, allowed, { level, by: "live" });
}

const atLevel = (unit: InventoryUnit, level: Level): InventoryUnit =>
    unit.level === level || unit.above === undefined ? unit : atLevel(unit.above, level);
