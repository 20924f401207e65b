/** Names that look the same are the same, and are as long everywhere. */

import { Phase } from "../../../provider/definition/phase/phase.js";
import type { TreeUnit } from "../../../provider/gateway/index.js";
import { CustomerBody, invisibleIn, nameKey, nameLength, sameName } from "../../../provider/gateway/index.js";
import { UnitName } from "../../../provider/resources/unit/inputs.js";
import { undeclaredBelow } from "../../../provider/resources/unit/judge/others-below.js";

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
    const settings = {
        allowOutboundCalls: true,
        allowRecordings: true,
        maxRecordingRetentionTime: 1,
        anonymizeRemoteNumbers: true,
        storeDialogData: true,
        maxDialogRetentionTime: 1,
    };
    for (const [count, fits] of [
        [200, true],
        [201, false],
    ] as const) {
        expect(UnitName.safeParse(emoji.repeat(count)).success).toBe(fits);
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
    expect(UnitName.safeParse(name).error?.issues.map(({ message }) => message)).toEqual([
        `1 to 200 characters, not counting blanks around them, none of them invisible or a control character: it has ${code}`,
    ]);
});

test("blanks of all kinds are seen, and taken", () => {
    expect(invisibleIn("Acme\u00a0Caf\u00e9 \u{1f600}")).toBeUndefined();
    expect(UnitName.safeParse("Acme\u00a0GmbH").success).toBe(true);
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
