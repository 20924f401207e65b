/**
 * Takes the JSON of a preview apart without holding it whole. A preview of 5,000 steps has some 30 MB, and parsed at once it takes several
 * times that. What stands in the arrays of the top level is handed out element by element, as text for `JSON.parse`; what is left, with a
 * number in the place of each element, is a small JSON text of its own, which shows whether the rest was well formed.
 */

/** An object that stood in an array of the top level. */
export interface Element {
    /** Of the array. */
    readonly key: string;
    readonly value: unknown;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;

const [NOTHING, TEXT, OPENS, CLOSES] = [0, 1, 2, 3];
/** What each byte means outside of texts. Most mean nothing, and are passed over as fast as can be. */
const MEANS = new Uint8Array(256);
MEANS[QUOTE] = TEXT;
for (const byte of [0x7b, OPEN_ARRAY]) MEANS[byte] = OPENS;
for (const byte of [0x7d, 0x5d]) MEANS[byte] = CLOSES;

/** The top-level object, an array in it, an element of that. */
const ELEMENT_DEPTH = 3;

/** As the engine lays a step out: what begins and ends it stands alone, eight blanks from the edge. No text of JSON holds a line break. */
const EDGE = "\n        ";
const BEGINS = Buffer.from(`${EDGE}{`);
const ENDS = Buffer.from(`${EDGE}}`);

/**
 * An element that begins here and is whole in this chunk, found by its layout: many times as fast as byte by byte. In any other layout
 * what is cut out is not JSON, or nothing is found at all.
 */
function asTheEngineWritesIt(chunk: Buffer, at: number): { readonly value: unknown; readonly end: number } | undefined {
    const start = at + 1 - BEGINS.length;
    if (start < 0 || chunk.compare(BEGINS, 0, BEGINS.length, start, at + 1) !== 0) return undefined;
    const last = chunk.indexOf(ENDS, at);
    if (last === -1) return undefined;
    const end = last + ENDS.length;
    try {
        return { value: JSON.parse(chunk.toString("utf8", at, end)), end };
    } catch {
        return undefined;
    }
}

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

    /** The elements that are complete with this chunk. @throws SyntaxError where one is not JSON */
    push(chunk: Buffer): readonly Element[] {
        const found: Element[] = [];
        const { length } = chunk;
        let { depth } = this;
        let from = 0;
        for (let at = this.restOfText(chunk, 0); at < length; at++) {
            while (at < length && MEANS[chunk[at] ?? 0] === NOTHING) at++;
            if (at >= length) break;
            const meaning = MEANS[chunk[at] ?? 0];
            if (meaning === TEXT) {
                this.inText = true;
                at = this.restOfText(chunk, at + 1) - 1;
            } else if (meaning === OPENS) {
                depth += 1;
                const isArray = chunk[at] === OPEN_ARRAY;
                if (depth === ELEMENT_DEPTH - 1) {
                    this.inArray = isArray;
                    if (isArray) this.key = this.lastText(chunk.subarray(from, at));
                } else if (depth === ELEMENT_DEPTH && this.inArray && !isArray) {
                    this.outside.push(Buffer.from(chunk.subarray(from, at)), Buffer.from(String(this.elements)));
                    this.elements += 1;
                    const whole = asTheEngineWritesIt(chunk, at);
                    if (whole !== undefined) {
                        found.push({ key: this.key, value: whole.value });
                        depth -= 1;
                        from = whole.end;
                        at = from - 1;
                        continue;
                    }
                    this.element = [];
                    from = at;
                }
            } else {
                depth -= 1;
                if (depth === ELEMENT_DEPTH - 1 && this.element !== undefined) {
                    found.push({ key: this.key, value: JSON.parse(this.complete(chunk, from, at + 1)) });
                    from = at + 1;
                }
            }
        }
        this.depth = depth;
        // The chunk may be written over by whoever reads.
        if (from < length) (this.element ?? this.outside).push(Buffer.from(chunk.subarray(from)));
        return found;
    }

    /** Where a text ends that has begun: behind its quote, or at the end of the chunk. */
    private restOfText(chunk: Buffer, start: number): number {
        if (!this.inText) return start;
        const { length } = chunk;
        let at = start;
        if (this.escaped) {
            this.escaped = false;
            at += 1;
        }
        for (; at < length; at++) {
            const byte = chunk[at];
            if (byte === BACKSLASH) {
                at += 1;
                this.escaped = at >= length;
            } else if (byte === QUOTE) {
                this.inText = false;
                return at + 1;
            }
        }
        return length;
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
