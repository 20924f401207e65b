/** "Did you mean": the known name that is nearest to the one that was written, if any is near. */
import { distance } from "fastest-levenshtein";

/** One slip in three letters. */
const NEAR = 3;

export function nearest(written: string, known: Iterable<string>): string | undefined {
    const one = written.toLowerCase();
    const found = [...known].map((name) => ({ name, far: distance(one, name.toLowerCase()) })).sort((a, b) => a.far - b.far)[0];
    if (found === undefined) return undefined;
    return found.far <= Math.max(1, Math.floor(Math.max(written.length, found.name.length) / NEAR)) ? found.name : undefined;
}
