/** Prompts: a bot asks for a number or for one of several choices, and gets the answer instead of each word and key. Source: the vendor's Python SDK 0.5.1. */
import { z } from "zod";
import type { LiveCall, Prompt } from "./live-call.js";

const Words = z.array(z.string()).min(1);

export const PromptType = z.union([
    z.looseObject({
        name: z.literal("Number"),
        submitInputs: Words.optional(),
        minDigits: z.int().positive().optional(),
        maxDigits: z.int().positive().optional(),
    }),
    z.looseObject({ name: z.literal("MultipleChoice"), choices: z.record(z.string(), Words) }),
]);

export function promptOf(type: z.infer<typeof PromptType>, timeout: number): Prompt {
    if (type.name === "MultipleChoice") return { type: { name: type.name, choices: type.choices }, timeout };
    return {
        type: { name: type.name, submitInputs: type.submitInputs ?? [], minDigits: type.minDigits, maxDigits: type.maxDigits },
        timeout,
    };
}

type Input = { readonly says: string } | { readonly presses: string } | { readonly waits: number };

/** @returns the answer that ends the prompt; "unfinished": it goes on; undefined: there is none, or this is no answer to it */
export function answerTo(call: LiveCall, input: Input): Readonly<Record<string, unknown>> | "unfinished" | undefined {
    const { prompt } = call;
    if (prompt === undefined) return undefined;
    const answer = prompt.type.name === "Number" ? numberIn(call, input) : choiceIn(prompt, input);
    if (answer === "unfinished" && "waits" in input && input.waits >= prompt.timeout) return over(call, timedOut(call, prompt));
    return typeof answer === "object" ? over(call, answer) : answer;
}

/** Digits that are enough already are an answer. */
function timedOut({ digits }: LiveCall, { type }: Prompt): Readonly<Record<string, unknown>> {
    const enough = type.name === "Number" && type.minDigits !== undefined && digits.length >= type.minDigits;
    return enough ? { name: "Number", value: digits } : { name: "Timeout" };
}

function over<T>(call: LiveCall, answer: T): T {
    call.prompt = undefined;
    call.digits = "";
    return answer;
}

function numberIn(call: LiveCall, input: Input): Readonly<Record<string, unknown>> | "unfinished" {
    if (call.prompt?.type.name !== "Number" || "waits" in input) return "unfinished";
    const { submitInputs, maxDigits } = call.prompt.type;
    if ("says" in input) {
        const digits = input.says.replace(/\D/g, "");
        return digits === "" ? "unfinished" : { name: "Number", value: maxDigits === undefined ? digits : digits.slice(0, maxDigits) };
    }
    if (submitInputs.includes(input.presses)) return { name: "Number", value: call.digits };
    call.digits += input.presses;
    return call.digits.length === maxDigits ? { name: "Number", value: call.digits } : "unfinished";
}

function choiceIn({ type }: Prompt, input: Input): Readonly<Record<string, unknown>> | "unfinished" {
    if (type.name !== "MultipleChoice" || "waits" in input) return "unfinished";
    const said = ("says" in input ? input.says : input.presses).trim().toLowerCase();
    for (const [id, synonyms] of Object.entries(type.choices)) {
        const synonym = synonyms.find((word) => word.toLowerCase() === said);
        if (synonym !== undefined) return { name: "MultipleChoice", id, synonym };
    }
    return "unfinished";
}
