import * as fc from "fast-check";
import { formatJson, isObject, parseJson, plain, sameJson } from "../../../provider/gateway/wire/json.js";

const raw = (text: string) => parseJson(text);

test.each(["12345678901234567890", "1.0", "-0", "1e3", "0.10", "1E400", "123456789.123456789123456789", "9007199254740993"])(
    "the number %s comes back as it was spelled",
    (spelling) => {
        const body = raw(`{"a":[{"n":${spelling}}]}`);
        expect(isObject(body) && formatJson({ ...body })).toBe(`{"a":[{"n":${spelling}}]}`);
    },
);

test.each([
    "1.0",
    " 1.0 ",
    "-0",
    "[-0]",
    "[[1e3]]",
    "[1,1.0]",
    "[1, 1.0]",
    '{"a"\n:\n1.50}',
    '{"a":"x","b":\t-1234567890123456}',
    '["]",1.0]',
])("the odd number in %j is kept, wherever it stands", (text) => expect(JSON.stringify(raw(text))).toBe(text.replaceAll(/\s/g, "")));

test("ordinary numbers are numbers", () => {
    expect(raw('{"a":1,"b":-2.5,"c":[0]}')).toEqual({ a: 1, b: -2.5, c: [0] });
});

test("whatever JSON comes, goes", () => {
    fc.assert(
        fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
            const text = JSON.stringify(value);
            const body = raw(text);
            expect(isObject(body) ? formatJson(body) : undefined).toBe(text);
            expect(JSON.stringify(plain(body))).toBe(text);
            expect(sameJson(body, JSON.parse(text))).toBe(true);
        }),
    );
});

test.each<[string, string]>([
    ["1", "1.0"],
    ["1000", "1e3"],
    ["0", "-0.00"],
    ["10", "1.0e+1"],
    ["0.001", "1e-3"],
    ['{"a":1,"b":[1.0]}', '{"b":[1],"a":1.00}'],
    ["12345678901234567890", "1234567890123456789.0e1"],
])("%s is the same as %s", (one, other) => {
    expect(sameJson(raw(one), raw(other))).toBe(true);
    expect(sameJson(raw(other), raw(one))).toBe(true);
});

test.each<[string, string]>([
    ["12345678901234567890", "12345678901234567891"],
    ["9007199254740993", "9007199254740992"],
    ["1", "-1"],
    ["1", "10"],
    ["1.0", '"1.0"'],
    ["0", "null"],
    ["[]", "{}"],
    ["[1,2]", "[2,1]"],
    ["[1]", "[1,1]"],
    ['{"a":null}', "{}"],
    ['{"a":1}', '{"b":1}'],
    ['"a"', '"b"'],
    ["true", "false"],
])("%s is not the same as %s", (one, other) => {
    expect(sameJson(raw(one), raw(other))).toBe(false);
    expect(sameJson(raw(other), raw(one))).toBe(false);
});

test("a number that no double holds differs from its rounding", () => {
    expect(sameJson(raw("12345678901234567890"), 12345678901234567000)).toBe(false);
});

test("a field that is undefined is absent", () => {
    expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameJson({ a: undefined }, { b: undefined })).toBe(true);
    expect(sameJson({ a: undefined, b: 1 }, { a: 1, b: undefined })).toBe(false);
});

test("what holds no odd number is plain already, and is not copied", () => {
    const [even, odd] = [raw('{"a":[1,{"b":2}],"c":"1.0"}'), raw('{"a":[1,{"b":2.0}]}')];
    expect(plain(even)).toBe(even);
    expect(plain(odd)).toEqual({ a: [1, { b: 2 }] });
});

test("a text that is not JSON is an error without the text", () => {
    expect(() => parseJson('{"token":"secret-MARKER')).toThrow(/^not JSON$/);
});
