/** Steps of `pulumi preview --json`. */
import { z } from "zod";

const Step = z.object({
    op: z.string(),
    urn: z.string(),
    detailedDiff: z.record(z.string(), z.unknown()).nullish(),
    diffReasons: z.array(z.string()).nullish(),
});
const Preview = z.object({
    steps: z.array(Step).default([]),
    diagnostics: z.array(z.object({ message: z.string(), severity: z.string() })).default([]),
});

const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** What a preview would do, by logical name; what stays the same is left out. */
export function plannedSteps(json: unknown): Readonly<Record<string, string>> {
    const steps = Preview.parse(json).steps.filter(({ op, urn }) => op !== "same" && !urn.includes("pulumi:pulumi:Stack"));
    return Object.fromEntries(steps.map(({ op, urn }) => [nameOf(urn), op]));
}

/** The properties that a preview names as different, by logical name. */
export function plannedChanges(json: unknown): Readonly<Record<string, readonly string[]>> {
    const steps = Preview.parse(json).steps.filter(({ op }) => op === "update" || op === "replace");
    return Object.fromEntries(steps.map(({ urn, detailedDiff }) => [nameOf(urn), Object.keys(detailedDiff ?? {}).sort()]));
}

/** The errors of a preview that failed, each once. */
export function plannedErrors(json: unknown): readonly string[] {
    const errors = Preview.parse(json).diagnostics.filter(({ severity }) => severity === "error");
    return [...new Set(errors.map(({ message }) => message.trim()))];
}

/** The warnings of a preview, each once. */
export function plannedWarnings(json: unknown): readonly string[] {
    const warnings = Preview.parse(json).diagnostics.filter(({ severity }) => severity === "warning");
    return [...new Set(warnings.map(({ message }) => message.trim()))];
}

/** How many lines of ours a preview shows: messages of the program and the provider, but for what `--debug` adds. */
export const ourLines = (json: unknown): number =>
    Preview.parse(json)
        .diagnostics.filter(({ severity }) => severity !== "debug")
        .flatMap(({ message }) => message.trim().split("\n")).length;
