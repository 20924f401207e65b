/** A call while it goes on, and for a while after: what the store need not remember. */
import type { Speech } from "./speech.js";
import type { Transcript } from "./transcript.js";

/** A bot that is asked over HTTP. */
export interface Bot {
    readonly url: string;
    readonly token: string | undefined;
    /** Milliseconds that it has for an answer. */
    readonly timeoutMs: number;
}

export interface NumberPrompt {
    readonly name: "Number";
    readonly submitInputs: readonly string[];
    readonly minDigits: number | undefined;
    readonly maxDigits: number | undefined;
}

export interface ChoicePrompt {
    readonly name: "MultipleChoice";
    /** Each choice with the words that stand for it. */
    readonly choices: Readonly<Record<string, readonly string[]>>;
}

export interface Prompt {
    readonly type: NumberPrompt | ChoicePrompt;
    /** Milliseconds of silence after which it is over. */
    readonly timeout: number;
}

export interface LiveCall {
    readonly dialogId: string;
    readonly projectToken: string;
    readonly transcript: Transcript;
    /** Undefined where nobody asked for the bot. */
    readonly bot: Bot | undefined;
    readonly webhook: URL | undefined;
    speech: Speech;
    /** Milliseconds of silence after which the bot is told; undefined: never. */
    inactivityTimeout: number | undefined;
    prompt: Prompt | undefined;
    /** Keys that were pressed for the prompt. */
    digits: string;
    /** How many requests the bot sent, and when the last one was, by `performance.now()`. */
    acts: number;
    lastAct: number;
    /** Of these, how many came before the caller did the next thing. */
    actsSeen: number;
    readonly recordingsTold: Set<string>;
    /** What is told to bot and webhook while nobody waits for it. */
    readonly underWay: Set<Promise<unknown>>;
}

export interface LiveCalls {
    add(call: LiveCall): void;
    find(dialogId: string): LiveCall | undefined;
}

/** The oldest are forgotten: a gateway may run for weeks. */
const KEPT = 1000;

export function createLiveCalls(): LiveCalls {
    const calls = new Map<string, LiveCall>();
    return {
        add: (call) => {
            calls.set(call.dialogId, call);
            const [oldest] = calls.keys();
            if (calls.size > KEPT && oldest !== undefined) calls.delete(oldest);
        },
        find: (dialogId) => calls.get(dialogId),
    };
}
