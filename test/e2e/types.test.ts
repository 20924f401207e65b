/** The editor says no first: literals that break a rule are type errors, and nothing else is. */
import { join } from "node:path";
import { refusals } from "../harness/type-check.js";

test("what a literal above forbids is refused by the compiler, with words that say what is allowed", async () => {
    const { expected, found } = await refusals(require.resolve("typescript/bin/tsc"), join(__dirname, "../types/tenants.ts"));
    expect(found).toEqual(expected);
    expect(expected).toHaveLength(20);
});
