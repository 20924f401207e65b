/** Reads without managing, while the user's program runs. */
import { CvgError } from "../errors/index.js";
import { NAME_FIELD, settingsOfBody } from "../gateway/index.js";
import { type ReadableSettings, readable } from "../policy/index.js";
import { connection } from "./connection.js";

/** What {@link getReseller} answers. */
export interface ResellerFound {
    /** The UUID that identifies the reseller at the gateway. */
    readonly token: string;
    readonly name: string;
    /** Its settings as they are now. They limit everything below. */
    readonly privacy: ReadableSettings;
}

/**
 * Reads the configured reseller. Asks the gateway while the program runs.
 *
 * @throws CVG401 without a usable configuration; CVG5xx when the gateway does not answer.
 */
export async function getReseller(): Promise<ResellerFound> {
    const gateway = connection();
    if (gateway === undefined)
        throw new CvgError(
            "CVG401",
            "getReseller: the gateway cannot be asked here.",
            "Set cvg:endpoint, cvg:reseller and the credentials.",
        );
    try {
        const body = await gateway.read("reseller", gateway.reseller);
        if (body === undefined)
            throw new CvgError("CVG301", `reseller ${gateway.reseller} is not at the gateway.`, "Check cvg:reseller and cvg:endpoint.");
        return { token: gateway.reseller, name: String(body[NAME_FIELD.reseller]), privacy: readable(settingsOfBody(body)) };
    } finally {
        await gateway.close();
    }
}
