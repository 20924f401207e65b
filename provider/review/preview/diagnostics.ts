/** What the engine, the program and the provider said during the preview. */
import { z } from "zod";
import { tame } from "./text.js";

const Diagnostic = z.object({ message: z.string(), severity: z.string().default("info"), urn: z.string().optional() });

export interface Said {
    readonly severity: "error" | "warning" | "info";
    /** `CVG310`, where the message has a code. */
    readonly code: string | undefined;
    /** On one line, with neither severity nor code in front. */
    readonly text: string;
}

const LONGEST = 400;

/** Undefined: this is no diagnostic. */
export function readDiagnostic(value: unknown): Said | undefined {
    const diagnostic = Diagnostic.safeParse(value);
    if (!diagnostic.success) return undefined;
    const { message, severity } = diagnostic.data;
    const text = tame(message, LONGEST).replace(/^(?:error|warning|info): /, "");
    const code = /^(CVG\d{3}) /.exec(text)?.[1];
    return {
        severity: severity.startsWith("error") ? "error" : severity === "warning" ? "warning" : "info",
        code,
        text: code === undefined ? text : text.slice(code.length + 1),
    };
}
