/** Moves a unit to another place, in an order in which it is never looser than it was or is declared. */
import type { Request, Said } from "../../../definition/resource-definition.js";
import { CATALOGUE, CvgError, unitText } from "../../../errors/index.js";
import {
    customerOf,
    isRefusedWith,
    liveAt,
    NAME_FIELD,
    type RawBody,
    settingsFromWire,
    settingsOfBody,
    type UnitLevel,
} from "../../../gateway/index.js";
import type { Settings } from "../../../policy/index.js";
import { withSettings } from "../../privacy/body-settings.js";
import { looserIn, stricterOf } from "../../privacy/looser-below.js";

interface Moved {
    readonly level: UnitLevel;
    readonly token: string;
    /** Token of the account that it moves to. */
    readonly to: string;
    /** Its settings at the new place; undefined where they are not managed. */
    readonly wanted: Settings | undefined;
}

/** Writes stricter settings into a unit that does not declare its own, and says so. */
async function tighten(
    { gateway, log }: Request,
    level: UnitLevel,
    token: string,
    limit: Settings,
    said: (facts: { readonly unit: string; readonly settings: readonly string[] }) => Omit<Said, "unit">,
): Promise<void> {
    const names = looserIn(settingsFromWire(await gateway.settings(level, token)), limit);
    if (names.length === 0) return;
    const change = await gateway.change(level, token, (body) => withSettings(body, stricterOf(settingsOfBody(body), limit)));
    const unit = unitText({ level, name: String(change.before[NAME_FIELD[level]]), token });
    if (change.written) log.each("warning", { topic: "moved", unit, ...said({ unit, settings: names }) });
}

/**
 * Settings that the unit does not declare (perhaps a PrivacyPolicy does, which is written after it) are pinned, and cut where the gateway insists.
 * Where its own settings are managed they are tightened first: a gateway may refuse to move what is looser than the new place allows, or let
 * through there what only the old place cut. What may be looser again is written after the move, by the caller.
 *
 * @param edit of the body that goes with the tightening @throws CvgError CVG301 for an account that there is not
 */
export async function moveUnit(request: Request, { level, token, to, wanted }: Moved, edit: (body: RawBody) => RawBody): Promise<void> {
    const { gateway } = request;
    const customer = await customerOf(gateway, to);
    if (customer === undefined) throw CvgError.of(CATALOGUE.CVG301.says.account({ token: to }));
    if (wanted !== undefined && looserIn(settingsFromWire(await gateway.settings(level, token)), wanted).length > 0) {
        const strictest = stricterOf((await liveAt(gateway, level, token)).effective.settings, wanted);
        await gateway.change(level, token, (body) => withSettings(edit(body), strictest));
    }
    if (wanted !== undefined) return gateway.move(token, customer, to);
    const now = (await liveAt(gateway, level, token)).effective.settings;
    await tighten(request, level, token, now, CATALOGUE.CVG110.says.pinnedToMove);
    try {
        await gateway.move(token, customer, to);
    } catch (error) {
        if (!isRefusedWith(error, "EXCEEDS_PARENT")) throw error;
        const limit = (await liveAt(gateway, "account", to)).effective.settings;
        await tighten(request, level, token, limit, CATALOGUE.CVG110.says.cutToMove);
        await gateway.move(token, customer, to);
    }
}
