/** What a run cost, by the gateway's own log of requests. */
import { z } from "zod";
import type { Console } from "../../harness/console.js";

const Log = z.looseObject({ requests: z.array(z.looseObject({ at: z.iso.datetime(), route: z.string(), status: z.number() })) });

/** Requests in a second. */
export interface Setting {
    readonly taken: number;
    readonly configured: number;
}

export interface Measured {
    /** Requests without those that were answered 429. */
    readonly calls: number;
    /** Answers 429. */
    readonly refused: number;
    /** From the first request to the last. */
    readonly seconds: number;
    /** That, against what the lower of both limits allows. */
    readonly ratio: number;
}

/** @param perSecond the lower of both limits */
export async function measured(console: Console, perSecond: number): Promise<Measured> {
    const requests = Log.parse(await console.control("GET", "/requests")).requests.filter(({ route }) => route !== "token");
    const times = requests.map(({ at }) => Date.parse(at));
    const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
    const refused = requests.filter(({ status }) => status === 429).length;
    const calls = requests.length - refused;
    return { calls, refused, seconds, ratio: seconds / (calls / perSecond) };
}

/** A line of the page. */
export const told = (what: string, { calls, refused, seconds, ratio }: Measured, { taken, configured }: Setting): string =>
    `| ${what} | ${configured} | ${taken} | ${calls} | ${refused} | ${seconds.toFixed(1)} s | ${ratio.toFixed(2)} |`;
