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

/** Elements that stand one after the other, and where the last of them ends. */
interface Run {
    readonly values: readonly unknown[];
    readonly end: number;
}

const beginsAt = (chunk: Buffer, at: number): boolean => {
    const start = at + 1 - BEGINS.length;
    return start >= 0 && chunk.compare(BEGINS, 0, BEGINS.length, start, at + 1) === 0;
};

/** What can be read as elements with nothing but commas between them is just that, whatever its layout made us guess. */
function runTo(chunk: Buffer, at: number, last: number): Run | undefined {
    if (last < at) return undefined;
    const end = last + ENDS.length;
    try {
        const values: unknown = JSON.parse(`[${chunk.toString("utf8", at, end)}]`);
        return Array.isArray(values) ? { values, end } : undefined;
    } catch {
        return undefined;
    }
}

/** Most of an element that is held back until the rest of it is there: as many bytes as steps have, many times over. */
const LONGEST_HELD = 1 << 17;

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
    /** Where the last one ends that is whole in this chunk, by its layout; -1: none. */
    private last = -1;
    /** Whether all that is whole in this chunk may be elements of one array: it is tried once. */
    private toLast = true;

    /** What was held back of earlier chunks, in front of the latest one. */
    private joined = Buffer.allocUnsafeSlow(0);
    private held = 0;

    /** The elements that are complete with this chunk. @throws SyntaxError where one is not JSON */
    push(next: Buffer): readonly Element[] {
        return this.take(this.withHeld(next), true);
    }

    /** What was held back still, what stood around the elements, and whether something is not closed. @throws SyntaxError where an element is not JSON */
    end(): { readonly last: readonly Element[]; readonly around: string; readonly open: boolean } {
        const last = this.take(this.withHeld(Buffer.alloc(0)), false);
        return { last, open: this.depth > 0, around: Buffer.concat([...this.outside, ...(this.element ?? [])]).toString("utf8") };
    }

    private take(chunk: Buffer, mayHold: boolean): readonly Element[] {
        const found: Element[] = [];
        const { length } = chunk;
        this.last = chunk.lastIndexOf(ENDS);
        this.toLast = true;
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
                    const begins = beginsAt(chunk, at);
                    if (begins && mayHold && this.last < at && length - at < LONGEST_HELD) {
                        this.depth = depth - 1;
                        this.hold(chunk, from, at + 1 - BEGINS.length);
                        return found;
                    }
                    const run = begins ? this.asTheEngineWritesThem(chunk, at) : undefined;
                    this.outside.push(Buffer.from(chunk.subarray(from, at)));
                    this.count(run?.values.length ?? 1);
                    if (run !== undefined) {
                        for (const value of run.values) found.push({ key: this.key, value });
                        depth -= 1;
                        from = run.end;
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

    /**
     * Elements that begin here and are whole in this chunk, found by their layout: many times as fast as byte by byte. At best all that the chunk
     * holds are read at once; where an array ends in it, one at a time. In any other layout what is cut out is not JSON, or nothing is found.
     */
    private asTheEngineWritesThem(chunk: Buffer, at: number): Run | undefined {
        const all = this.toLast ? runTo(chunk, at, this.last) : undefined;
        this.toLast = false;
        return all ?? runTo(chunk, at, chunk.indexOf(ENDS, at));
    }

    /** One that begins as the engine writes it and is not whole yet waits for the next chunk: it is then read as the others are. */
    private hold(chunk: Buffer, from: number, start: number): void {
        this.outside.push(Buffer.from(chunk.subarray(from, start)));
        this.held = chunk.length - start;
        this.fit(this.held, 0);
        chunk.copy(this.joined, 0, start);
    }

    private withHeld(next: Buffer): Buffer {
        const { held } = this;
        if (held === 0) return next;
        this.held = 0;
        this.fit(held + next.length, held);
        next.copy(this.joined, held);
        return this.joined.subarray(0, held + next.length);
    }

    /** Room for so many bytes, of which the first are kept. */
    private fit(bytes: number, kept: number): void {
        if (bytes <= this.joined.length) return;
        const larger = Buffer.allocUnsafeSlow(bytes * 2);
        this.joined.copy(larger, 0, 0, kept);
        this.joined = larger;
    }

    /** A number in the place of each element. */
    private count(elements: number): void {
        const numbers = Array.from({ length: elements }, (_, at) => this.elements + at);
        this.elements += elements;
        this.outside.push(Buffer.from(numbers.join()));
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
