/** An answer that comes while everything is stopped: a create's has the token of a unit that is there now. */
import { createRetryBudget, Setback, withRetries } from "../../../provider/gateway/transport/retry.js";
import { quickClock } from "./loopback.js";

const unreached = (sentAt: number): Setback => new Setback("unreached", sentAt, undefined, () => new Error("never reached"));

test.each([0, 1])("an answer to the request after %d failures is handed on, although everything is stopped by then", async (failures) => {
    const stopping = new AbortController();
    const clock = quickClock();
    const asked: number[] = [];
    const request = async (failed: number): Promise<string> => {
        asked.push(failed);
        if (failed < failures) throw unreached(clock.now());
        stopping.abort();
        return "the token";
    };
    const { signal } = stopping;
    const patience = { clock, signal, over: signal, holdAll: undefined, budget: createRetryBudget() };
    expect(await withRetries("create", request, patience)).toBe("the token");
    expect(asked).toEqual([...Array(failures + 1).keys()]);
});

test("nothing is asked once everything is stopped", async () => {
    const signal = AbortSignal.abort();
    const request = jest.fn(async () => "the token");
    const patience = { clock: quickClock(), signal, over: signal, holdAll: undefined, budget: createRetryBudget() };
    await expect(withRetries("create", request, patience)).rejects.toThrow();
    expect(request).not.toHaveBeenCalled();
});
