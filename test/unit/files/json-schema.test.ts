/** The JSON Schema of files of tenants, as an editor uses it: with a validator of JSON Schema, and nothing of ours. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ErrorObject } from "ajv";
import { parse } from "yaml";
import * as cvg from "../../../provider/index.js";
import { privacy, project, tenantsFile, tenantsJsonSchema } from "../../../provider/schema/index.js";
import { blocksIn } from "../../harness/page-blocks.js";
import { fileOf, fleetOf } from "../../harness/tenant-fleet.js";

const root = join(__dirname, "../../..");
const committed: unknown = JSON.parse(readFileSync(join(root, "docs/tenants.schema.json"), "utf8"));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(tenantsJsonSchema());

const plain = (text: string): unknown => parse(text, { merge: true, uniqueKeys: false });
function errors(text: string): readonly ErrorObject[] {
    validate(plain(text));
    return validate.errors ?? [];
}
const places = (text: string): readonly string[] => [
    ...new Set(
        errors(text).map(({ instancePath, params }) =>
            [instancePath, params.additionalProperty, params.missingProperty].filter(Boolean).join("/"),
        ),
    ),
];
/** A file with one project that says this. */
const saying = (field: string): string =>
    `tenants: { acme: { name: Acme, preset: strict, accounts: { claims: { name: Schaden, projects: { hotline: { name: Hotline, ${field} } } } } } }`;

test("the file that editors read is the one that the shapes give", () => {
    expect(committed).toEqual(tenantsJsonSchema());
});

test("files without mistakes are taken", () => {
    const page = blocksIn(readFileSync(join(root, "docs/tenants.md"), "utf8"), "yaml").find((block) => block.includes("tenants:"));
    const example = readFileSync(join(root, "examples/tenants/tenants.yaml"), "utf8");
    for (const text of [page ?? "", example, fileOf(fleetOf(3))]) {
        expect(places(text)).toEqual([]);
        expect(tenantsFile.safeParse(plain(text)).success).toBe(true);
    }
});

test("what the schema refuses of a file with mistakes is each at its place", () => {
    const text = readFileSync(join(__dirname, "mistakes.yaml"), "utf8");
    expect(places(text)).toMatchInlineSnapshot(`
[
  "defalts",
  "/tenants/acme/privcy",
  "/tenants/acme/privacy",
  "/tenants/acme/privacy/recordings",
  "/tenants/acme/privacy/anonymizeNumbers",
  "/tenants/acme/privacy/dialogRetention",
  "/tenants/acme/accounts/claims/name",
  "/tenants/acme/accounts/claims/projects",
  "/tenants/acme/accounts/claims/projects/hotline/bot/type",
  "/tenants/acme/accounts/claims/projects/hotline/bot/endpointUrl",
  "/tenants/acme/accounts/claims/projects/hotline/bot",
  "/tenants/acme/accounts/claims/projects/wind screens/name",
  "/tenants/acme/accounts/claims/projects/wind screens/ifExists",
  "/tenants/acme/accounts/claims/projects/wind screens/bot/token",
  "/tenants/acme/accounts/claims/projects/wind screens/bot/endpointUrl",
  "/tenants/acme/accounts/claims/projects/wind screens/bot/type",
  "/tenants/acme/accounts/claims/projects/wind screens/bot",
  "/tenants/acme/accounts/sales/name",
  "/tenants/acme/accounts/sales/projects/dates/name",
  "/tenants/acme/accounts/sales/projects/dates/formerly",
  "/tenants/acme/accounts/sales/projects/dates/transcriberLanguage",
  "/tenants/acme/accounts/sales/projects/dates/fallback/number",
  "/tenants/acme-claims/privacy",
  "/tenants/Globex",
]
`);
});

test.each([
    "platformNumbers: ['+4989200001'], externalNumbers: [{ number: '110', type: GEOGRAPHIC }]",
    "privacy: { recordings: inherit, anonymizeNumbers: { ifAllowed: true }, recordingRetention: 36 hours, dialogRetention: { atMost: 1 day } }",
    "privacy: false, ifExists: { token: abc }, formerly: [old, { tenant: globex, key: hotline }, { name: hotline }]",
    "bot: { type: rasa, token: { secret: claimsBot } }, fallback: { text: Moment }",
    "fallback: { number: 'sip:agent@pbx.example', text: Moment }, utteranceTimeout: 500, minimumNoiseLevel: -45.5",
])("%s is taken", (field) => {
    expect(places(saying(field))).toEqual([]);
});

test.each([
    "platformNumbers: [+4989200001]",
    "platformNumbers: ['+4989200001', '+4989200001']",
    "privacy: { recordings: no }",
    "privacy: { dialogRetention: 36 hours }",
    "privacy: { recordingRetention: { atMost: 1 fortnight } }",
    "privacy: true",
    "bot: { type: cognigy, token: x }",
    "bot: { type: custom, url: bots.example }",
    "utteranceTimeout: 100",
    "formerly: old",
    "ifExists: maybe",
    "name: 7",
    "name: ' '",
])("%s is refused", (field) => {
    expect(places(saying(field).replace(/name: Hotline, (?=name)/, ""))).not.toEqual([]);
});

test("the shapes take what the classes take, and no more", () => {
    expect(privacy.safeParse({ dialogRetention: cvg.atMost("1 day"), recordings: cvg.ifAllowed(true) }).success).toBe(true);
    expect(privacy.safeParse({ dialogRetention: "2 days" }).success).toBe(false);
    const speech = {
        transcribers: [{ vendor: "G" }],
        synthesizers: [{ vendor: "G" }],
        transcriberLanguage: "de",
        synthesizerLanguage: "de",
    };
    const bot = { type: "cognigy", endpointUrl: "https://bot.example/" };
    expect(project.safeParse({ account: "a-token", name: "Hotline", bot, ...speech }).success).toBe(true);
    expect(project.safeParse({ account: "a-token", name: "Hotline", bot }).error?.issues.map(({ path }) => path[0])).toEqual(
        Object.keys(speech),
    );
});
