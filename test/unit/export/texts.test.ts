/** Whatever stands in a text of a live tenancy, the exported program says the same text. */
import fc from "fast-check";
import type { Exported, ExportedUnit } from "../../../provider/export/exported.js";
import { asClasses, asTenants } from "../../../provider/export/typescript.js";
import { asYaml } from "../../../provider/export/yaml.js";
import { parseTenants } from "../../../provider/files/parse-tenants.js";

/** Blanks, line ends and signs that mean something in YAML, in odd places; and any text at all. */
const odd = fc.constantFrom(
    " ",
    "  ",
    "\n",
    "\t",
    "\r\n",
    "x",
    "- ",
    ": ",
    "#",
    " #",
    "'",
    '"',
    "\\",
    "|",
    ">",
    "---",
    "...",
    "{",
    "%",
    "0",
    "~",
);
const text = fc.oneof(
    fc.array(odd, { minLength: 1, maxLength: 12 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary", minLength: 1, maxLength: 80 }),
);
const name = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
    .filter((one) => one.trim() !== "" && !/[\p{Cs}\p{Cn}\p{Co}]/u.test(one));

interface Texts {
    readonly name: string;
    readonly fallback: string;
    readonly flags: readonly string[];
    readonly vendor: string;
}
const texts = fc.record(
    { name, fallback: text, flags: fc.array(text, { minLength: 1, maxLength: 4 }), vendor: text },
    { noNullPrototype: true },
);

const fieldsOf = ({ fallback, flags, vendor }: Texts): ExportedUnit["fields"] => [
    ["bot", { type: "cognigy", endpointUrl: "https://bot.example" }],
    ["transcribers", [{ vendor }]],
    ["synthesizers", [{ vendor: "MICROSOFT" }]],
    ["transcriberLanguage", "de-DE"],
    ["synthesizerLanguage", "de-DE"],
    ["fallback", { number: "+4989200001", text: fallback }],
    ["color", fallback],
    ["featureFlags", flags],
];

function exportedWith(said: Texts): Exported {
    const unit = (level: ExportedUnit["level"], key: string | undefined, below: readonly ExportedUnit[]): ExportedUnit => ({
        ...{ level, key, below, token: `token-of-${level}`, name: said.name, logicalName: key === undefined ? "acme" : `acme-${key}` },
        ...{ privacy: {}, fields: level === "project" ? fieldsOf(said) : [], notes: [said.fallback] },
    });
    return {
        tenants: [unit("customer", undefined, [unit("account", "claims", [unit("project", "hotline", [])])])],
        secrets: [],
        leftOut: [said.fallback],
    };
}

const declared = (said: Texts): object => ({ name: said.name, ...Object.fromEntries(fieldsOf(said)) });

/** What the program constructs, by logical name. */
function constructed(program: string): ReadonlyMap<string, unknown> {
    const made = new Map<string, unknown>();
    const kind = class {
        constructor(logicalName: string, args: unknown) {
            made.set(logicalName, args);
        }
    };
    const code = program.replace(/^import .*$/gm, "");
    new Function("cvg", code)({ Tenant: kind, Customer: kind, Account: kind, Project: kind });
    return made;
}

test("a file of tenants says every text as it is", () => {
    fc.assert(
        fc.property(texts, (said) => {
            const { acme } = parseTenants(asYaml(exportedWith(said)), {});
            expect(acme).toMatchObject({ name: said.name, accounts: { claims: { projects: { hotline: declared(said) } } } });
        }),
        { numRuns: 200 },
    );
});

test("a program says every text as it is, as tenants and as classes", () => {
    fc.assert(
        fc.property(texts, (said) => {
            const tenant = constructed(asTenants(exportedWith(said))).get("acme");
            expect(tenant).toMatchObject({ name: said.name, accounts: { claims: { projects: { hotline: declared(said) } } } });
            expect(constructed(asClasses(exportedWith(said))).get("acme-hotline")).toMatchObject(declared(said));
        }),
        { numRuns: 200 },
    );
});
