/** What a user marked secret, in properties on the wire: the plugin gets them marked, and has to mark what it answers. */

import { isObject } from "../definition/draft.js";
import type { Wire } from "../engine/protocol.js";
import { ENVELOPE, SECRET, UNKNOWN_MARKS } from "../engine/wire-values.js";
import { project } from "../resources/project/definition.js";

type Path = readonly string[];

const isSecret = (value: unknown): boolean => isObject(value) && value[ENVELOPE] === SECRET;

/** The places of everything that is marked. A list that has something secret in it counts as a whole: its entries may change their places. */
function secretPlaces(value: unknown, path: Path = []): readonly Path[] {
    if (isSecret(value)) return [path];
    if (Array.isArray(value)) return value.some((item) => secretPlaces(item).length > 0) ? [path] : [];
    return isObject(value) ? Object.entries(value).flatMap(([key, inner]) => secretPlaces(inner, [...path, key])) : [];
}

function sealedAt(value: unknown, [key, ...rest]: Path): unknown {
    if (key === undefined) return isSecret(value) || UNKNOWN_MARKS.has(value) ? value : { [ENVELOPE]: SECRET, value };
    return isObject(value) && !isSecret(value) && key in value ? { ...value, [key]: sealedAt(value[key], rest) } : value;
}

/** What is answered, marked where any of these has a mark. */
export function markedAs(answer: Wire, ...marked: readonly Wire[]): Wire {
    const places = marked.flatMap((each) => secretPlaces(each)).filter((path) => path.length > 0);
    const sealed = places.reduce<unknown>(sealedAt, answer);
    return isObject(sealed) ? { ...sealed } : answer;
}

/** Marks of the inputs that hold secrets of their own, though nobody marked them: what is refused was sealed by no definition. */
export const OWN_SECRETS: Wire = Object.fromEntries(project.secrets.map(([input]) => [input, { [ENVELOPE]: SECRET }]));

/** The names of the inputs that have something marked in them. Those that hold secrets of their own, and settings, are not among them: nobody names them. */
export const secretInputs = (inputs: Wire): readonly string[] => [
    ...new Set(
        secretPlaces(inputs).flatMap(([name]) =>
            name === undefined || Object.hasOwn(OWN_SECRETS, name) || name === "privacy" ? [] : [name],
        ),
    ),
];
