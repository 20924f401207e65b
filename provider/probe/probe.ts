/**
 * Finds out how a gateway answers what no source says (docs/gateway-assumptions.md), by doing it: with accounts and projects of its own below one
 * customer, which it takes out of use again. Nobody is called, recorded or shown, and units that are not its own stay as they are.
 */
import { CvgError } from "../errors/index.js";
import type { Gateway } from "../gateway/index.js";
import { QUESTIONS, type Question } from "./questions.js";
import { type Limits, LOW, type Made, Scratch } from "./scratch.js";
import { type Bench, STEPS, type Told } from "./steps.js";

export interface ProbeOptions {
    /** Token of the customer below which it works. */
    readonly customer: string;
    /** Token of another one, to which a project with a number is moved for a moment. @default what needs one stays open */
    readonly other?: string | undefined;
    /** A telephone number that no project has: it is on a project of the probe for a moment. @default what needs one stays open */
    readonly number?: string | undefined;
    /** A client that has read nothing yet: what the tree says now. */
    readonly another: () => Gateway;
    /** Looked at between two steps: it then stops, and cleans up. @default never */
    readonly isStopped?: () => boolean;
    /** Told of each step. */
    readonly onStep?: (what: string) => void;
}

/** What was found out of one question, and what it was seen by; without an answer: why there is none. */
export interface Answer {
    readonly question: Question;
    readonly answer: string | undefined;
    readonly seen: string;
}

export interface Probed {
    readonly answers: readonly Answer[];
    /** Its units: inactive now, until the gateway purges them. */
    readonly left: readonly Made[];
    /** Its units that could not be taken out of use. */
    readonly stillActive: readonly Made[];
}

const isQuestion = (name: string): name is Question => Object.hasOwn(QUESTIONS, name);

/** Asks what can be asked from outside. A step that fails leaves its questions open, and says why. */
export async function probe(gateway: Gateway, limits: Limits, options: ProbeOptions): Promise<Probed> {
    const scratch = new Scratch(gateway, limits, `cvg-probe ${new Date(gateway.now()).toISOString().slice(0, 19)}Z`);
    const told = new Map<Question, Told>();
    const failures: string[] = [];
    const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
        if (options.isStopped?.() === true) return undefined;
        options.onStep?.(what);
        try {
            return await work();
        } catch (error) {
            if (!(error instanceof CvgError)) throw error;
            failures.push(`${what}: ${error.code} ${error.what}`);
            return undefined;
        }
    };
    let cleaned: Omit<Probed, "answers">;
    try {
        const bench = await attempt("making an account at the limit, a strict one and a project", () =>
            benchOf(gateway, scratch, limits, options),
        );
        for (const { what, run } of STEPS) {
            if (bench === undefined) break;
            await attempt(what, async () => {
                for (const [question, answer] of await run(bench, told)) told.set(question, answer);
            });
            // Each step is only worth something if it begins where all begin.
            const isBack = await attempt(`putting back after ${what}`, async () => {
                await bench.putBack();
                return true;
            });
            if (isBack !== true) break;
        }
    } finally {
        options.onStep?.("taking everything out of use");
        cleaned = await scratch.clean();
    }
    const why = options.isStopped?.() === true ? "stopped before it was tried" : (failures[0] ?? "it was not tried");
    const answers = Object.keys(QUESTIONS)
        .filter(isQuestion)
        .map((question): Answer => {
            const [answer, seen] = told.get(question) ?? [undefined, why];
            return { question, answer, seen };
        });
    return { answers, ...cleaned };
}

async function benchOf(gateway: Gateway, scratch: Scratch, { high }: Limits, options: ProbeOptions): Promise<Bench> {
    const loose = await scratch.account(options.customer, high);
    const strict = await scratch.account(options.customer, LOW);
    const project = await scratch.project(loose, high);
    return {
        ...{ gateway, scratch, high, loose, strict, project },
        ...{ customer: options.customer, other: options.other, number: options.number, another: options.another },
        putBack: () => putBack(gateway, scratch, { customer: options.customer, high, loose, strict, project }),
    };
}

/** The account at its limit, and the project in it, in use and at the limit too. */
async function putBack(
    gateway: Gateway,
    scratch: Scratch,
    { customer, high, loose, project }: Pick<Bench, "customer" | "high" | "loose" | "strict" | "project">,
): Promise<void> {
    if ((await scratch.body("account", loose)).inactive === true) await gateway.restore("account", loose);
    await scratch.store("account", loose, high);
    if ((await scratch.body("project", project)).inactive === true) await gateway.restore("project", project);
    await gateway.move(project, customer, loose);
    await scratch.store("project", project, high);
}
