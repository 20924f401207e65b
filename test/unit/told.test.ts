/** What the program's side tells the provider's, in the two forms that it comes in. */
import { UNKNOWN } from "../../provider/definition/draft.js";
import { heardIn, receivedDraft, UNKNOWN_MARK } from "../../provider/engine/wire-values.js";
import { tell, tellAtOnce } from "../../provider/told.js";

const TOLD = { by: "claims", identity: "account::claims", below: [{ level: "project", path: ["Hotline"] }], writes: true } as const;

/** As it comes over the wire. */
const said = async (told: Parameters<typeof tellAtOnce>[0]) => receivedDraft({ name: "Schaden", __told: await tellAtOnce(told).__told });

test("is the same, whether each part has an input of its own, or all have one", async () => {
    const parts = { ...TOLD, below: Promise.resolve(TOLD.below), secret: Promise.resolve(undefined) };
    expect(heardIn({ name: "Schaden", ...tell(TOLD) })).toEqual(TOLD);
    expect(heardIn(await said(parts))).toEqual(TOLD);
});

test("says nothing of what is not known: no key of it travels", async () => {
    const { __told: all } = tellAtOnce({ by: "claims", secret: undefined, ignored: Promise.resolve(undefined) });
    expect(JSON.parse(String(await all))).toEqual({ by: "claims" });
});

test("is known as a whole, and keeps each part that is known, where others are not", async () => {
    const link = { level: "customer", name: "Acme" } as const;
    const draft = await said({ by: "claims", above: [{ ...link, id: UNKNOWN_MARK, effective: UNKNOWN_MARK }], parent: UNKNOWN_MARK });
    expect(draft.__told).not.toBe(UNKNOWN);
    expect(heardIn(draft)).toEqual({ by: "claims", above: [{ ...link, id: UNKNOWN, effective: UNKNOWN }], parent: UNKNOWN });
});

test("is nothing where nothing was told", () => {
    expect(heardIn({ name: "Schaden" })).toEqual({});
});

test.each([UNKNOWN, null, "all", "[1]", "null", [1], { by: "claims" }])("cannot be read where all of it is %p", (all) => {
    expect(heardIn({ __told: all })).toBeUndefined();
});
