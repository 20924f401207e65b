/**
 * The gate at which every resource waits until the constructors of the program have run.
 *
 * The engine stops at the first resource that a provider refuses. So that a reviewer sees all violations of a program in one preview, they
 * are found here: the gate opens when no more constructors come, or it reports every violation and nothing behind it registers. What a
 * resource's values are not known for by then is judged as soon as it is: see judged-late.ts.
 */
import * as pulumi from "@pulumi/pulumi";
import type { Telling } from "../../told.js";
import { violationsOf } from "../judge/violations.js";
import { settledLinks } from "../picture/declarations.js";
import { unitsBelow } from "../picture/family.js";
import { hush } from "../picture/later-values.js";
import type { Node, UnitNode } from "../picture/node.js";
import { appliesUnderMocks } from "./applies-under-mocks.js";
import { judgedLate } from "./judged-late.js";
import { neededOf, writtenFirst } from "./left-out.js";
import { currentRun, isMocked, newRun, type Run } from "./program-run.js";
import { turn } from "./turn.js";
import { summarize } from "./unverified.js";
import { refuse } from "./verdict.js";

/** What a class hands to its resource. */
export interface Passage {
    /** For `dependsOn`: settles when the gate opens, with the resources that must be there first. */
    readonly dependsOn: Promise<pulumi.Resource[]>;
    /** The unit that the resource names by its token and that the program declares; known when the gate opens. */
    readonly named: Promise<UnitNode | undefined>;
    /** What the provider is told, known when the gate opens. */
    readonly told: Telling;
    /** Under mocks: what applies, which a provider would answer. */
    readonly outputs: pulumi.Inputs;
}

/** Turns of the event loop in which values settle that wait for nobody: configuration, secrets, what a program computes. */
const TURNS = 10;

const nobodyListens = (): undefined => undefined;

async function open(run: Run, nodes: readonly Node[]): Promise<void> {
    await turn();
    // Constructors of this turn's microtasks still joined this batch.
    run.gate.endBatch();
    for (const node of nodes) {
        if (node.exists()) run.follow(node);
        else run.declarations.remove(node);
    }
    for (let turns = 0; turns < TURNS; turns += 1) await turn();
    if (run.mocked) return;
    await run.readLive();
    const wrong = new Set(nodes.filter((node) => run.gate.note(mistakesOf(run, node))));
    // A policy of this batch may bind what an earlier one declared.
    if (run.gate.note(violationsOf(run, run.declarations.all)) || wrong.size > 0 || run.gate.hasFailed) {
        // A preview writes nothing. Where values come out of resources, the others go on, so that those values are judged too.
        const broken = pulumi.runtime.isDryRun() && nodes.some((node) => run.isOpen(node)) ? violators(run, nodes, wrong) : nodes;
        if (broken.length === nodes.length) await refuse(run, nodes);
        else run.gate.refuse(broken);
    }
    summarize(run);
}

/** What is wrong with what is written, by the values that are known by now. */
const mistakesOf = ({ values }: Run, node: Node): ReturnType<Node["mistakes"]> =>
    node.mistakes((value, unknown) => {
        const seen = values.look(value);
        return seen === "open" || !seen.known ? unknown : seen.value;
    });

const violators = (run: Run, nodes: readonly Node[], wrong: ReadonlySet<Node>): readonly Node[] => {
    const broken = nodes.filter((node) => wrong.has(node) || violationsOf(run, [node]).length > 0);
    return broken.length > 0 ? broken : nodes;
};

/**
 * Under mocks a refused registration would be an unhandled rejection, which ends any test runner. So a resource is refused in its
 * constructor, whichever of two that do not fit is the later; nothing is read from a gateway.
 */
function refuseNow(run: Run, node: Node): void {
    const [violation] = violationsOf(run, run.declarations.all);
    if (violation === undefined) return;
    run.declarations.remove(node);
    throw violation;
}

/** The run that a resource belongs to. Tests that share their mocks declare the same names again: that is another program. */
function runOf(node: Node): Run {
    const run = currentRun();
    return isMocked() && run.declarations.all.some(({ identity }) => identity === node.identity) ? newRun() : run;
}

/** Whether the engine writes one thing at a time. The SDK knows it of inline programs; the command line says it in a variable. */
const isSerial = (): boolean => pulumi.runtime.serialize() || process.env.PULUMI_NODEJS_PARALLEL === "1";

/** Projects that are written before this one, whatever happens. Where one thing is written at a time, nobody knows the order. */
const writtenBefore = ({ declarations }: Run, node: Node): Telling["after"] => {
    if (isSerial()) return "any";
    const before = declarations.before(node).map(({ identity }) => identity);
    return before.length === 0 ? undefined : before;
};

/** Takes a resource to the gate. Called before the resource exists; `node.declared` is asked when the gate opens. */
export function passGate(node: Node): Passage {
    const run = runOf(node);
    run.declarations.add(node);
    if (run.mocked) refuseNow(run, node);
    const opened = run.gate.join(node, (nodes) => open(run, nodes));
    const { declarations } = run;
    const passed = opened.then(() => judgedLate(run, node));
    const dependsOn = passed.then(() => {
        const first = [...new Set([declarations.nearestOwner(node), declarations.namedByToken(node)])].filter(
            (other) => other !== undefined,
        );
        return run.mocked ? first.map((other) => other.declared().resource) : writtenFirst(node, first);
    });
    dependsOn.catch(nobodyListens);
    return {
        dependsOn,
        outputs: appliesUnderMocks(run, node, dependsOn),
        named: passed.then(() => declarations.namedByToken(node)).catch(nobodyListens),
        told: {
            by: node.by,
            identity: node.identity,
            ...(node.kind === "unit" && node.level === "project"
                ? { after: passed.then(() => writtenBefore(run, node)).catch(nobodyListens) }
                : {}),
            ...(Object.keys(node.presets ?? {}).length === 0 ? {} : { presets: node.presets }),
            above: passed.then(() => settledLinks([...declarations.linksAbove(node)])).catch(nobodyListens),
            needed: run.mocked ? undefined : passed.then(() => neededOf(node)).catch(nobodyListens),
            ...(node.kind === "unit" && node.level === "project" && !run.mocked
                ? { leaving: passed.then(() => run.leaving.like(node)).catch(nobodyListens) }
                : {}),
            below: passed.then(() => unitsBelow(declarations, node, run.values)).catch(nobodyListens),
            ...(node.kind === "unit" ? {} : { existing: passed.then(() => declarations.existingOf(node)).catch(nobodyListens) }),
        },
    };
}

/** After a resource's constructor: nobody may be listening yet when the gate refuses it, and Node would warn about each of its outputs. */
export function quiet(resource: pulumi.CustomResource): void {
    for (const value of Object.values(resource)) if (pulumi.Output.isInstance(value)) hush(value);
}
