/** Reads `pulumi preview --json`, piece by piece: each step is handed on as soon as it is there, and forgotten. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { readDiagnostics, type Said } from "./diagnostics.js";
import { isValues, type Values } from "./narrow.js";
import { type Element, Splitter } from "./split.js";
import { type OtherStep, readStep, type Step } from "./step.js";

/** What a preview holds besides its steps. */
export interface Around {
    readonly said: readonly Said[];
    /** Steps by operation, as the engine counts them. */
    readonly counts: Readonly<Record<string, number>>;
}

interface Outline {
    readonly steps: readonly unknown[];
    readonly changeSummary: Readonly<Record<string, number>>;
}

const isList = (value: unknown): value is readonly unknown[] | null | undefined =>
    value === undefined || value === null || Array.isArray(value);
const isCounts = (value: unknown): value is Readonly<Record<string, number>> | null | undefined =>
    value === undefined || value === null || (isValues(value) && Object.values(value).every((count) => typeof count === "number"));

/** Undefined: what stands around the steps is not what a preview has there. */
function outlineOf(value: Values): Outline | undefined {
    const { steps, diagnostics, changeSummary, duration } = value;
    if (!isList(steps) || !isList(diagnostics) || !isCounts(changeSummary)) return undefined;
    if (duration !== undefined && typeof duration !== "number") return undefined;
    if (changeSummary === undefined && diagnostics === undefined) return undefined;
    return { steps: steps ?? [], changeSummary: changeSummary ?? {} };
}

const truncated = (): CvgError => CvgError.of(CATALOGUE.CVG621.says.truncated());
const foreign = (why: string): CvgError => CvgError.of(CATALOGUE.CVG620.says.foreign({ why }));

function orForeign<T>(read: () => T): T {
    try {
        return read();
    } catch {
        throw foreign("it is not JSON");
    }
}

/** @param chunks the bytes of the file · @param take called with each step, in their order */
export async function readPreview(chunks: AsyncIterable<Buffer>, take: (step: Step | OtherStep) => void): Promise<Around> {
    const splitter = new Splitter();
    const said: Said[] = [];
    let bytes = 0;
    let steps = 0;
    const takeAll = (elements: readonly Element[]): void => {
        for (const { key, value } of elements) {
            if (key === "steps") {
                const step = readStep(value);
                if (step === undefined) throw foreign("one of its steps has another shape");
                take(step);
                steps += 1;
            } else if (key === "diagnostics") {
                said.push(...readDiagnostics(value));
            }
        }
    };
    for await (const chunk of chunks) {
        bytes += chunk.length;
        takeAll(orForeign(() => splitter.push(chunk)));
    }
    const { last, around, open } = orForeign(() => splitter.end());
    takeAll(last);
    const { steps: listed, changeSummary } = outline(around, { bytes, open });
    if (listed.length !== steps) throw foreign("one of its steps is no object");
    return { said, counts: changeSummary };
}

/** What stands around the steps shows whether this is a preview at all, and a whole one. */
function outline(text: string, { bytes, open }: { readonly bytes: number; readonly open: boolean }): Outline {
    if (bytes === 0 || text.trim() === "") throw foreign("it is empty");
    let value: unknown;
    try {
        value = JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch {
        throw text.trimStart().startsWith("{") && open ? truncated() : foreign("it is not JSON");
    }
    const whole = isValues(value) ? outlineOf(value) : undefined;
    if (whole === undefined) throw foreign("it has neither steps nor a summary of changes");
    return whole;
}
