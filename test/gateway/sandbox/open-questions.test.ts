/** The list of what no source answers, and the switches: neither without the other. */
import { BEHAVIOUR, OPEN_QUESTIONS } from "../../../provider/sandbox/index.js";

const listed = OPEN_QUESTIONS.flatMap((question) => ("switch" in question ? [question.switch] : []));
const fixed = OPEN_QUESTIONS.flatMap((question) => ("answer" in question ? [question] : []));

test("every switch answers an open question, and every switch that is listed exists, once", () => {
    expect([...listed].sort()).toEqual(Object.keys(BEHAVIOUR).sort());
});

test("every question without a switch says what the answer is and why one is enough, and is asked once", () => {
    expect(fixed.length).toBeGreaterThan(20);
    for (const { question, answer, reason } of fixed) {
        expect(question).toMatch(/\?$/);
        expect(answer).toMatch(/\.$/);
        expect(reason).toMatch(/\.$/);
    }
    expect(new Set(fixed.map(({ question }) => question)).size).toBe(fixed.length);
});

test("no question stands as a cell of a table could not hold it", () => {
    const texts = [
        ...fixed.flatMap(({ question, answer, reason }) => [question, answer, reason]),
        ...Object.values(BEHAVIOUR).map((s) => s.question),
    ];
    expect(texts.filter((text) => /[|\n]/.test(text))).toEqual([]);
});
