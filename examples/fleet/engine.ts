/** One stack through the engine: made where it is new, freed of a lock that a dead worker has left, and previewed or brought up to date. */
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import type { Claim, Outcome, State } from "./board.ts";
import { heard } from "./heard.ts";
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

export async function runStack(work: Work): Promise<Ended> {
    const events = heard(work.claim);
    try {
        const stack = await stackOf(work);
        // What an engine that was killed has sent and not recorded is not in the state: the gateway is read first, so that a preview shows what the up will do.
        const options = {
            onEvent: events.onEvent,
            signal: work.signal,
            color: "never" as const,
            suppressProgress: true,
            refresh: work.claim.unfinished,
        };
        await unlocked(stack, work, async () => (work.claim.mode === "up" ? await stack.up(options) : await stack.preview(options)));
        return { state: "done", outcome: events.outcome() };
    } catch (error) {
        return events.problem(textOf(error));
    }
}
