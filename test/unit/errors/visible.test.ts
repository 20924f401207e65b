import { hasInvisible, oneLine, spelledOut, unbroken } from "../../../provider/errors/index.js";

/** One of each kind that a text must not bring along, by what it would do. */
const INVISIBLE = {
    "a control sequence of a terminal": "\u001b",
    "the end of a line": "\n",
    "a carriage return": "\r",
    "no character at all": "\u0000",
    "a mark of direction": "\u202e",
    "a blank of no width": "\u200b",
    "the end of a line in Unicode": "\u2028",
    "the end of a paragraph": "\u2029",
    "half a character": "\ud800",
};

describe("what others wrote, in a line of ours", () => {
    test.each(Object.entries(INVISIBLE))("%s shows in no form", (_what, character) => {
        const text = `Acme${character}Versicherung`;
        expect(hasInvisible(text)).toBe(true);
        expect(unbroken(text)).toBe("Acme Versicherung");
        expect(oneLine(text)).toBe("Acme Versicherung");
        expect(spelledOut(text)).toBe(`Acme\\u{${character.codePointAt(0)?.toString(16)}}Versicherung`);
    });

    test("blanks stay in a cell, and become one in a sentence", () => {
        expect(unbroken("a  b\n\nc ")).toBe("a  b c ");
        expect(oneLine(" a  b\n\nc\u00a0")).toBe("a b c");
    });

    test("what people write stays: letters with marks, emoji, other scripts", () => {
        for (const text of ["Müller & Söhne", "e\u0301", "📞 Hotline", "株式会社"]) {
            expect(hasInvisible(text)).toBe(false);
            expect([unbroken(text), oneLine(text), spelledOut(text)]).toEqual([text, text, text]);
        }
    });
});
