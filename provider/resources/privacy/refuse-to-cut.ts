/** Tightening that is refused for the sake of units below, instead of cutting them. */
import type { Draft } from "../../definition/resource-definition.js";
import { CATALOGUE, CvgError, type Refusal } from "../../errors/index.js";
import { type Gateway, settingsFromWire, type TreeUnit } from "../../gateway/index.js";
import { looserBelow, looserIn, type TooLoose } from "./looser-below.js";
import { knownSettings } from "./state-settings.js";

/** What becomes of units below that store more than a tightened level allows: they are cut to it, or the tightening is refused. */
export type BelowPolicy = "cut" | "refuse";

function refusal(unit: string, cuts: readonly TooLoose[], of: "felt" | "names"): Refusal | undefined {
    const concerned = cuts.filter((each) => each[of].length > 0);
    if (concerned.length === 0) return undefined;
    const below = concerned.map((each) => `${each.unit.level} "${each.unit.name}" (${each.unit.token}: ${each[of].join(", ")})`);
    return CATALOGUE.CVG113.says.wouldCut({ unit, below });
}

/** @throws CvgError CVG113 naming every unit that would be cut */
export function refuseToCut(unit: string, tooLoose: readonly TooLoose[], of: "felt" | "names"): void {
    const refused = refusal(unit, tooLoose, of);
    if (refused !== undefined) throw CvgError.of(refused);
}

/**
 * The same at preview, without a read: as far as this process knows the settings of the units below.
 *
 * @param before,after `effective` as recorded and as checked
 */
export async function refusedBelow(
    gateway: Gateway,
    owner: string,
    unit: TreeUnit | undefined,
    before: unknown,
    after: Draft,
): Promise<readonly Refusal[]> {
    const [now, next] = [knownSettings(before), knownSettings(after)];
    if (unit === undefined || now === undefined || next === undefined || looserIn(now, next).length === 0) return [];
    const tooLoose = await looserBelow(unit, { now, next }, async ({ token }) => {
        const known = gateway.known(token);
        return known === undefined ? undefined : settingsFromWire(known);
    });
    const failure = refusal(owner, tooLoose, "felt");
    return failure === undefined ? [] : [failure];
}
