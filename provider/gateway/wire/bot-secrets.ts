/** A bot's secrets in bodies that are written: where a read hid one and nobody filled it in again, the write could lose it. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { DIALOGFLOW_BOTS, type RawBody, SECRET_FIELDS, URL_BOTS } from "./contract.js";
import { isObject } from "./json.js";

/** What a read may show instead of a secret: a row of asterisks or dots. That it looks like this is our guess. */
export const isMask = (value: unknown): boolean => typeof value === "string" && /^[*\u2022\u25CF]{3,}$/u.test(value);

const ofType = (type: unknown): (typeof SECRET_FIELDS)[number] | undefined => {
    if (DIALOGFLOW_BOTS.some((known) => known === type)) return "serviceAccountKey";
    return URL_BOTS.some((known) => known === type) ? "token" : undefined;
};

/** The secrets that a project's body does not hold: masked, or left out although its type of bot has one. */
export function hiddenSecrets({ botConfiguration: bot }: RawBody): readonly string[] {
    if (!isObject(bot)) return [];
    const needed = ofType(bot.type);
    return SECRET_FIELDS.filter((field) => isMask(bot[field]) || (field === needed && (bot[field] === undefined || bot[field] === null)));
}

/** @throws CvgError CVG307 where a body would be written without a secret that the gateway may hold */
export function refuseToLose(subject: string, body: RawBody): void {
    const hidden = hiddenSecrets(body);
    if (hidden.length === 0) return;
    throw CvgError.of(CATALOGUE.CVG307.says.hidden({ subject, fields: hidden }));
}
