/** Moves a unit to another place, in an order in which it is never looser than it was or is declared. */
import type { Request } from "../../engine/definition.js";
import { CvgError, coded } from "../../errors/index.js";
import { customerOf, liveAt, NAME_FIELD, type RawBody, settingsFromWire, settingsOfBody, type UnitLevel } from "../../gateway/index.js";
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

/** A unit whose settings nobody manages keeps what applies to it, where its stored value would let more through at another place. */
async function pinned({ gateway, log }: Request, level: UnitLevel, token: string): Promise<void> {
    const now = (await liveAt(gateway, level, token)).effective.settings;
    const names = looserIn(settingsFromWire(await gateway.settings(level, token)), now);
    if (names.length === 0) return;
    const change = await gateway.change(level, token, (body) => withSettings(body, stricterOf(settingsOfBody(body), now)));
    const name = change.before[NAME_FIELD[level]];
    if (change.written)
        log.warn(coded("CVG110", `${level} "${name}" (${token}): ${names.join(", ")} pinned to what applies now, before it moves.`));
}

/**
 * Where its own settings are managed they are tightened first: a gateway may refuse to move what is looser than the new place allows, or let
 * through there what only the old place cut. What may be looser again is written after the move, by the caller.
 *
 * @param edit of the body that goes with the tightening @throws CvgError CVG301 for an account that there is not
 */
export async function moveUnit(request: Request, { level, token, to, wanted }: Moved, edit: (body: RawBody) => RawBody): Promise<void> {
    const { gateway } = request;
    const customer = await customerOf(gateway, to);
    if (customer === undefined) throw new CvgError("CVG301", `account ${to} is not at the gateway.`, "Check its token, and cvg:reseller.");
    if (wanted !== undefined && looserIn(settingsFromWire(await gateway.settings(level, token)), wanted).length > 0) {
        const strictest = stricterOf((await liveAt(gateway, level, token)).effective.settings, wanted);
        await gateway.change(level, token, (body) => withSettings(edit(body), strictest));
    }
    if (wanted === undefined) await pinned(request, level, token);
    await gateway.move(token, customer, to);
}
