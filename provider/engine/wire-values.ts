/** Values between the engine's wire and the definitions: unknowns, secrets, and nothing that the wire cannot carry. */

import { type Draft, isObject, mapItems, mapValues, type Path, pickValues, UNKNOWN } from "../definition/draft.js";
import { CATALOGUE, CvgError } from "../errors/index.js";
import { heard, type Told } from "../told.js";

/** How the engine writes an unknown value, by the type it would have. Source: the SDK's rpc constants; any of them may stand anywhere. */
export const UNKNOWN_MARKS: ReadonlySet<unknown> = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
export const UNKNOWN_MARK = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that marks an envelope, and its value in a secret's envelope. Source: the SDK's rpc constants. */
export const ENVELOPE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** From the wire: unknown marks become UNKNOWN, secrets become plain. */
export function received(value: unknown): unknown {
    if (UNKNOWN_MARKS.has(value)) return UNKNOWN;
    if (Array.isArray(value)) return mapItems(value, received);
    if (!isObject(value)) return value;
    if (value[ENVELOPE] === SECRET) return received(value.value);
    return mapValues(value, received);
}

/** Properties from the wire. */
export function receivedDraft(value: unknown): Draft {
    const draft = received(value);
    return isObject(draft) ? draft : {};
}

/** What the program told with these properties; undefined where that cannot be read. */
export const heardIn = (draft: Draft): Told | undefined => heard(draft, received);

/** To the wire: UNKNOWN becomes a mark, undefined is left out, and whatever JSON cannot say is a defect of ours. */
function sent(value: unknown, path: string): unknown {
    if (value === UNKNOWN) return UNKNOWN_MARK;
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (Array.isArray(value)) return mapItems(value, (inner, index) => sent(inner, `${path}[${index}]`));
    if (isObject(value) && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)) {
        const said = Object.values(value).includes(undefined) ? pickValues(value, (_key, inner) => inner !== undefined) : value;
        return mapValues(said, (inner, key) => sent(inner, `${path}.${key}`));
    }
    throw CvgError.of(CATALOGUE.CVG599.says.unsendable({ path, kind: typeof value }));
}

function seal(value: unknown, path: Path): unknown {
    const [key, ...rest] = path;
    if (key === undefined) return value === UNKNOWN_MARK || value === undefined || value === null ? value : { [ENVELOPE]: SECRET, value };
    if (!isObject(value) || !(key in value)) return value;
    return { ...value, [key]: seal(value[key], rest) };
}

/** Properties for the wire, with every secret sealed, whatever the user marked. */
export function sentDraft(draft: Draft, secrets: readonly Path[]): Record<string, unknown> {
    const plain = sent(draft, "");
    const sealed = secrets.reduce<unknown>((value, path) => seal(value, path), plain);
    return isObject(sealed) ? { ...sealed } : {};
}
