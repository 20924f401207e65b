/** What the engine said of one stack while it ran, and what that makes of a run that did not end well. */
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Claim, Outcome, State } from "./board.ts";

type Heard = Pick<EngineEvent, "diagnosticEvent" | "resourcePreEvent" | "resOutputsEvent">;

/** Messages about settings are CVG1xx, about units CVG3xx. */
const ABOUT_DATA = /^CVG[13]\d\d .*/;
const plain = (text: string): string => text.replaceAll(/<\{%[^%]*%\}>/g, "").trim();

const READING = ["same", "read", "refresh"];
/** The two halves of a replacement are told with it. */
const UNCOUNTED = [...READING, "create-replacement", "delete-replaced"];
const UNIT = "pulumi-nodejs:dynamic/cvg:";

export function heard({ mode, resumed }: Pick<Claim, "mode" | "resumed">) {
    const [told, errors] = [new Set<string>(), new Set<string>()];
    const changes: Record<string, number> = {};
    /** Something may have been sent: by a worker before this one, or for a unit whose step has begun, however it ended. */
    let mayHaveWritten = mode === "up" && resumed;
    return {
        onEvent({ diagnosticEvent, resourcePreEvent, resOutputsEvent }: Heard): void {
            const begun = resourcePreEvent?.metadata;
            if (mode === "up" && begun?.type.startsWith(UNIT) && !READING.includes(begun.op)) mayHaveWritten = true;
            // In a preview what would be done counts, else what was done.
            const step = mode === "preview" ? begun : resOutputsEvent?.metadata;
            if (step?.type.startsWith(UNIT) && !UNCOUNTED.includes(step.op)) changes[step.op] = (changes[step.op] ?? 0) + 1;
            if (diagnosticEvent === undefined) return;
            const text = plain(diagnosticEvent.message);
            if (diagnosticEvent.severity === "error") errors.add(text);
            else for (const line of text.split("\n")) if (ABOUT_DATA.test(line)) told.add(line);
        },

        outcome: (): Outcome => ({ changes, codes: [], told: [...told] }),

        /** @param text what was thrown */
        problem(text: string): { readonly state: State; readonly outcome: Outcome } {
            const said = [...errors].filter((error) => /CVG\d{3}/.test(error));
            const codes = [...new Set(said.flatMap((error) => error.match(/\bCVG\d{3}\b/g) ?? []))].sort();
            const problem = (said[0] ?? [...errors][0] ?? lastLines(text)).replace(/^.*? has a problem: /s, "");
            // What the gateway or the network did may be otherwise next time; what a rule forbids will not. A stack that is half done is not refused.
            const isRule = codes.length > 0 && codes.every((code) => /^CVG[123]/.test(code));
            return { state: isRule && !mayHaveWritten ? "refused" : "failed", outcome: { changes, codes, told: [...told], problem } };
        },
    };
}

const lastLines = (text: string): string =>
    text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .slice(-3)
        .join("\n");
