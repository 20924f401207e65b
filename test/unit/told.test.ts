/** What the program's side tells the provider's, in the two forms that it comes in. */
import { UNKNOWN } from "../../provider/definition/draft.js";
import { heard, tell, tellAtOnce } from "../../provider/told.js";

const TOLD = { by: "claims", identity: "account::claims", below: [{ level: "project", path: ["Hotline"] }], writes: true } as const;

test("is the same, whether each part has an input of its own, or all have one", async () => {
    const each = tell(TOLD);
    const { __told: all } = tellAtOnce({ ...TOLD, below: Promise.resolve(TOLD.below), secret: Promise.resolve(undefined) });
    expect(heard({ name: "Schaden", ...each })).toEqual(TOLD);
    expect(heard({ name: "Schaden", __told: await all })).toEqual(TOLD);
});

test("says nothing of what is not known: no key of it travels", async () => {
    const { __told: all } = tellAtOnce({ by: "claims", secret: undefined, ignored: Promise.resolve(undefined) });
    expect(Object.keys(Object(await all))).toEqual(["by"]);
});

test("keeps each part that is known where others are not", () => {
    const above = [{ level: "customer", name: "Acme", id: UNKNOWN, effective: UNKNOWN }];
    expect(heard({ __told: { by: "claims", above, parent: UNKNOWN, level: UNKNOWN } })).toEqual({ by: "claims", above, parent: UNKNOWN });
});

test.each([UNKNOWN, null, "all", [1]])("is nothing where all of it is %p", (all) => {
    expect(heard({ __told: all })).toEqual({});
});
