import fc from "fast-check";
import { formatPeriod, isChoosable, offeredPeriods, parsePeriod } from "../../../provider/policy/index.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("periods", () => {
    test.each([
        ["10 minutes", 600_000],
        ["1 hour", HOUR],
        ["1 day", DAY],
        ["1 week", 7 * DAY],
        ["1 month", 30 * DAY],
        ["36 hours", 36 * HOUR],
        ["90 days", 90 * DAY],
        ["5 minutes", 300_000],
        ["2 weeks", 14 * DAY],
        ["90500 ms", 90_500],
    ])("%s is %d milliseconds", (text, milliseconds) => expect(parsePeriod(text)).toBe(milliseconds));

    test.each([
        "",
        "1",
        "day",
        "0 days",
        "-1 day",
        "1.5 days",
        "01 day",
        "2 months",
        "1  day",
        " 1 day",
        "1 day ",
        "1 daysx",
        "in 1 day",
        "5 mss",
        "1 Day",
        "1 year",
        "99999999999999999 weeks",
    ])("%j is no period", (text) => expect(parsePeriod(text)).toBeUndefined());

    test.each([
        [600_000, "10 minutes"],
        [14 * DAY, "2 weeks"],
        [7 * DAY, "1 week"],
        [30 * DAY, "1 month"],
        [60 * DAY, "60 days"],
        [36 * HOUR, "36 hours"],
        [5 * HOUR, "5 hours"],
        [60_000, "1 minute"],
        [90_500, "90500 ms"],
    ])("%d milliseconds read as %s", (milliseconds, text) => expect(formatPeriod(milliseconds)).toBe(text));

    test("every period that is written can be read again", () => {
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (milliseconds) =>
                expect(parsePeriod(formatPeriod(milliseconds))).toBe(milliseconds),
            ),
        );
    });

    test("milliseconds are read, but nobody chooses them", () => {
        expect(isChoosable("90500 ms")).toBe(false);
        expect(isChoosable("36 hours")).toBe(true);
    });

    test.each([
        [DAY, ["1 day", "1 hour", "10 minutes"]],
        [36 * HOUR, ["1 day", "1 hour", "10 minutes"]],
        [30 * DAY, ["1 month", "1 week", "1 day", "1 hour", "10 minutes"]],
        [90_500, []],
    ])("below %d milliseconds the console would offer %j", (limit, offered) => expect(offeredPeriods(limit)).toEqual(offered));
});
