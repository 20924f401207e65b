/**
 * Takes the JSON of a preview apart without holding it whole. A preview of 5,000 steps has some 30 MB, and parsed at once it takes several
 * times that. What stands in the arrays of the top level is handed out element by element, as text for `JSON.parse`; what is left, with a
 * number in the place of each element, is a small JSON text of its own, which shows whether the rest was well formed.
 */

/** An object that stood in an array of the top level. */
export interface Element {
    /** Of the array. */
    readonly key: string;
    readonly text: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** The top-level object, an array in it, an element of that. */
const ELEMENT_DEPTH = 3;

/** Keys that mean anything are shorter, with what may stand around them. */
const LONGEST_KEY = 200;

export class Splitter {
    private depth = 0;
    private inText = false;
    private escaped = false;
    /** Whether the container at depth 2 is an array. */
    private inArray = false;
    /** Chunks of the element that is not complete yet; undefined outside of elements. */
    private element: Buffer[] | undefined;
    private readonly outside: Buffer[] = [];
    private elements = 0;
    private key = "";

    /** The elements that are complete with this chunk. */
    push(chunk: Buffer): readonly Element[] {
        const found: Element[] = [];
        const { length } = chunk;
        let { depth, inText, escaped } = this;
        let from = 0;
        for (let at = 0; at < length; at++) {
            const byte = chunk[at];
            if (inText) {
                if (escaped) escaped = false;
                else if (byte === BACKSLASH) escaped = true;
                else if (byte === QUOTE) inText = false;
            } else if (byte === QUOTE) inText = true;
            else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
                depth += 1;
                if (depth === ELEMENT_DEPTH - 1) {
                    this.inArray = byte === OPEN_ARRAY;
                    if (this.inArray) this.key = this.lastText(chunk.subarray(from, at));
                } else if (depth === ELEMENT_DEPTH && this.inArray && byte === OPEN_OBJECT) {
                    this.outside.push(Buffer.from(chunk.subarray(from, at)), Buffer.from(String(this.elements)));
                    this.elements += 1;
                    this.element = [];
                    from = at;
                }
            } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
                depth -= 1;
                if (depth === ELEMENT_DEPTH - 1 && this.element !== undefined) {
                    found.push({ key: this.key, text: this.complete(chunk, from, at + 1) });
                    from = at + 1;
                }
            }
        }
        Object.assign(this, { depth, inText, escaped });
        // The chunk may be written over by whoever reads.
        if (from < length) (this.element ?? this.outside).push(Buffer.from(chunk.subarray(from)));
        return found;
    }

    /** What stood around the elements. */
    end(): string {
        return Buffer.concat([...this.outside, ...(this.element ?? [])]).toString("utf8");
    }

    private complete(chunk: Buffer, from: number, to: number): string {
        const before = this.element ?? [];
        this.element = undefined;
        return before.length === 0
            ? chunk.toString("utf8", from, to)
            : Buffer.concat([...before, chunk.subarray(from, to)]).toString("utf8");
    }

    /** The key in front of an array: the last text outside of elements. */
    private lastText(here: Buffer): string {
        const parts = [here];
        for (let at = this.outside.length - 1, bytes = here.length; at >= 0 && bytes < LONGEST_KEY; at--) {
            const part = this.outside[at] ?? here;
            parts.unshift(part);
            bytes += part.length;
        }
        const tail = Buffer.concat(parts).toString("utf8").slice(-LONGEST_KEY);
        return /(?:^|[^\\])"([^"\\]*)"\s*:\s*$/.exec(tail)?.[1] ?? "";
    }
}
