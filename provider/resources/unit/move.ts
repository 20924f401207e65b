/** Moves a unit to another place, in an order in which it is never looser than it was or is declared. */
import type { Request } from "../../engine/definition.js";
import { CvgError } from "../../errors/index.js";
import { customerOf, liveAt, type RawBody, settingsFromWire, type UnitLevel } from "../../gateway/index.js";
import type { Settings } from "../../policy/index.js";
import { looserIn, stricterOf } from "../privacy/below.js";
import { withSettings } from "../privacy/settings.js";

interface Moved {
    readonly level: UnitLevel;
    readonly token: string;
    /** Token of the account that it moves to. */
    readonly to: string;
    /** Its settings at the new place; undefined where they are not managed. */
    readonly wanted: Settings | undefined;
}

/**
 * Where its own settings are managed they are tightened first: a gateway may refuse to move what is looser than the new place allows, or let
 * through there what only the old place cut. What may be looser again is written after the move, by the caller.
 *
 * @param edit of the body that goes with the tightening @throws CvgError CVG301 for an account that there is not
 */
export async function moveUnit({ gateway }: Request, { level, token, to, wanted }: Moved, edit: (body: RawBody) => RawBody): Promise<void> {
    const customer = await customerOf(gateway, to);
    if (customer === undefined) throw new CvgError("CVG301", `account ${to} is not at the gateway.`, "Check its token, and cvg:reseller.");
    if (wanted !== undefined && looserIn(settingsFromWire(await gateway.settings(level, token)), wanted).length > 0) {
        const strictest = stricterOf((await liveAt(gateway, level, token)).effective.settings, wanted);
        await gateway.change(level, token, (body) => withSettings(edit(body), strictest));
    }
    await gateway.move(token, customer, to);
}
