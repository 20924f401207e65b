/** What is so in the middle of a story. */
import { z } from "zod";
import { bodyOf, type Scene, unitNamed } from "./scene.js";
import { type Step, step } from "./step.js";

type Words = string | ((scene: Scene) => string);

/** The last run said one message with all of these words. */
export const says = (...words: readonly Words[]): Step =>
    step(`says ${words[0]}`, async (scene) => {
        const texts = scene.now.last?.messages.map(({ text }) => text) ?? [];
        const wanted = words.map((word) => (typeof word === "string" ? word : word(scene)));
        if (!texts.some((text) => wanted.every((word) => text.includes(word)))) expect(texts.join("\n")).toContain(wanted.join(" ... "));
    });

export const saysNothingOf = (word: string): Step =>
    step(`says nothing of ${word}`, async ({ now }) => {
        expect(now.last?.messages.map(({ text }) => text).filter((text) => text.includes(word))).toEqual([]);
    });

/** The token that a display name was first seen with. */
export const token =
    (name: string) =>
    ({ tokens }: Scene): string =>
        tokens.get(name) ?? `a token of "${name}"`;

interface Expected {
    readonly inactive?: boolean;
    /** Whether the unit of this name is the one that had it first. */
    readonly sameToken?: boolean;
    /** Display name of the unit above. */
    readonly in?: string;
    readonly numbers?: readonly string[];
    /** Stored settings by their wire names. */
    readonly stored?: Readonly<Record<string, unknown>>;
    /** Settings that apply, by their wire names. */
    readonly effective?: Readonly<Record<string, unknown>>;
}

export const expectUnit = (name: string, expected: Expected): Step =>
    step(`expect unit "${name}"`, async (scene) => {
        const unit = await unitNamed(scene, name);
        const units = await scene.console.everyUnit();
        if (expected.inactive !== undefined) expect({ name, inactive: unit.inactive }).toEqual({ name, inactive: expected.inactive });
        if (expected.sameToken !== undefined)
            expect({ name, sameToken: unit.token === scene.tokens.get(name) }).toEqual({ name, sameToken: expected.sameToken });
        if (expected.in !== undefined) expect(units.find(({ token }) => token === unit.above)?.name).toBe(expected.in);
        if (expected.stored !== undefined) expect(unit.stored).toMatchObject(expected.stored);
        if (expected.effective !== undefined) expect(unit.effective).toMatchObject(expected.effective);
        if (expected.numbers !== undefined)
            expect({ name, numbers: (await bodyOf(scene, name)).platformNumbers }).toEqual({ name, numbers: expected.numbers });
    });

/** All are inactive, or none is; each with the token that it had first. */
export const expectAll = (names: readonly string[], inactive: boolean): Step =>
    step(`expect all ${inactive ? "inactive" : "active"}`, async (scene) => {
        const found = await Promise.all(names.map((name) => unitNamed(scene, name)));
        const seen = found.map((unit) => [unit.name, unit.inactive, unit.token === scene.tokens.get(unit.name)]);
        expect(seen).toEqual(names.map((name) => [name, inactive, true]));
    });

/** How many units of this name there are, active or not. More than one is meant, then. */
export const expectNamesakes = (name: string, count: number): Step =>
    step(`expect ${count} of "${name}"`, async (scene) => {
        expect((await scene.console.everyUnit()).filter((unit) => unit.name === name)).toHaveLength(count);
        if (count > 1) scene.namesakes.add(name);
    });

export const expectNone = (name: string): Step => expectNamesakes(name, 0);

/** The resources that the stack's state holds. */
export const expectState = (...names: readonly string[]): Step =>
    step("expect in the state", async ({ now }) => expect([...now.stack.state.keys()].sort()).toEqual([...names].sort()));

export const countFromHere: Step = step("count from here", async ({ console }) => void (await console.control("DELETE", "/requests")));

/** Requests since `countFromHere`: all that change something, those that make a unit, and reads of single units. */
export const expectRequests = (expected: { readonly writes?: number; readonly creates?: number; readonly unitReads?: number }): Step =>
    step("expect requests", async ({ console }) => {
        const counts = Object.entries(await console.counts());
        const sum = (is: (kind: string) => boolean) => counts.filter(([kind]) => is(kind)).reduce((total, [, times]) => total + times, 0);
        const found = {
            writes: await console.writes(),
            creates: sum((kind) =>
                /^POST \/(customers\/\{reseller\}|accounts\/\{reseller\}\/\{customer\}|projects\/\{reseller\}\/\{account\})$/.test(kind),
            ),
            unitReads: sum((kind) => /^GET \/(customers|account|project|reseller)\//.test(kind)),
        };
        expect(found).toMatchObject(expected);
    });

const Log = z.looseObject({ requests: z.array(z.looseObject({ method: z.string(), path: z.string(), status: z.number() })) });

/** Units that were made inactive since `countFromHere`, in this order. */
export const expectDeactivated = (...names: readonly string[]): Step =>
    step("expect deactivated", async (scene) => {
        const { requests } = Log.parse(await scene.console.control("GET", "/requests"));
        const byToken = new Map([...scene.tokens].map(([name, known]) => [known, name]));
        const deleted = requests.filter(({ method, status }) => method === "DELETE" && status < 300);
        expect(deleted.map(({ path }) => byToken.get(path.split("/").at(-1) ?? "") ?? path)).toEqual(names);
    });
