/** Lists in a project's body: what we do not know of an entry stays with the entry, and a set has no order. */
import fc from "fast-check";
import { z } from "zod";
import { PROJECT_FIELDS } from "../../../provider/resources/project/fields.js";
import type { UnitKind } from "../../../provider/resources/unit/kind.js";
import { readFields, spelledAsBefore } from "../../../provider/resources/unit/unit-body.js";

const fieldOf = (input: string) => {
    const field = PROJECT_FIELDS.find((one) => one.input === input);
    if (field === undefined) throw new Error(`a project has ${input}`);
    return field;
};
/** A kind of unit that has this field alone. */
const kindOf = (input: string): UnitKind => ({
    type: "cvg:Project",
    level: "project",
    accepts: z.unknown,
    secrets: [],
    fields: [fieldOf(input)],
    required: () => ({}),
    born: (above) => above,
});
const transcribers = fieldOf("transcribers");
const write = (value: unknown, before: unknown): unknown => transcribers.write(value, before);

test("two entries of one vendor that change places take their unknown fields along", () => {
    const before = [
        { vendor: "GOOGLE", profileToken: "one", model: 1 },
        { vendor: "GOOGLE", profileToken: "two", model: 2 },
    ];
    expect(
        write(
            [
                { vendor: "GOOGLE", profileToken: "two" },
                { vendor: "GOOGLE", profileToken: "one" },
            ],
            before,
        ),
    ).toEqual([before[1], before[0]]);
});

test("one entry of a vendor that leaves, or comes, changes nothing of the other", () => {
    const [one, two] = [
        { vendor: "GOOGLE", profileToken: "one", model: 1 },
        { vendor: "GOOGLE", model: 2 },
    ];
    expect(write([{ vendor: "GOOGLE" }], [one, two])).toEqual([two]);
    expect(
        write(
            [
                { vendor: "GOOGLE", profileToken: "new" },
                { vendor: "GOOGLE", profileToken: "one" },
            ],
            [one],
        ),
    ).toEqual([{ vendor: "GOOGLE", profileToken: "new" }, one]);
});

test("entries of one vendor that get other profiles keep what is theirs by position", () => {
    const before = [
        { vendor: "GOOGLE", profileToken: "one", model: 1 },
        { vendor: "GOOGLE", profileToken: "two", model: 2 },
    ];
    expect(write([{ vendor: "GOOGLE", profileToken: "uno" }, { vendor: "GOOGLE" }], before)).toEqual([
        { vendor: "GOOGLE", profileToken: "uno", model: 1 },
        { vendor: "GOOGLE", model: 2 },
    ]);
    expect(write([{ vendor: "IBM" }, { vendor: "GOOGLE", profileToken: "uno" }], [before[0]])).toEqual([
        { vendor: "IBM" },
        { vendor: "GOOGLE", profileToken: "uno", model: 1 },
    ]);
});

test("in any order, each entry that stays keeps what is its own, and nothing is there twice", () => {
    const entry = fc.record({ vendor: fc.constantFrom("GOOGLE", "IBM"), profileToken: fc.constantFrom("a", "b", "c", "d") });
    const entries = fc.uniqueArray(entry, { minLength: 1, selector: ({ vendor, profileToken }) => vendor + profileToken });
    const orders = entries.chain((before) => fc.tuple(fc.constant(before), fc.shuffledSubarray(before, { minLength: 1 })));
    fc.assert(
        fc.property(orders, ([before, wanted]) => {
            const marked = before.map((one) => ({ ...one, mark: one.vendor + one.profileToken }));
            expect(write(wanted, marked)).toEqual(wanted.map((one) => ({ ...one, mark: one.vendor + one.profileToken })));
        }),
    );
});

test("external numbers in another order, and of another type, keep their unknown fields", () => {
    const before = [
        { number: "110", type: "OTHER", note: 1 },
        { number: "112", type: "OTHER", note: 2 },
    ];
    const wanted = [
        { number: "112", type: "TOLL_FREE" },
        { number: "110", type: "OTHER" },
    ];
    expect(fieldOf("externalNumbers").write(wanted, before)).toEqual([
        { number: "112", type: "TOLL_FREE", note: 2 },
        { number: "110", type: "OTHER", note: 1 },
    ]);
});

test.each([
    ["featureFlags", ["a", "b"], ["b", "a"]],
    ["platformNumbers", ["+4930100", "+4930101"], ["+4930101", "+4930100"]],
    [
        "externalNumbers",
        [
            { number: "110", type: "OTHER" },
            { number: "112", type: "OTHER" },
        ],
        [
            { type: "OTHER", number: "112" },
            { type: "OTHER", number: "110" },
        ],
    ],
])("another order of %s is no change: neither read, nor declared, nor written", (input, recorded, reordered) => {
    const kind = kindOf(input);
    const own = new Map<string, unknown>([[input, recorded]]);
    expect(readFields(kind, { [input]: reordered }, { own, whileInactive: false })).toEqual(own);
    expect(spelledAsBefore(kind, { [input]: reordered }, { own })).toEqual({ [input]: recorded });
    expect(fieldOf(input).same(recorded, [...reordered, ...reordered])).toBe(false);
});

test("another order of vendors is a change: it is the order in which they are tried", () => {
    const [one, two] = [{ vendor: "GOOGLE" }, { vendor: "IBM" }];
    const own = new Map([["transcribers", [one, two]]]);
    const kind = kindOf("transcribers");
    expect(readFields(kind, { transcribers: [two, one] }, { own, whileInactive: false }).get("transcribers")).toEqual([two, one]);
    expect(spelledAsBefore(kind, { transcribers: [two, one] }, { own })).toEqual({ transcribers: [two, one] });
});
