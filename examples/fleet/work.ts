/** A worker: takes one stack after the other from the board until nothing is left to do, and finishes what workers that are gone have begun. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { type Board, type Claim, LEASE_SECONDS } from "./board.ts";
import { runStack } from "./engine.ts";
import { emptyPart, type Part } from "./parts.ts";

export interface Fleet {
    readonly project: string;
    readonly file: string;
    readonly parts: readonly Part[];
    readonly board: Board;
    readonly say: (text: string) => void;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What keeps the stack for this worker as long as it lives. */
function keepLease(board: Board, worker: string, stack: string, lost: () => void) {
    let ended = false;
    const beat = async () => {
        while (!ended) {
            await wait((LEASE_SECONDS * 1000) / 4);
            // A database that does not answer just now is asked again; the engine needs it too.
            const alive = ended || (await board.alive(worker, stack).catch(() => true));
            if (!alive) return lost();
        }
    };
    void beat();
    return () => {
        ended = true;
    };
}

/** False: this worker cannot do it, nor anything else of the run. */
async function run({ project, file, parts, board, say }: Fleet, worker: string, claim: Claim, stop: AbortSignal): Promise<boolean> {
    const { stack } = claim;
    const part = parts.find((each) => each.stack === stack) ?? emptyPart(stack, file);
    if (part.inputs !== claim.inputs) {
        await board.giveBack(worker, stack);
        say(
            `this worker has another ${file}, program, gateway, passphrase or secret than the one that began the run: it ends, and leaves ${stack} to others`,
        );
        return false;
    }
    const isEmpty = !parts.some((each) => each.stack === stack);
    const lost = new AbortController();
    const release = keepLease(board, worker, stack, () => lost.abort());
    const begun = performance.now();
    const signal = AbortSignal.any([stop, lost.signal]);
    const ended = await runStack({ project, claim, text: part.text, file, signal, made: () => board.made(claim) });
    release();
    if (lost.signal.aborted) {
        say(`${stack}: given to another worker`);
        return true;
    }
    // A run that was stopped leaves its stack to whoever goes on.
    const isOpen = stop.aborted && ended.state === "failed";
    await board.end(worker, claim, isOpen ? "waiting" : ended.state, isOpen ? null : ended.outcome, isEmpty);
    const taken = claim.taken ? ", begun by a worker that is gone" : "";
    say(`${stack}: ${isOpen ? "stopped" : ended.state} in ${((performance.now() - begun) / 1000).toFixed(1)} s${taken}`);
    return true;
}

/** @param stop ends after what is under way has come to its end @returns false where the worker has another file, program or gateway than the run */
export async function work(fleet: Fleet, stop: AbortSignal): Promise<boolean> {
    const worker = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
    while (!stop.aborted) {
        const claim = await fleet.board.claim(worker);
        if (claim !== undefined) {
            if (!(await run(fleet, worker, claim, stop))) return false;
        } else if ((await fleet.board.rows()).some(({ state }) => state === "waiting" || state === "running")) await wait(1000);
        else return true;
    }
    return true;
}
