import { typedNumber } from "../../../provider/inventory/who-has.js";

test.each([
    ["+493023125001", "+493023125001"],
    ["0049 (30) 23125001", "+493023125001"],
    ["+49 (0)30/2312-5001", "+493023125001"],
    [" +43 1 234.567 ", "+431234567"],
])("%j is a number with its country", (text, number) => {
    expect(typedNumber(text)).toBe(number);
});

test.each([
    "030-23125001",
    "3023125001",
    "",
    " ",
    "abc",
    "+49 30 23125001x",
    "-49",
    "+",
    "+0301",
    "00030",
    "+4930 +4940",
    "+1234567890123456",
])("%j is none, so nobody is told that it is free", (text) => {
    expect(typedNumber(text)).toBeUndefined();
});

test("a zero in brackets is Germany's to leave out; elsewhere it may belong to the number", () => {
    expect(typedNumber("+39 (0)6 1234")).toBeUndefined();
    expect(typedNumber("0043 (0)1 234")).toBeUndefined();
});
