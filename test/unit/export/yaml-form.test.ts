/** A file of tenants is put together of pieces, most of them without the library: it is the text that the library writes of the whole. */
import fc from "fast-check";
import { Document, isCollection, isMap, type YAMLMap } from "yaml";
import { ConfigSecret, type ExportedUnit } from "../../../provider/export/exported.js";
import { tenantArgs } from "../../../provider/export/typescript.js";
import { asYaml } from "../../../provider/export/yaml.js";

/** Texts as they stand in tenancies, and parts of them that mean something in YAML or look like something else than a text. */
const part = fc.constantFrom(
    ...["Schaden", "ä", "Über", "日本", "true", "Null", "no", "0x1f", "1e5", "12345678-1234-", "deadbeef-0e10-", "1_000", ".5", "+4930"],
    ...[
        " ",
        "  ",
        "-",
        " - ",
        ":",
        ": ",
        ":/",
        "#",
        " #",
        ",",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "&",
        "*",
        "!",
        "|",
        ">",
        "'",
        '"',
        "%",
        "@",
        "`",
        "?",
        "=",
        "~",
    ],
    ...["(", ")", ".", "/", "_", "\\", "\t", "\n", "\u00a0", "\u2028", "---", "..."],
);
const text = fc.oneof(
    fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("")),
    fc.uuid(),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.string({ unit: "grapheme", minLength: 100, maxLength: 210 }),
);
const scalar = fc.oneof(text, fc.boolean(), fc.integer(), fc.double(), fc.constant(null));
const secret = text.map((key) => new ConfigSecret(key, "never shown"));
const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 4 }),
    fc.dictionary(text, fc.oneof(scalar, secret, fc.constant(undefined)), { maxKeys: 3, noNullPrototype: true }),
    fc.array(fc.dictionary(fc.constantFrom("vendor", "profileToken"), text, { maxKeys: 2, noNullPrototype: true }), { maxLength: 4 }),
);
const FIELDS = ["bot", "transcribers", "platformNumbers", "fallback", "color", "featureFlags", "utteranceTimeout"];

/** As display names become keys: some look like something else than a text. Of several, JavaScript takes whole numbers first. */
const key = fc.oneof(fc.stringMatching(/^[a-z0-9]{1,3}(-[a-z0-9]{1,2})?$/), fc.constantFrom("true", "null", "12", "1e5", "0x1f"));
const keyBeside = key.filter((each) => !/^\d+$/.test(each));

const unitOf = (level: ExportedUnit["level"], below: fc.Arbitrary<readonly ExportedUnit[]>): fc.Arbitrary<ExportedUnit> =>
    fc.record(
        {
            level: fc.constant(level),
            key: level === "customer" ? fc.constant(undefined) : keyBeside,
            logicalName: key,
            token: text,
            name: text,
            privacy: fc.constantFrom<ExportedUnit["privacy"][]>("unmanaged", {}, { recordings: false, recordingRetention: "1 week" }),
            fields: fc.array(fc.tuple(fc.constantFrom(...FIELDS), value), { maxLength: level === "project" ? 5 : 0 }),
            notes: fc.constant([]),
            below,
        },
        { noNullPrototype: true },
    );
const few = (unit: fc.Arbitrary<ExportedUnit>) => fc.uniqueArray(unit, { maxLength: 2, selector: (one) => String(one.key) });
const tenant = unitOf("customer", few(unitOf("account", few(unitOf("project", fc.constant([]))))));

const said = (one: unknown): unknown => {
    if (one instanceof ConfigSecret) return { secret: one.key };
    if (Array.isArray(one)) return one.map(said);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(
        Object.entries(one)
            .filter(([, inner]) => inner !== undefined)
            .map(([key, inner]) => [key, said(inner)]),
    );
};

const SHORT = ["ifExists", "privacy", "bot", "transcribers", "synthesizers", "platformNumbers", "fallback", "token", "serviceAccountKey"];
function short(map: YAMLMap): void {
    for (const { key, value: inner } of map.items) {
        if (SHORT.includes(String(key)) && isCollection(inner) && JSON.stringify(inner).length < 120) inner.flow = true;
        else if (isMap(inner)) short(inner);
    }
}

/** Of one document, by the library alone. */
function byTheLibrary(one: ExportedUnit): string {
    const document = new Document({ tenants: { [one.logicalName]: said(tenantArgs(one, true)) } }, { aliasDuplicateObjects: false });
    if (isMap(document.contents)) short(document.contents);
    return document.toString({
        ...{ indent: 4, lineWidth: 0, flowCollectionPadding: true, blockQuote: false },
        doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
    });
}

it("is the text that the library writes of the whole, whatever stands in it", () => {
    fc.assert(
        fc.property(tenant, (one) => {
            const text = asYaml({ tenants: [one], secrets: [], leftOut: [] });
            expect(text.slice(text.indexOf("\ntenants:\n") + 1)).toBe(byTheLibrary(one));
        }),
        { numRuns: 200 },
    );
});
