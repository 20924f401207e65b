/** Names that look the same are the same, and are as long everywhere. */

import { Phase } from "../../../provider/definition/phase/phase.js";
import type { TreeUnit } from "../../../provider/gateway/index.js";
import { CustomerBody, invisibleIn, nameKey, nameLength, sameName } from "../../../provider/gateway/index.js";
import { unitName } from "../../../provider/resources/unit/inputs.js";
import { undeclaredBelow } from "../../../provider/resources/unit/judge/others-below.js";
import { openOnWire } from "../../harness/bodies.js";

test.each([
    ["Caf\u00e9", "Cafe\u0301"],
    ["Acme GmbH", "Acme\u00a0GmbH"],
    ["Acme GmbH", "\u2007Acme\u202fGmbH "],
    ["Acme", "Ac\u200bme\ufeff"],
    ["Caf\u00e9", "Cafe\u200b\u0301"],
    ["Acme GmbH", "Acme\tGmbH"],
])("%j and %j are one name", (one, other) => {
    expect(sameName(one, other)).toBe(true);
    expect(nameKey(other)).toBe(nameKey(one));
});

test.each([
    ["Acme", "acme"],
    ["Acme GmbH", "AcmeGmbH"],
    ["Cafe", "Caf\u00e9"],
])("%j and %j are two", (one, other) => expect(sameName(one, other)).toBe(false));

test("a character is one, however it is stored, in a program and on the wire", () => {
    const emoji = "\u{1f600}";
    expect(nameLength(` ${emoji.repeat(3)} `)).toBe(3);
    const settings = openOnWire(1);
    for (const [count, fits] of [
        [200, true],
        [201, false],
    ] as const) {
        expect(unitName().safeParse(emoji.repeat(count)).success).toBe(fits);
        expect(CustomerBody.safeParse({ customerName: emoji.repeat(count), commonConfiguration: settings }).success).toBe(fits);
    }
});

test.each([
    ["Ac\u200bme", "U+200B"],
    ["Acme\u0007 GmbH", "U+0007"],
    ["Acme\nGmbH", "U+000A"],
    ["Acme\u2028GmbH", "U+2028"],
    ["\u202eemcA", "U+202E"],
])("%j has a character that nobody sees, and is refused by its number", (name, code) => {
    expect(
        unitName()
            .safeParse(name)
            .error?.issues.map(({ message }) => message),
    ).toEqual([`1 to 200 characters, not counting blanks around them, none of them invisible or a control character: it has ${code}`]);
});

test.each([
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // Persian: a joiner's contrary between two letters
    "\u0d28\u0d4d\u200d", // Malayalam: a joiner behind a virama, at the end of a word
    "\u0915\u094d\u200d\u0937", // Devanagari
    "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}", // a family
    "\u{1f469}\u{1f3fd}\u200d\u{1f4bb}", // with a colour of skin
    "\u{1f3f3}\ufe0f\u200d\u{1f308}", // a flag
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", // the flag of England
])("%s needs what nobody sees in it, and is taken", (name) => {
    expect(unitName().safeParse(`Praxis ${name}`).success).toBe(true);
});

test.each([
    "Ac\u200dme",
    "Acme\u200c",
    "\u200d\u{1f469}",
    "\u{1f469}\u200d",
    "12\u200d34",
    "\u0645\u200b\u0645",
    "\u{e0067}Acme",
    "\u0645\u202e\u0645",
])("%j does not, and is refused", (name) => expect(unitName().safeParse(`x${name}x`).success).toBe(false));

test("a flag is told from another by what nobody sees in it", () => {
    const [england, scotland] = ["gbeng", "gbsct"].map((name) => {
        const tags = [...name].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
        return `\u{1f3f4}${tags.join("")}\u{e007f}`;
    });
    expect(sameName(String(england), String(scotland))).toBe(false);
});

test("blanks of all kinds are seen, and taken", () => {
    expect(invisibleIn("Acme\u00a0Caf\u00e9 \u{1f600}")).toBeUndefined();
    expect(unitName().safeParse("Acme\u00a0GmbH").success).toBe(true);
});

test("what is declared below is known by its token, else by its name in whichever form", () => {
    const unit = (level: TreeUnit["level"], token: string, name: string, below: readonly TreeUnit[] = []): TreeUnit => ({
        level,
        token,
        name,
        inactive: false,
        deletionTimestamp: undefined,
        above: undefined,
        made: false,
        came: false,
        returned: false,
        below,
    });
    const top = unit("customer", "t-acme", "Acme", [
        unit("account", "t-1", "DEV Caf\u00e9"),
        unit("account", "t-2", "named otherwise"),
        unit("account", "t-3", "of somebody else"),
    ]);
    const declared = [
        { level: "account", path: ["DEV\u00a0Cafe\u0301"] },
        { level: "account", path: ["by its token"], token: "t-2" },
    ] as const;
    const phase = new Phase({ ifExists: "fail", timeoutSeconds: 1 });
    expect(undeclaredBelow(top, declared, phase).map(({ token }) => token)).toEqual(["t-3"]);
});
