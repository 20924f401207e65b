/** YAML with the place of everything in it. */
import type * as yaml from "yaml";
import { CATALOGUE, type Refusal } from "../errors/index.js";
import type { Located, LocatedEntry, Position } from "./located.js";
import type { FileProblem } from "./problem.js";
import { yamlProblem } from "./yaml-problem.js";

export interface Read {
    /** Undefined where nothing can be said of what the file means. */
    readonly root: Located | undefined;
    readonly problems: readonly FileProblem[];
}

const MERGE = "<<";

/** One reading of one text. */
class Reading {
    readonly #lines: yaml.LineCounter;
    readonly #document: yaml.Document.Parsed;
    readonly problems: FileProblem[] = [];

    constructor(
        private readonly text: string,
        private readonly library: typeof yaml,
    ) {
        this.#lines = new library.LineCounter();
        // The schema is named, so that no directive of the file switches to YAML 1.1, where `no` is false and 012 is ten.
        this.#document = library.parseDocument(text, {
            lineCounter: this.#lines,
            prettyErrors: false,
            schema: "core",
            stringKeys: true,
            uniqueKeys: false,
        });
        for (const problem of [...this.#document.errors, ...this.#document.warnings])
            this.#refuse(CATALOGUE.CVG206.says.notYaml({ problem: yamlProblem(problem) }), this.#at(problem.pos[0]));
    }

    root(): Located | undefined {
        const { contents, errors } = this.#document;
        if (errors.length > 0) return undefined;
        if (contents === null) {
            this.#refuse(CATALOGUE.CVG206.says.emptyYaml(), { line: 1, column: 1 });
            return undefined;
        }
        return this.#node(contents, { line: 1, column: 1 }, []);
    }

    #at(offset: number): Position {
        const { line, col } = this.#lines.linePos(offset);
        return { line, column: col };
    }

    #refuse(said: Refusal, at: Position): void {
        this.problems.push({ ...said, at });
    }

    /** @param inside the aliases that led here: one that leads to itself has no end */
    #node(node: yaml.Node | null, fallback: Position, inside: readonly yaml.Node[]): Located {
        const { isAlias, isMap, isScalar, isSeq } = this.library;
        const at = node?.range ? this.#at(node.range[0]) : fallback;
        if (isAlias(node)) {
            const target = node.resolve(this.#document);
            if (target === undefined || inside.includes(target)) {
                const { says } = CATALOGUE.CVG206;
                this.#refuse((target === undefined ? says.noAnchor : says.insideItself)({ alias: node.source }), at);
                return { kind: "scalar", at, value: null, written: `*${node.source}`, plain: true };
            }
            return this.#node(target, at, [...inside, target]);
        }
        if (isMap(node)) return { kind: "map", at, entries: this.#entries(node.items, at, inside) };
        if (isSeq(node))
            return { kind: "list", at, items: node.items.map((item) => this.#node(this.library.isNode(item) ? item : null, at, inside)) };
        return this.#scalar(isScalar(node) ? node : undefined, at);
    }

    #scalar(node: yaml.Scalar | undefined, at: Position): Located {
        const value = node?.value;
        const written = node?.range ? this.text.slice(node.range[0], node.range[1]) : "";
        const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
        return { kind: "scalar", at, value: known, written, plain: node === undefined || node.type === "PLAIN" };
    }

    #entries(pairs: readonly yaml.Pair[], at: Position, inside: readonly yaml.Node[]): ReadonlyMap<string, LocatedEntry> {
        const own = new Map<string, LocatedEntry>();
        const merged = new Map<string, LocatedEntry>();
        for (const { key, value } of pairs) {
            if (!this.library.isScalar(key)) continue;
            const name = String(key.value);
            const keyAt = key.range ? this.#at(key.range[0]) : at;
            const read = this.#node(this.library.isNode(value) ? value : null, keyAt, inside);
            const before = own.get(name);
            if (name === MERGE && key.type === "PLAIN")
                for (const [inner, entry] of this.#merged(read)) merged.set(inner, merged.get(inner) ?? entry);
            else if (before === undefined) own.set(name, { keyAt, value: read });
            else this.#refuse(CATALOGUE.CVG207.says.key({ key: name, line: before.keyAt.line }), keyAt);
        }
        return new Map([...merged, ...own]);
    }

    /** `<<: *other`, or a list of such: what stands beside it wins. */
    #merged(read: Located): readonly (readonly [string, LocatedEntry])[] {
        if (read.kind === "map") return [...read.entries];
        if (read.kind === "list") return read.items.flatMap((item) => this.#merged(item));
        this.#refuse(CATALOGUE.CVG206.says.merge({ written: read.written }), read.at);
        return [];
    }
}

/** @param library a program that reads no file does not load it */
export function readYaml(text: string, library: typeof yaml): Read {
    const reading = new Reading(text, library);
    const root = reading.root();
    return { root, problems: reading.problems };
}
