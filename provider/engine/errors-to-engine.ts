/** Errors on their way to the engine: coded, short enough to travel, and shown once. */

import { HalfDone } from "../definition/resource-definition.js";
import { CATALOGUE, CvgError } from "../errors/index.js";
import { concealed } from "./marked-secrets.js";

type Wire = Record<string, unknown>;

/** Whatever was thrown, as a user should read it. */
export function asCvgError(thrown: unknown): Error {
    if (thrown instanceof CvgError || thrown instanceof HalfDone) return thrown;
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message.replace(/\s+/g, " ")}` : "something that is no error";
    return CvgError.of(CATALOGUE.CVG599.says.unexpected({ error: text }), { cause: thrown });
}

/**
 * Errors travel in HTTP/2 headers. From 64 KiB on Node breaks the connection, and with it every other request of the run; the id of a unit
 * that was just made would be lost. So texts and states are bounded: together they fit, encoded as they are. Bytes.
 */
const LONGEST_TEXT = 8_000;
const LARGEST_STATE = 20_000;

/** The text as far as it can travel. */
function travelling(text: string): string {
    // Half a character, as a cut or a gateway may leave it, cannot be encoded.
    const whole = concealed.hide(text).replace(/\p{Surrogate}/gu, "\uFFFD");
    if (encodeURI(whole).length <= LONGEST_TEXT) return whole;
    const kept: string[] = [];
    let length = 0;
    for (const character of whole) {
        length += encodeURI(character).length;
        if (length > LONGEST_TEXT) break;
        kept.push(character);
    }
    return `${kept.join("")} ...`;
}

/** A state as far as it can travel with an error. The largest values stay behind: the next run finds them missing, and looks at the gateway. */
function travellingState(state: Wire): Wire {
    const sizes = Object.entries(state).map(([key, value]) => ({ key, size: Buffer.byteLength(JSON.stringify(value)) }));
    const kept = { ...state };
    let sum = sizes.reduce((total, { size }) => total + size, 0);
    for (const { key, size } of sizes.sort((a, b) => b.size - a.size)) {
        if (sum <= LARGEST_STATE) break;
        sum -= size;
        delete kept[key];
    }
    return kept;
}

/** What the SDK turns into a resource that exists, but is not as it should be. */
export function initFailed({ id, message }: HalfDone, state: Wire): Error {
    const text = travelling(message);
    return Object.assign(new Error(text), { id, properties: travellingState(state), reasons: [text] });
}

/**
 * Errors of diff, read and delete are shown on their resource; the SDK prints them a second time with their stack.
 * Ours have a mark as their stack, and what ends with the mark is not printed.
 */
const SHOWN = "\u2060cvg-shown\u2060";
export function muteShown(): void {
    const print = console.error;
    if ("cvgMuted" in print) return;
    const muted = (message?: unknown, ...rest: readonly unknown[]): void => {
        if (typeof message === "string" && message.endsWith(SHOWN)) return;
        print.call(console, message, ...rest);
    };
    console.error = Object.assign(muted, { cvgMuted: true });
}

/** The error as the engine gets it: its text, and nothing for the SDK to print. */
export const shown = (error: Error): Error => Object.assign(new Error(travelling(error.message)), { stack: SHOWN });
