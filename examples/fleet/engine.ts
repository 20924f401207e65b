/** One stack through the engine: made where it is new, freed of a lock that a dead worker has left, and what the engine said. */
import { type EngineEvent, LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import type { Claim, Outcome, State } from "./board.ts";
import { isLeft, lockIn, PATIENCE_SECONDS } from "./locks.ts";
import { program } from "./program.ts";

export interface Work {
    readonly project: string;
    readonly claim: Claim;
    /** The part of the file. */
    readonly text: string;
    readonly file: string;
    readonly signal: AbortSignal;
    readonly made: () => Promise<void>;
}

export interface Ended {
    readonly state: State;
    readonly outcome: Outcome;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

let command: Promise<PulumiCommand> | undefined;

/** A new stack is made without being looked for first, a known one looked for: half the processes. */
async function stackOf({ project, claim, text, file, made }: Work): Promise<Stack> {
    command ??= PulumiCommand.get();
    const args = { projectName: project, stackName: claim.stack, program: program(text, file) };
    const options = { pulumiCommand: await command };
    try {
        return claim.made ? await LocalWorkspace.selectStack(args, options) : await LocalWorkspace.createStack(args, options);
    } catch (error) {
        if (isNamed(error, "StackNotFoundError")) return await LocalWorkspace.createStack(args, options);
        if (isNamed(error, "StackAlreadyExistsError")) return await LocalWorkspace.selectStack(args, options);
        throw error;
    } finally {
        await made();
    }
}

/** Repeats what meets a lock until it is free. */
async function unlocked<T>(stack: Stack, { claim, signal }: Work, run: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    for (;;) {
        // The SDK does not look whether a signal was given before it began to listen.
        signal.throwIfAborted();
        try {
            return await run();
        } catch (error) {
            const lock = isNamed(error, "ConcurrentUpdateError") ? lockIn(textOf(error)) : undefined;
            if (lock === undefined || signal.aborted) throw error;
            const waited = (performance.now() - begun) / 1000;
            if (isLeft(lock, claim.before, waited)) await stack.cancel();
            else if (waited > PATIENCE_SECONDS * 2)
                throw new Error(
                    `${lock.user}@${lock.host} (process ${lock.pid}) has locked the stack since ${lock.since.toISOString()}: let it end, or if it is gone, \`pulumi cancel\``,
                );
            else await wait(2000);
        }
    }
}

/** Messages about settings are CVG1xx, about units CVG3xx. */
const ABOUT_DATA = /^CVG[13]\d\d .*/;
const plain = (text: string): string => text.replaceAll(/<\{%[^%]*%\}>/g, "").trim();

/** The two halves of a replacement are told with it. */
const UNCOUNTED = ["same", "read", "refresh", "create-replacement", "delete-replaced"];
const UNIT = "pulumi-nodejs:dynamic/cvg:";

function heard(mode: Claim["mode"]) {
    const [told, errors] = [new Set<string>(), new Set<string>()];
    const changes: Record<string, number> = {};
    return {
        told,
        errors,
        changes,
        /** In a preview what would be done counts, else what was done. */
        onEvent({ diagnosticEvent, resourcePreEvent, resOutputsEvent }: EngineEvent): void {
            const step = (mode === "preview" ? resourcePreEvent : resOutputsEvent)?.metadata;
            if (step?.type.startsWith(UNIT) && !UNCOUNTED.includes(step.op)) changes[step.op] = (changes[step.op] ?? 0) + 1;
            if (diagnosticEvent === undefined) return;
            const text = plain(diagnosticEvent.message);
            if (diagnosticEvent.severity === "error") errors.add(text);
            else for (const line of text.split("\n")) if (ABOUT_DATA.test(line)) told.add(line);
        },
    };
}

export async function runStack(work: Work): Promise<Ended> {
    const events = heard(work.claim.mode);
    const ended = (state: State, more: Partial<Outcome> = {}): Ended => ({
        state,
        outcome: { changes: events.changes, codes: [], told: [...events.told], ...more },
    });
    try {
        const stack = await stackOf(work);
        const options = { onEvent: events.onEvent, signal: work.signal, color: "never" as const, suppressProgress: true };
        // What an engine that was killed has sent and not recorded is not in the state: the gateway is read first.
        const up = { ...options, refresh: work.claim.unfinished };
        await unlocked(stack, work, async () => (work.claim.mode === "up" ? await stack.up(up) : await stack.preview(options)));
        return ended("done");
    } catch (error) {
        const said = [...events.errors].filter((text) => /CVG\d{3}/.test(text));
        const codes = [...new Set(said.flatMap((text) => text.match(/\bCVG\d{3}\b/g) ?? []))].sort();
        const problem = (said[0] ?? [...events.errors][0] ?? lastLines(textOf(error))).replace(/^.*? has a problem: /s, "");
        // What the gateway or the network did may be otherwise next time; what a rule forbids will not.
        const isRule = codes.length > 0 && codes.every((code) => /^CVG[123]/.test(code));
        return ended(isRule ? "refused" : "failed", { codes, problem });
    }
}

const lastLines = (text: string): string =>
    text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .slice(-3)
        .join("\n");
