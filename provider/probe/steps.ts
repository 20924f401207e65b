/** What is tried, in order. Each step begins with a project at the limit, in an account at the limit. */
import { type Gateway, isMask, isObject, isRefusedWith, type TreeUnit } from "../gateway/index.js";
import type { AnswerTo, Question } from "./questions.js";
import { isRefused, LOW, type Scratch, SECRET } from "./scratch.js";

/** The units that questions are tried on. */
export interface Bench {
    readonly gateway: Gateway;
    readonly scratch: Scratch;
    /** The loosest recording period that the customer allows. */
    readonly high: number;
    readonly customer: string;
    readonly other: string | undefined;
    readonly number: string | undefined;
    readonly another: () => Gateway;
    /** An account at `high`, and a project at `high` in it. */
    readonly loose: string;
    readonly project: string;
    /** An account at one minute. */
    readonly strict: string;
    putBack(): Promise<void>;
}

/** The answer, and what it was seen by; without one: why. */
export type Told = readonly [string | undefined, string];
export type Found = readonly (readonly [Question, Told])[];
/** So far. */
type Known = ReadonlyMap<Question, Told>;

export interface Step {
    readonly what: string;
    readonly run: (bench: Bench, known: Known) => Promise<Found>;
}

const told = <Q extends Question>(question: Q, answer: AnswerTo<Q>, seen: string): readonly [Question, Told] => [question, [answer, seen]];
const open = (question: Question, why: string): readonly [Question, Told] => [question, [undefined, why]];

async function secretOf({ scratch, project }: Bench): Promise<unknown> {
    const { botConfiguration } = await scratch.body("project", project);
    return isObject(botConfiguration) ? botConfiguration.token : undefined;
}

/** A secret that is written back as it was read, or left out. What is never shown can be lost without a trace. */
async function secrets(bench: Bench): Promise<Found> {
    const { scratch, project } = bench;
    const before = await secretOf(bench);
    const shown = before === SECRET ? "plain" : isMask(before) ? "masked" : before === undefined ? "absent" : undefined;
    if (shown === undefined) {
        const why = "the secret is read as something else than it was written, and no mask";
        return [open("secretsOnRead", why), open("maskedWrite", why)];
    }
    const read = told(
        "secretsOnRead",
        shown,
        `a secret that the probe wrote is read ${shown === "absent" ? "not at all" : `as ${shown === "plain" ? "it was written" : "a mask"}`}`,
    );
    if (shown === "absent")
        return [read, open("maskedWrite", "secrets are never read, so whether one is still there shows only when a bot is called")];
    const { botConfiguration } = await scratch.body("project", project);
    const { token: _left, ...without } = isObject(botConfiguration) ? botConfiguration : {};
    await scratch.edit("project", project, { botConfiguration: without });
    const isKept = (await secretOf(bench)) !== undefined;
    await scratch.edit("project", project, { botConfiguration: { ...without, token: SECRET } });
    return [
        read,
        told(
            "maskedWrite",
            isKept ? "keep" : "overwrite",
            `a secret that an update left out was ${isKept ? "still there" : "gone"} afterwards`,
        ),
    ];
}

async function looserWrite({ scratch, strict, high }: Bench): Promise<Found> {
    let made: string | undefined;
    const refused = await isRefused(
        scratch.project(strict, high).then((token) => {
            made = token;
        }),
        "EXCEEDS_PARENT",
    );
    if (refused || made === undefined) return [told("looserWrite", "reject", "a project that was looser than its account was refused")];
    const stored = await scratch.stored(made);
    if (stored === LOW)
        return [told("looserWrite", "clamp", "a project that was looser than its account was made, with the account's period")];
    return [open("looserWrite", "a project that was looser than its account was made as it was sent")];
}

/** How a stored value that is looser than what is above can have come to be. */
const COME = { tightening: "its account was tightened", restoreLooser: "it was restored", moveLooser: "it was moved" } as const;

/** The project stores more than its account allows: what becomes of it when it is renamed? Asked once. */
async function renamed({ scratch, project, high }: Bench, known: Known, how: keyof typeof COME): Promise<Found> {
    if (known.get("unchangedLooser")?.[0] !== undefined) return [];
    const name = `${String((await scratch.body("project", project)).projectName)}, renamed`;
    const where = `a project that was looser than its account since ${COME[how]}, and was renamed,`;
    if (await isRefused(scratch.edit("project", project, { projectName: name }), "EXCEEDS_PARENT"))
        return [told("unchangedLooser", "reject", `${where} was refused`)];
    const stored = await scratch.stored(project);
    if (stored === high) return [told("unchangedLooser", "accept", `${where} kept its period`)];
    return [told("unchangedLooser", "reject", `${where} got the account's period`)];
}

/** What was stored at `high`, and is looser than what is above now: rewritten, or left. */
async function outcome<Q extends keyof typeof COME>(bench: Bench, known: Known, question: Q, done: string): Promise<Found> {
    const stored = await bench.scratch.stored(bench.project);
    if (stored === LOW) return [[question, ["clamp", `${done}, and its stored period was rewritten`]]];
    if (stored !== bench.high) return [open(question, `${done}, and its stored period is neither what it was nor the limit`)];
    return [[question, ["cap", `${done}, and its stored period stayed`]], ...(await renamed(bench, known, question))];
}

async function tightening(bench: Bench, known: Known): Promise<Found> {
    const { scratch, loose } = bench;
    if (await isRefused(scratch.store("account", loose, LOW), "DESCENDANTS_EXCEED"))
        return [told("tightening", "reject", "an account could not be tightened below what a project in it had stored")];
    return await outcome(bench, known, "tightening", "an account was tightened below what a project in it had stored");
}

const unitIn = (unit: TreeUnit, token: string): TreeUnit | undefined =>
    unit.token === token ? unit : unit.below.map((below) => unitIn(below, token)).find((found) => found !== undefined);

const DAY = 24 * 60 * 60 * 1000;

/** The tree of a client that has read none yet. */
async function dateOf({ another, project }: Bench): Promise<number | undefined> {
    const fresh = another();
    try {
        return unitIn((await fresh.tree()).reseller, project)?.deletionTimestamp;
    } finally {
        await fresh.close();
    }
}

async function purgeDate(bench: Bench): Promise<readonly [Question, Told]> {
    const { deletionRetentionTimeInDays: days } = await bench.gateway.defaults();
    const at = await dateOf(bench);
    if (at === undefined) return open("deletionTimestamp", "the tree has no date of an inactive project");
    const ahead = (at - bench.gateway.now()) / DAY;
    if (Math.abs(ahead) < 1) return told("deletionTimestamp", "marked", "the date of a project that became inactive just now is now");
    if (Math.abs(ahead - days) < 1)
        return told("deletionTimestamp", "planned", `the date of a project that became inactive just now is ${days} days ahead`);
    return open(
        "deletionTimestamp",
        `the date of a project that became inactive just now is ${Math.round(ahead)} days ahead, and units are kept ${days} days`,
    );
}

async function restoring(bench: Bench, known: Known): Promise<Found> {
    const { gateway, scratch, project, loose, high } = bench;
    await gateway.deactivate("project", project);
    const date = await purgeDate(bench);
    if (await isRefused(scratch.store("account", loose, LOW), "DESCENDANTS_EXCEED"))
        return [date, open("restoreLooser", "an account cannot be tightened below what an inactive project in it has stored")];
    if ((await scratch.stored(project)) !== high)
        return [date, open("restoreLooser", "tightening an account rewrites inactive projects too")];
    if (await isRefused(gateway.restore("project", project), "EXCEEDS_PARENT"))
        return [date, told("restoreLooser", "reject", "a project could not be restored in an account that had been tightened meanwhile")];
    return [
        date,
        ...(await outcome(bench, known, "restoreLooser", "a project was restored in an account that had been tightened meanwhile")),
    ];
}

async function movingLooser(bench: Bench, known: Known): Promise<Found> {
    const { gateway, project, customer, strict } = bench;
    if (await isRefused(gateway.move(project, customer, strict), "EXCEEDS_PARENT"))
        return [told("moveLooser", "reject", "a project could not be moved to an account that allows less")];
    return await outcome(bench, known, "moveLooser", "a project was moved to an account that allows less");
}

async function numbersOf({ scratch, project }: Bench): Promise<unknown> {
    return (await scratch.body("project", project)).platformNumbers;
}

async function movingNumbers(bench: Bench): Promise<Found> {
    const { scratch, project, number, other } = bench;
    if (number === undefined || other === undefined)
        return [open("moveNumbers", "it takes --number, a telephone number that no project has, and --other, a second customer")];
    // As strict as can be, so that any customer takes it.
    await scratch.store("project", project, LOW);
    const account = await scratch.account(other, LOW);
    await scratch.edit("project", project, { platformNumbers: [number] });
    try {
        return [await moved(bench, other, account, number)];
    } finally {
        await scratch.edit("project", project, { platformNumbers: [] });
    }
}

async function moved(bench: Bench, customer: string, account: string, number: string): Promise<readonly [Question, Told]> {
    const { gateway, project } = bench;
    try {
        await gateway.move(project, customer, account);
    } catch (error) {
        if (!isRefusedWith(error, "VALIDATION") || error.refusal?.fields.includes("platformNumbers") !== true) throw error;
        return told("moveNumbers", "refused-across-customers", "a project with a number could not be moved to another customer");
    }
    const numbers = await numbersOf(bench);
    const isKept = Array.isArray(numbers) && numbers.includes(number);
    return told(
        "moveNumbers",
        isKept ? "kept" : "dropped",
        `a project that was moved to another customer ${isKept ? "kept" : "lost"} its number`,
    );
}

async function below({ gateway, scratch, project, loose }: Bench): Promise<Found> {
    const isOut = async () => (await scratch.body("project", project)).inactive === true;
    const refused = await isRefused(gateway.deactivate("account", loose), "HAS_ACTIVE_CHILDREN");
    const cascaded = !refused && (await isOut());
    const deleting = refused
        ? told("deleteWithChildren", "refuse", "an account with a project in use could not be taken out of use")
        : cascaded
          ? told("deleteWithChildren", "cascade", "a project became inactive along with its account")
          : open("deleteWithChildren", "an account became inactive, and the project in it stayed in use");
    if (!cascaded) await gateway.deactivate("project", project);
    if (refused) await gateway.deactivate("account", loose);
    await gateway.restore("account", loose);
    const restoring = (await isOut())
        ? told("restoreChildren", "no", "a project stayed inactive when its account was restored")
        : told("restoreChildren", "cascade", "a project came back along with its account");
    return [deleting, restoring];
}

export const STEPS: readonly Step[] = [
    { what: "how secrets are read and written", run: secrets },
    { what: "a project that is looser than its account", run: looserWrite },
    { what: "tightening an account", run: tightening },
    { what: "restoring a project", run: restoring },
    { what: "moving a project", run: movingLooser },
    { what: "moving a project with a number", run: movingNumbers },
    { what: "deleting and restoring an account with a project", run: below },
    {
        what: "what only calls show",
        run: async (_bench, known) => [
            open("settingsApply", "only calls show it: what becomes of stored dialogs when a period gets shorter"),
            ...(known.has("unchangedLooser")
                ? []
                : [open("unchangedLooser", "on this gateway no unit can come to store more than is allowed above, so it does not matter")]),
        ],
    },
];
