import { hasUnknown, sameText, UNKNOWN } from "../../../provider/definition/draft.js";
import { receivedDraft, sentDraft } from "../../../provider/engine/wire-values.js";

const MARK = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

describe("values between the engine and the definitions", () => {
    test.each([
        MARK,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ])("the unknown mark %s is known as such at any depth", (mark) => {
        expect(receivedDraft({ a: mark, b: { c: [mark] } })).toEqual({ a: UNKNOWN, b: { c: [UNKNOWN] } });
    });

    test("secrets arrive in plain text and leave sealed, wherever they stand", () => {
        const draft = receivedDraft({ bot: secret({ type: "custom", token: secret("t") }) });
        expect(draft).toEqual({ bot: { type: "custom", token: "t" } });
        expect(sentDraft(draft, [["bot", "token"]])).toEqual({ bot: { type: "custom", token: secret("t") } });
    });

    test("a secret that is not there or not known is not made up", () => {
        expect(sentDraft({ bot: { type: "cognigy" } }, [["bot", "token"]])).toEqual({ bot: { type: "cognigy" } });
        expect(sentDraft({ bot: { token: UNKNOWN } }, [["bot", "token"]])).toEqual({ bot: { token: MARK } });
        expect(sentDraft({ bot: UNKNOWN }, [["bot", "token"]])).toEqual({ bot: MARK });
        expect(sentDraft({}, [["bot", "token"]])).toEqual({});
    });

    test("undefined is left out, null stays", () => {
        expect(sentDraft({ a: undefined, b: { c: undefined, d: null } }, [])).toEqual({ b: { d: null } });
    });

    test.each([
        ["a date", new Date(0)],
        ["a function", () => 1],
        ["a map", new Map()],
        ["no number", Number.NaN],
        ["a bigint", 1n],
    ])("%s is a defect of ours, told with its place", (_, value) =>
        expect(() => sentDraft({ a: [{ b: value }] }, [])).toThrow(/^CVG599 a value at \.a\[0\]\.b /),
    );

    test("unknown values are found at any depth", () => {
        expect(hasUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
        expect(hasUnknown({ a: [{ b: null }] })).toBe(false);
    });
});

test("inputs are known again in whatever order their keys come, and whether what is missing is left out, undefined or null", () => {
    const inputs = { name: "Acme", bot: { token: "t", url: "u" }, numbers: ["1", "2"], customer: UNKNOWN };
    const again = { numbers: ["1", "2"], customer: UNKNOWN, bot: { url: "u", extra: null, token: "t" }, name: "Acme", active: undefined };
    expect(sameText(again)).toBe(sameText(inputs));
    for (const other of [
        { ...inputs, numbers: ["2", "1"] },
        { ...inputs, customer: "?" },
        { ...inputs, bot: { url: "u" } },
    ])
        expect(sameText(other)).not.toBe(sameText(inputs));
});

test("a property that is called __proto__ stays a property, both ways", () => {
    const named = JSON.parse('{"tags": {"__proto__": {"polluted": "yes"}}}');
    expect(JSON.stringify(receivedDraft(named))).toBe(JSON.stringify(named));
    expect(JSON.stringify(sentDraft(receivedDraft(named), []))).toBe(JSON.stringify(named));
});

test("what has nothing to be changed in it is not copied, and what is handed to the engine is nobody else's", () => {
    const inputs = { name: "Acme", bot: { token: "t", tags: ["a", "b"] }, numbers: ["1", MARK, "2"], above: { id: MARK, name: "n" } };
    const draft = receivedDraft(inputs);
    expect(draft.bot).toBe(inputs.bot);
    expect(draft).toEqual({ ...inputs, numbers: ["1", UNKNOWN, "2"], above: { id: UNKNOWN, name: "n" } });
    expect(inputs.numbers).toEqual(["1", MARK, "2"]);
    const known = { name: "Acme", left: undefined, bot: { url: "u" } };
    const sent = sentDraft(known, []);
    sent.__provider = "p";
    expect(sent).toEqual({ name: "Acme", bot: { url: "u" }, __provider: "p" });
    expect(known).toEqual({ name: "Acme", left: undefined, bot: { url: "u" } });
});
