/** What a preview says is what `up` does: a few random pairs of programs, the same in every run. `npm run soak -- preview-law` tries hundreds of others. */
import { runs } from "../../unit/policy/laws/index.js";
import { hold } from "./hold.js";

/** A slow machine tries fewer. */
const SECONDS = 20;

test("what applies after up equals what its preview said", async () => {
    const { pairs } = await hold(runs(8), Number(process.env.LAWS_SEED ?? 3), SECONDS);
    expect(pairs).toBeGreaterThan(0);
});
