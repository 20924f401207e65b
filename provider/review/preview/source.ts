/** The line of the program that declares a resource. Source: the engine's `project:///index.ts#7,16`, relative to the folder of Pulumi.yaml. */
import { tame } from "./text.js";

export interface Source {
    /** Relative to the folder of Pulumi.yaml, with forward slashes. */
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** The line of the user's own that called this one: of a function that declares many. */
    readonly caller?: Omit<Source, "caller"> | undefined;
}

const POSITION = /^project:\/\/\/([^#]+)#(\d{1,7}),(\d{1,7})$/;

/** Files of packages: a construct of theirs made the resource, a line of the user's asked for it. */
const PACKAGES = /(?:^|\/)node_modules\//;

/** Thousands of resources come from few lines. */
const known = new Map<string, Source | undefined>();
const MOST_KNOWN = 10_000;

function parsed(position: string): Source | undefined {
    if (!known.has(position)) {
        if (known.size >= MOST_KNOWN) known.clear();
        known.set(position, parsedAnew(position));
    }
    return known.get(position);
}

function parsedAnew(position: string): Source | undefined {
    const [, file, line, column] = POSITION.exec(position) ?? [];
    if (file === undefined || PACKAGES.test(file) || file.startsWith("../")) return undefined;
    return { file: tame(decoded(file), 300), line: Number(line), column: Number(column) };
}

function decoded(file: string): string {
    try {
        return decodeURIComponent(file);
    } catch {
        return file;
    }
}

interface Positions {
    readonly sourcePosition?: string | undefined;
    readonly stackTrace?: readonly unknown[] | null | undefined;
}

/** Frames of code that the engine cannot place are empty. */
function positionIn(frame: unknown): string | undefined {
    const position = typeof frame === "object" && frame !== null && "sourcePosition" in frame ? frame.sourcePosition : undefined;
    return typeof position === "string" ? position : undefined;
}

const isSameLine = (one: Source, other: Source): boolean => one.file === other.file && one.line === other.line;

/** The nearest line that is the user's own, and the one that called it. */
export function sourceOf({ sourcePosition, stackTrace }: Positions): Source | undefined {
    let nearest = sourcePosition === undefined ? undefined : parsed(sourcePosition);
    for (const frame of stackTrace ?? []) {
        const position = positionIn(frame);
        const source = position === undefined ? undefined : parsed(position);
        if (source === undefined) continue;
        if (nearest === undefined) nearest = source;
        else if (!isSameLine(nearest, source)) return { ...nearest, caller: source };
    }
    return nearest;
}
