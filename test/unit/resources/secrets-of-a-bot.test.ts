/** Secrets of a project's bot as they are read: a mask is none, and hiding is no change. */
import { z } from "zod";
import { PROJECT_FIELDS } from "../../../provider/resources/project/fields.js";
import type { UnitKind } from "../../../provider/resources/unit/kind.js";
import { readFields } from "../../../provider/resources/unit/unit-body.js";
import { withLive } from "../../../provider/resources/unit/with-live.js";

const MASK = "********";
const URL = { type: "custom", url: "https://bot.example" };
const KEY = { type: "dialogflow-es", agent: "agent" };

const fields = PROJECT_FIELDS.filter(({ input }) => input === "bot");
const kind: UnitKind = {
    type: "cvg:Project",
    level: "project",
    accepts: z.unknown,
    secrets: [],
    fields,
    required: () => ({}),
    born: (above) => above,
};
/** As a refresh reads it; without `recorded` as an import does. */
const read = (live: unknown, recorded?: unknown): unknown => {
    const known = recorded === undefined ? undefined : { own: new Map([["bot", recorded]]), whileInactive: false };
    return readFields(kind, { botConfiguration: live }, known).get("bot");
};

test("an import takes no mask for a bot's secret, and a secret that is shown it takes", () => {
    expect([read({ ...URL, token: MASK }), read({ ...KEY, serviceAccountKey: "•••" }), read(URL)]).toEqual([URL, KEY, URL]);
    expect(read({ ...URL, token: "shown" })).toEqual({ ...URL, token: "shown" });
    // Nobody's mask: two characters, or others besides.
    expect(read({ ...URL, token: "***a" })).toEqual({ ...URL, token: "***a" });
});

test.each([["masked", { ...URL, token: MASK }] as const, ["left out", URL] as const])(
    "a refresh keeps what was recorded of a secret that is %s",
    (_hidden, live) => {
        expect(read(live, { ...URL, token: "ours" })).toEqual({ ...URL, token: "ours" });
        // Recorded by an import that took it for the secret: no change either.
        expect(read(live, { ...URL, token: MASK })).toEqual({ ...URL, token: MASK });
        // Recorded without.
        expect(read(live, URL)).toEqual(URL);
    },
);

test("of a bot that somebody put in place of another the mask is no secret, and neither is that of the other", () => {
    expect(read({ ...KEY, serviceAccountKey: MASK }, { ...URL, token: "ours" })).toEqual(KEY);
});

test("what is ignored of a bot is written as the gateway shows it, its mask too", () => {
    const [declared, live] = [
        { ...URL, token: "ours" },
        { ...URL, token: MASK },
    ];
    const [own, ignored] = [new Map([["bot", declared]]), [["bot", "token"]]];
    const written = withLive({ kind, body: { botConfiguration: live }, ignored, returns: false }, own, own);
    expect(written.get("bot")).toEqual(live);
});
