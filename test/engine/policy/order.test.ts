/**
 * The order of writes, in each way in which the gateway may treat a level that is tightened above looser units, and a unit that is written
 * too loose; with settings inline and in policies, at the reseller, and with a write that fails half-way. All failures: test/soak.
 */
import { COMBINATIONS, changeInOrder, type Program } from "./in-order.js";
import { acrossReseller, inStyle, takenBack } from "./programs.js";
import { STORY_NAMES } from "./stories.js";

/** The pins of a story in which units that nobody declares were left looser than they may be. */
const PINNING = STORY_NAMES.indexOf("what was tightened above units that nobody declares is loosened again");

describe.each(COMBINATIONS.map((behaviour, index) => ({ ...behaviour, index })))(
    "tightening: $tightening, looserWrite: $looserWrite",
    ({ index, ...behaviour }) => {
        test("no unit is looser than the looser of before and declared, in any story, nor when a write of it fails", async () => {
            // Every story in every combination; which style it has, and whether and how it fails, differs from one to the next.
            const stories = STORY_NAMES.map((story, number): Program => {
                const style = (number + index) % 2 === 0 ? "inline" : "policies";
                const fails = number !== PINNING && (number + (index >> 1)) % 2 === 0;
                return inStyle(style, story, fails ? { write: number % 2, done: index % 2 === 0 } : undefined);
            });
            // The customer is tightened, its account is not; then all of it is taken back. Where the gateway insists on cutting first, the
            // customer fails, and what was cut for it is seen by the next refresh.
            const style = index % 2 === 0 ? "inline" : "policies";
            const back =
                behaviour.tightening === "reject" ? [] : [takenBack(style, "parent and child are tightened", { write: 1, done: false })];
            const programs = [...stories, ...back];
            const told = await changeInOrder(behaviour, programs);
            const problems = told.filter(({ change }) => change.problem !== undefined).map(({ name }) => name);
            expect(problems).toEqual(programs.filter(({ failure }) => failure !== undefined).map(({ name }) => name));

            // Where the gateway refused or rewrote the looser values when the level was tightened, there is nothing left to pin.
            const pins = told[PINNING]?.change.messages.filter(({ text }) => /^CVG110 .* wild.* pinned/.test(text)) ?? [];
            expect(pins).toHaveLength(behaviour.tightening === "cap" ? 3 : 0);
        });
    },
);

test("the reseller is loosened above everything, where a tightened level caps", () =>
    changeInOrder({ tightening: "cap", looserWrite: "reject" }, [acrossReseller("looser")]));
test("the reseller is tightened above everything, where the gateway refuses that above looser units", () =>
    changeInOrder({ tightening: "reject", looserWrite: "clamp" }, [acrossReseller("stricter")]));
