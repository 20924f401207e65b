/** A bot's secrets, as reads show them and as updates treat them. */
import type { RawBody } from "../../gateway/wire/contract.js";
import type { Behaviour } from "../behaviour.js";
import { isObject, without } from "../json.js";

const MASK = "********";
const SECRETS = ["token", "serviceAccountKey"] as const;

export function shownSecrets(body: RawBody, { secretsOnRead }: Behaviour): RawBody {
    const bot = body.botConfiguration;
    if (!isObject(bot) || secretsOnRead === "plain") return body;
    const held = SECRETS.filter((name) => bot[name] !== undefined);
    const shown = secretsOnRead === "absent" ? without(bot, held) : { ...bot, ...Object.fromEntries(held.map((name) => [name, MASK])) };
    return { ...body, botConfiguration: shown };
}

/** The body to store when `sent` updates `stored`: a secret that is masked or left out stays, as long as the bot is of the same type. */
export function keptSecrets(stored: RawBody, sent: RawBody, { maskedWrite }: Behaviour): RawBody {
    const [before, after] = [stored.botConfiguration, sent.botConfiguration];
    if (maskedWrite === "overwrite" || !isObject(before) || !isObject(after) || before.type !== after.type) return sent;
    const kept = SECRETS.filter((name) => before[name] !== undefined && (after[name] === undefined || after[name] === MASK));
    return { ...sent, botConfiguration: { ...after, ...Object.fromEntries(kept.map((name) => [name, before[name]])) } };
}
