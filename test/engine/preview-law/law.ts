import { startSandbox } from "../../../provider/sandbox/index.js";
import type { Run } from "../../harness/engine-steps.js";
import { PAIRWISE } from "../../harness/pairwise.js";
import type { ProgramRun } from "../../harness/program-engine.js";
import { isInUse, refusedByHand } from "./by-hand.js";
import { changedPlan } from "./change-plan.js";
import type { Pair } from "./draw.js";
import { type Gateway, inConsole, openGateway } from "./gateway.js";
import { type Plan, written } from "./plans.js";
import {
    appliesAsRecorded,
    changesAreSaid,
    nothingLeft,
    nothingOfOthers,
    numbersAsPlanned,
    plain,
    type Snapshot,
    sameSteps,
    unitsAsPlanned,
    unseenDrift,
} from "./promises.js";
import { remediesHelp } from "./remedies.js";
import { heard } from "./said.js";
import { secondProgram } from "./second-program.js";
import { type Processes, type ProgramStack, programStack } from "./stack.js";
import { tidy } from "./tidy.js";

export interface Judged {
    readonly ended: "first program refused" | "first program failed" | "refused" | "applied";
    /** Every sentence a way in which the preview was wrong. */
    readonly faults: readonly string[];
    /** For whoever looks at a fault. */
    readonly story: readonly string[];
    /** What was planned for the second program. */
    readonly plan?: Run["plan"];
    /** The codes of what its preview said. */
    readonly codes?: readonly string[];
    /** How many resources named a unit of the program by its token, and how many were left out. */
    readonly literals?: number;
    readonly without?: number;
}

/** The gateway keeps secrets as they are: what masks them has suites of its own. */
const ROWS = PAIRWISE.map((row) => ({ ...row, secretsOnRead: "plain" as const, maskedWrite: "keep" as const }));

async function snapshot({ console, sandbox }: Gateway): Promise<Snapshot> {
    const units = await console.everyUnit();
    const projects = units.filter(({ level, inactive }) => level === "project" && !inactive);
    const numbers = new Map<string, string>();
    for (const { token } of projects) {
        const { platformNumbers } = await console.get(`/project/${sandbox.reseller}/${token}`);
        for (const number of Array.isArray(platformNumbers) ? platformNumbers : []) numbers.set(String(number), token);
    }
    return { units: new Map(units.map((unit) => [unit.token, unit])), numbers };
}

const told = (title: string, run: Run): string =>
    [title, JSON.stringify(run.plan), ...plain(run), ...(run.problem === undefined ? [] : [`PROBLEM ${JSON.stringify(run.problem)}`])].join(
        "\n    ",
    );

/** Which resources declare something about a unit, by its token: those of the state before and after. */
function ownersOf(...states: readonly ProgramStack["state"][]): ReadonlyMap<string, readonly string[]> {
    const owners = new Map<string, string[]>();
    for (const state of states)
        for (const { id, name } of state.values()) {
            const known = owners.get(id) ?? [];
            if (!known.includes(name)) owners.set(id, [...known, name]);
        }
    return owners;
}

export function plansOf(pair: Pair, gateway: Pick<Gateway, "limits" | "above">): { readonly first: Plan; readonly second: Plan } {
    const within = (plan: Plan): Plan => tidy(plan, gateway.limits, gateway.above);
    const first = within(pair.before);
    const second = pair.changes.reduce(changedPlan, first);
    return { first, second: pair.tidied ? within(second) : second };
}

/**
 * What only an update can find, as the catalogue says: a policy with below: "refuse" reads what is below it before it writes (CVG113), and a unit
 * that leaves the program is not checked, so that only its deletion finds who stands below it (CVG303). Whether numbers may go along to another
 * customer nobody but the gateway knows.
 */
const isDocumented = (reasons: string): boolean =>
    /^CVG(?:113|303) /.test(reasons) || /A project with telephone numbers cannot move to another customer/.test(reasons);

const CVG101 = /CVG101 ([\w-]+): (\w+) /;

/** What is refused for a looser setting is what the gateway refuses: no more, no less, by owner and setting. */
async function* refusedAsByHand(
    gateway: Gateway,
    plan: Plan,
    stack: ProgramStack,
    { messages, problem }: ProgramRun,
): AsyncGenerator<string> {
    const texts = [...messages.map(({ text }) => text), ...(problem?.reasons ?? [])];
    const others = texts.filter((text) => /^CVG[23]/.test(text) && problem !== undefined && !/^CVG3(?:11|10|15|23|24|25|28)/.test(text));
    const many = texts.some((text) => / ask for more than is allowed /.test(text));
    if (others.length > 0 || many || !(await isInUse(gateway, plan, stack.state))) return;
    const refused = new Set(
        texts.flatMap((text) => {
            const [, by, name] = CVG101.exec(text) ?? [];
            return by === undefined ? [] : [`${by} ${name}`];
        }),
    );
    const byHand = new Set(await refusedByHand(gateway, plan, stack.state));
    for (const one of refused) if (!byHand.has(one)) yield `refused, and the gateway does not mind: ${one}`;
    for (const one of byHand) if (!refused.has(one)) yield `the gateway refuses, and the preview did not name: ${one}`;
}

export async function judge(processes: Processes, pair: Pair): Promise<Judged> {
    await using sandbox = await startSandbox();
    const gateway = await openGateway(sandbox, ROWS[pair.row] ?? {});
    const stack = programStack(processes, sandbox, true);
    const { first, second } = plansOf(pair, gateway);
    const story: string[] = [];
    const started = written(first, gateway.live);
    const firstPreview = await stack.preview(started);
    if (firstPreview.problem !== undefined) {
        const faults: string[] = [];
        for await (const fault of refusedAsByHand(gateway, first, stack, firstPreview)) faults.push(fault);
        return { ended: "first program refused", faults, story: [told("first preview", firstPreview)] };
    }
    const firstUp = await stack.update(started);
    if (firstUp.problem !== undefined && isDocumented(firstUp.problem.reasons.join("\n")))
        return { ended: "first program refused", faults: [], story };
    if (firstUp.problem !== undefined)
        return {
            ended: "first program failed",
            faults: [`the first up failed: ${firstUp.problem.reasons.join(" | ")}`],
            story: [told("first preview", firstPreview), told("first up", firstUp)],
        };
    await inConsole(gateway, pair.drift);
    if (pair.refresh) story.push(told("refresh", await stack.refresh()));

    const { write, without, literals } = secondProgram(pair, second, gateway.live, stack.state);
    const program = write(second);
    const before = await snapshot(gateway);
    const stateBefore = new Map(stack.state);
    const gone = new Map([...stateBefore.values()].filter(({ type }) => type !== "cvg:PrivacyPolicy").map(({ id, name }) => [id, name]));
    // What is left out is recorded as before, whatever becomes of the levels above it.
    const drifted = unseenDrift(stateBefore, before);
    const unseen = new Set([...drifted, ...without]);
    const writes = await gateway.console.writes();
    const preview = await stack.preview(program, without);
    story.push(told(`preview${without.length === 0 ? "" : ` without ${without.join(", ")}`}`, preview));
    const chosen = { literals: literals.size, without: without.length };
    const seen = { ...chosen, plan: preview.plan, codes: [...new Set(plain(preview).flatMap((text) => /CVG\d+/.exec(text) ?? []))] };
    const faults: string[] = [];
    if ((await gateway.console.writes()) !== writes) faults.push("the preview wrote");
    if (preview.problem !== undefined) {
        const others = without.length > 0 ? [] : [refusedAsByHand(gateway, second, stack, preview)];
        for (const found of [remediesHelp(second, preview, (plan) => stack.preview(write(plan), without)), ...others])
            for await (const fault of found) faults.push(fault);
        return { ended: "refused", faults, story, ...seen };
    }
    const update = await stack.update(program, without);
    story.push(told("update", update));
    if (update.problem !== undefined) {
        if (isDocumented(update.problem.reasons.join("\n")) || drifted.size > 0) return { ended: "applied", faults, story, ...seen };
        faults.push(`the preview passed, and the update failed: ${update.problem.reasons.join(" | ")}`);
        return { ended: "applied", faults, story, ...seen };
    }
    const after = await snapshot(gateway);
    const owners = ownersOf(stateBefore, stack.state);
    const said = heard(preview);
    const unseenTokens = new Set([...stateBefore.values()].filter(({ name }) => unseen.has(name)).map(({ id }) => id));
    faults.push(
        ...nothingOfOthers(preview, update, unseenTokens),
        ...sameSteps(preview, update, unseen),
        ...appliesAsRecorded(stack, after, unseen),
        ...changesAreSaid(stateBefore, owners, before, after, said),
    );
    faults.push(...unitsAsPlanned(stack, preview, before, after, gone), ...numbersAsPlanned(preview, before, after, gone));
    if (without.length === 0) for await (const fault of nothingLeft(stack, program, preview, unseen)) faults.push(fault);
    return { ended: "applied", faults, story, ...seen };
}
