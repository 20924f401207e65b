/**
 * The order of writes, in each way in which the gateway may treat a level that is tightened above looser units, and a unit that is written
 * too loose; with settings inline and in policies, at the reseller, and with a write that fails half-way. All failures: test/soak.
 */
import { COMBINATIONS, changeInOrder, type Program } from "./in-order.js";
import { acrossReseller, inStyle, takenBack } from "./programs.js";
import { STORY_NAMES } from "./stories.js";

describe.each(COMBINATIONS)("tightening: $tightening, looserWrite: $looserWrite", (behaviour) => {
    test("no unit is looser than the looser of before and declared, in any story, nor when a write of it fails", async () => {
        const whole = STORY_NAMES.map((story) => inStyle("inline", story));
        // Each story fails once: at another of its writes, done or not.
        const failing = STORY_NAMES.map((story, index): Program => inStyle("policies", story, { write: index % 3, done: index % 2 === 0 }));
        // The customer is tightened, its account is not; then all of it is taken back.
        // Where the gateway insists on cutting first, the customer fails, and what was cut for it is seen by the next refresh.
        const styles = behaviour.tightening === "reject" ? [] : (["inline", "policies"] as const);
        const back = styles.map((style) => takenBack(style, "parent and child are tightened", { write: 1, done: false }));
        const told = await changeInOrder(behaviour, [...whole, ...failing, ...back]);
        const problems = told.filter(({ change }) => change.problem !== undefined).map(({ name }) => name);
        expect(problems).toEqual([...failing, ...back].map(({ name }) => name));

        // Where the gateway refused or rewrote the looser values when the level was tightened, there is nothing left to pin.
        const again = told.find(
            ({ name }) => name === inStyle("inline", "what was tightened above units that nobody declares is loosened again").name,
        );
        const pins = again?.change.messages.filter(({ text }) => /^CVG110 .* wild.* pinned/.test(text)) ?? [];
        expect(pins).toHaveLength(behaviour.tightening === "cap" ? 3 : 0);
    });
});

test.each([
    { tightening: "cap", looserWrite: "reject" },
    { tightening: "reject", looserWrite: "clamp" },
])("the reseller is loosened, and tightened, above everything ($tightening)", async (behaviour) => {
    await changeInOrder(behaviour, [acrossReseller("looser")]);
    await changeInOrder(behaviour, [acrossReseller("stricter")]);
});
