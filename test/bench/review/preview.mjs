// A preview of thousands of steps: a recorded one of the real engine, with its tenants repeated under other names until it is large enough.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const recorded = fileURLToPath(new URL("../../review/previews/pr-01-retention-shortened.json.gz", import.meta.url));

/** @returns the text of a preview of so many steps, laid out as the engine does */
export function largePreview(steps) {
    const { preview } = JSON.parse(gunzipSync(readFileSync(recorded)).toString());
    const { steps: some, ...rest } = JSON.parse(preview);
    const text = JSON.stringify(some.filter(({ urn }) => urn.includes("cvg:")));
    const all = [];
    for (let copy = 0; all.length < steps; copy++) {
        // Other logical names, other tokens: other tenants.
        const renamed = text
            .replace(/(cvg:(?:Customer|Account|Project)::)/g, `$1${copy}-`)
            .replace(/"(\d{8})-0000-4000/g, (_all, token) => `"${token}-${String(copy).padStart(4, "0")}-4000`)
            .replace(/"(customer|account|project) (?!live)/g, `"$1 ${copy}-`);
        all.push(...JSON.parse(renamed));
    }
    return JSON.stringify({ ...rest, steps: all.slice(0, steps) }, null, 4);
}
