/** YAML with the place of everything in it. Loaded when a file is parsed. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type Scalar } from "yaml";
import type { Located, LocatedEntry, Position } from "./located.js";
import type { FileProblem } from "./problem.js";

export interface Read {
    /** Undefined where nothing can be said of what the file means. */
    readonly root: Located | undefined;
    readonly problems: readonly FileProblem[];
}

const MERGE = "<<";

/** One reading of one text. */
class Reading {
    readonly #lines = new LineCounter();
    readonly #document: Document.Parsed;
    readonly problems: FileProblem[] = [];

    constructor(private readonly text: string) {
        // The schema is named, so that no directive of the file switches to YAML 1.1, where `no` is false and 012 is ten.
        this.#document = parseDocument(text, {
            lineCounter: this.#lines,
            prettyErrors: false,
            schema: "core",
            stringKeys: true,
            uniqueKeys: false,
        });
        for (const { pos, message } of [...this.#document.errors, ...this.#document.warnings])
            this.#refuse(
                "CVG206",
                this.#at(pos[0]),
                `cannot be read as YAML: ${message.replace(/\.?$/, ".")}`,
                "Correct this first: what is wrong elsewhere shows then.",
            );
    }

    root(): Located | undefined {
        const { contents, errors } = this.#document;
        if (errors.length > 0) return undefined;
        if (contents === null) {
            this.#refuse("CVG206", { line: 1, column: 1 }, "is empty.", "Write `tenants:` and the tenants below it.");
            return undefined;
        }
        return this.#node(contents, { line: 1, column: 1 }, []);
    }

    #at(offset: number): Position {
        const { line, col } = this.#lines.linePos(offset);
        return { line, column: col };
    }

    #refuse(code: FileProblem["code"], at: Position, what: string, remedy: string): void {
        this.problems.push({ code, at, what, remedy });
    }

    /** @param inside the aliases that led here: one that leads to itself has no end */
    #node(node: Node | null, fallback: Position, inside: readonly Node[]): Located {
        const at = node?.range ? this.#at(node.range[0]) : fallback;
        if (isAlias(node)) {
            const target = node.resolve(this.#document);
            if (target === undefined || inside.includes(target)) {
                const why = target === undefined ? "names an anchor that is not there" : "is inside of what it stands for";
                this.#refuse("CVG206", at, `*${node.source} ${why}.`, "Write an anchor (&name) further up, or the value itself.");
                return { kind: "scalar", at, value: null, written: `*${node.source}`, plain: true };
            }
            return this.#node(target, at, [...inside, target]);
        }
        if (isMap(node)) return { kind: "map", at, entries: this.#entries(node.items, at, inside) };
        if (isSeq(node)) return { kind: "list", at, items: node.items.map((item) => this.#node(isNode(item) ? item : null, at, inside)) };
        return this.#scalar(isScalar(node) ? node : undefined, at);
    }

    #scalar(node: Scalar | undefined, at: Position): Located {
        const value = node?.value;
        const written = node?.range ? this.text.slice(node.range[0], node.range[1]) : "";
        const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
        return { kind: "scalar", at, value: known, written, plain: node === undefined || node.type === "PLAIN" };
    }

    #entries(pairs: readonly Pair[], at: Position, inside: readonly Node[]): ReadonlyMap<string, LocatedEntry> {
        const own = new Map<string, LocatedEntry>();
        const merged = new Map<string, LocatedEntry>();
        for (const { key, value } of pairs) {
            if (!isScalar(key)) continue;
            const name = String(key.value);
            const keyAt = key.range ? this.#at(key.range[0]) : at;
            const read = this.#node(isNode(value) ? value : null, keyAt, inside);
            const before = own.get(name);
            if (name === MERGE && key.type === "PLAIN")
                for (const [inner, entry] of this.#merged(read)) merged.set(inner, merged.get(inner) ?? entry);
            else if (before === undefined) own.set(name, { keyAt, value: read });
            else
                this.#refuse(
                    "CVG207",
                    keyAt,
                    `${name} stands here a second time: line ${before.keyAt.line} has it already.`,
                    "Most readers keep the later one and drop the earlier one silently. Keep one of them.",
                );
        }
        return new Map([...merged, ...own]);
    }

    /** `<<: *other`, or a list of such: what stands beside it wins. */
    #merged(read: Located): readonly (readonly [string, LocatedEntry])[] {
        if (read.kind === "map") return [...read.entries];
        if (read.kind === "list") return read.items.flatMap((item) => this.#merged(item));
        this.#refuse(
            "CVG206",
            read.at,
            `<< takes an alias of a map, not ${read.written}.`,
            "Write `<<: *name`, where `&name` stands before a map.",
        );
        return [];
    }
}

const isNode = (value: unknown): value is Node => isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);

export function readYaml(text: string): Read {
    const reading = new Reading(text);
    const root = reading.root();
    return { root, problems: reading.problems };
}
