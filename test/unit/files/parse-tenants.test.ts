/** Files of tenants: what is read, and every mistake with its place. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { heardIn } from "../../../provider/engine/wire-values.js";
import * as cvg from "../../../provider/index.js";
import { settled, underMocks } from "../program/mocks.js";

beforeAll(() => underMocks());

const presets = cvg.presets({ strict: { dialogRetention: "1 day", anonymizeNumbers: true }, open: { recordings: true } });
const noSecret = (name: string): string => {
    if (name === "claimsBot") return "s3cret";
    throw new Error(`Missing required configuration variable '${name}'\n\tplease set a value`);
};

function mistakes(text: string, options: cvg.ParseTenantsOptions = {}): readonly cvg.TenantsProblem[] {
    try {
        cvg.parseTenants(text, { presets, ...options });
    } catch (error) {
        if (error instanceof cvg.TenantsError) return error.problems;
        throw error;
    }
    return [];
}
const messages = (text: string, options?: cvg.ParseTenantsOptions): readonly string[] =>
    mistakes(text, options).map(({ message }) => message);

test("all mistakes of a file are told at once, each with its line, column, value and remedy", () => {
    const text = readFileSync(join(__dirname, "mistakes.yaml"), "utf8");
    const found = messages(text, { secrets: noSecret });
    expect(found.map((message) => message.split("\n", 1)[0])).toMatchInlineSnapshot(`
[
  "CVG209 tenants.yaml:10:17 acme: preset strct is none of the program's.",
  "CVG202 tenants.yaml:11:9 acme: privcy does not exist.",
  "CVG208 tenants.yaml:12:32 acme: privacy.recordings: no is text, and a switch only for readers of YAML 1.1.",
  "CVG102 tenants.yaml:12:53 acme: privacy.dialogRetention does not take this text: 2 days.",
  "CVG102 tenants.yaml:12:79 acme: privacy.anonymizeNumbers does not take this text: ja.",
  "CVG208 tenants.yaml:15:23 acme / claims: name: 007 without quotes reads as the number 7, and the zero in front is gone.",
  "CVG208 tenants.yaml:20:43 acme / claims / hotline: platformNumbers[0]: +4989200001 without quotes reads as the number 4989200001, and the plus is gone.",
  "CVG201 tenants.yaml:20:71 acme / claims / hotline: platformNumbers[2] is the same as platformNumbers[1]: "+4989200002".",
  "CVG208 tenants.yaml:21:43 acme / claims / hotline: utteranceTimeout: 0500 reads as 500 here, and as something else for other readers of YAML.",
  "CVG201 tenants.yaml:22:44 acme / claims / hotline: inactivityTimeout does not take 90000.",
  "CVG202 tenants.yaml:23:25 acme / claims / hotline: colour does not exist.",
  "CVG201 tenants.yaml:24:51 acme / claims / hotline: bot.url does not take this text: bots.example.",
  "CVG207 tenants.yaml:25:21 hotline stands here a second time: line 17 has it already.",
  "CVG204 tenants.yaml:29:21 acme / claims / wind screens has a key that is none.",
  "CVG201 tenants.yaml:31:30 acme / claims / wind screens: name is empty.",
  "CVG202 tenants.yaml:32:84 acme / claims / wind screens: bot.token does not exist for type "cognigy".",
  "CVG201 tenants.yaml:33:35 acme / claims / wind screens: ifExists does not take this text: maybe.",
  "CVG203 tenants.yaml:34:13 acme / sales: name is missing.",
  "CVG208 tenants.yaml:38:31 acme / sales / dates: name: true without quotes reads as a switch, not as text.",
  "CVG201 tenants.yaml:39:46 acme / sales / dates: transcriberLanguage does not take this text: deutsch!.",
  "CVG201 tenants.yaml:40:45 acme / sales / dates: fallback.number does not take this text: 089 200009.",
  "CVG208 tenants.yaml:41:44 acme / sales / dates: minimumNoiseLevel: -3e1 reads as -30 here, and as something else for other readers of YAML.",
  "CVG209 tenants.yaml:42:90 acme / sales / dates: secret other is not there.",
  "CVG201 tenants.yaml:43:35 acme / sales / dates: formerly does not take this text: claims.",
  "CVG205 tenants.yaml:44:5 acme-claims and acme / claims (line 14) would both have the logical name acme-claims.",
  "CVG201 tenants.yaml:46:18 acme-claims: privacy does not take a list.",
  "CVG206 tenants.yaml:47:13 Globex is one value.",
  "CVG202 tenants.yaml:48:1 defalts does not exist.",
]
`);
    expect(found.filter((message) => !/\n {2}\S/.test(message))).toEqual([]);
    expect(found.join("\n")).not.toContain("secret-that-is-here");
});

const YAML = `
x-speech: &speech { transcriberLanguage: de-DE, synthesizerLanguage: de-DE }
defaults:
  project:
    <<: *speech
    transcribers: [{ vendor: GOOGLE }]
    synthesizers: [{ vendor: MICROSOFT }]
    bot: { type: custom, token: { secret: claimsBot } }
tenants:
  acme:
    name: NO
    preset: strict
    privacy: { dialogRetention: { atMost: 1 hour }, because: DSFA 2026-14 }
    accounts:
      claims:
        name: 12:30
        formerly: [schaden, { name: claims }]
        projects:
          hotline:
            name: 2024-01-01
            platformNumbers: ["+4989200001", "+4989200002"]
            bot: { url: "https://bot.example/" }
            inactivityTimeout: 5000
          other:
            name: Andere
            bot: { type: cognigy, endpointUrl: "https://bot.example/" }
  globex:
    name: Globex
    privacy: false
    ifExists: restore
`;
const CSV = `tenant;account;project;name;preset;privacy.dialogRetention.atMost;formerly;platformNumbers;inactivityTimeout;transcriberLanguage;synthesizerLanguage;transcribers;synthesizers;bot.type;bot.url;bot.endpointUrl;bot.token.secret;privacy;ifExists;privacy.because
acme;;;NO;strict;1 hour;;;;;;;;;;;;;;DSFA 2026-14
acme;claims;;12:30;;;schaden;;;;;;;;;;;;;
acme;claims;hotline;2024-01-01;;;;+4989200001 +4989200002;5000;de-DE;de-DE;GOOGLE;MICROSOFT;custom;https://bot.example/;;claimsBot;;;
acme;claims;other;"Andere";;;;;;de-DE;de-DE;GOOGLE;MICROSOFT;cognigy;;https://bot.example/;;;;
globex;;;Globex;;;;;;;;;;;;;;false;restore;
`;

describe("a file that is right", () => {
    const read = () => cvg.parseTenants(YAML, { presets, secrets: noSecret });

    test("reads as it looks: NO, times and dates stay text, defaults and anchors are filled in", async () => {
        const { acme, globex } = read();
        expect(acme).toMatchObject({
            name: "NO",
            preset: presets.strict,
            privacy: { dialogRetention: { atMost: "1 hour" }, because: "DSFA 2026-14" },
        });
        expect(acme?.accounts?.claims).toMatchObject({ name: "12:30", formerly: ["schaden", { name: "claims" }] });
        const { hotline, other } = acme?.accounts?.claims?.projects ?? {};
        expect(hotline).toMatchObject({ name: "2024-01-01", platformNumbers: ["+4989200001", "+4989200002"], inactivityTimeout: 5000 });
        expect(hotline).toMatchObject({
            transcribers: [{ vendor: "GOOGLE" }],
            transcriberLanguage: "de-DE",
            bot: { type: "custom", url: "https://bot.example/" },
        });
        expect(other?.bot).toEqual({ type: "cognigy", endpointUrl: "https://bot.example/" });
        expect(globex).toEqual({ name: "Globex", privacy: false, ifExists: "restore" });
    });

    test("declares tenants, with the program's presets and secrets", async () => {
        const registered = await underMocks();
        const tenants = Object.entries(read()).map(([key, args]) => new cvg.Tenant(key, args));
        await Promise.all(tenants.flatMap(({ projects }) => Object.values(projects).map(({ token }) => settled(token))));
        const inputs = registered.find(({ name }) => name === "acme-hotline")?.inputs;
        // What has a secret in it travels sealed.
        expect(inputs?.bot).toMatchObject({ value: { type: "custom", url: "https://bot.example/", token: "s3cret" } });
        const acme = registered.find(({ name, type }) => name === "acme" && type.endsWith("Customer"));
        expect(heardIn(acme?.inputs ?? {})?.presets).toEqual({
            anonymizeNumbers: "strict",
        });
    });

    test("says the same as a table", () => {
        const secrets = (): string => "s3cret";
        const fromTable = cvg.parseTenants(CSV, { presets, secrets, file: "tenants.csv" });
        const { acme, globex } = cvg.parseTenants(YAML.replace(", { name: claims }", ""), { presets, secrets });
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, inner) => (key === "token" ? "secret" : inner)));
        expect(plain(fromTable)).toEqual(plain({ acme, globex }));
    });

    test("may have a name with a character that nobody sees: the provider knows whether it is recorded so", () => {
        const name = "Acme\u2028Nord";
        const acme = { name, privacy: {} };
        expect(cvg.parseTenants(stringify({ tenants: { acme } }))).toEqual({ acme });
    });

    test("comes back as it was when it is written and read again", () => {
        const written = {
            acme: { name: "+49", privacy: { recordings: true }, accounts: { claims: { name: "no", projects: {} } } },
            other: { name: "007", privacy: {} },
        };
        expect(cvg.parseTenants(stringify({ tenants: written }))).toEqual(written);
    });
});

test("a tenant that says nothing of privacy is told with the file's other mistakes, unless the defaults say it or a field is misspelt", () => {
    const file = (tenant: object, defaults: object) =>
        stringify({ defaults: { tenant: defaults }, tenants: { acme: { name: "Acme", ...tenant } } });
    const told = (tenant: object, defaults: object = {}) => mistakes(file(tenant, defaults)).map(({ message }) => message.split("\n")[0]);
    expect(told({ accounts: { claims: {} } })).toEqual([
        "CVG203 tenants.yaml:4:3 acme: privacy is missing.",
        "CVG203 tenants.yaml:7:7 acme / claims: name is missing.",
    ]);
    for (const said of [{ privacy: {} }, { privacy: false }, { preset: "strict" }]) {
        expect(told(said)).toEqual([]);
        expect(told({}, said)).toEqual([]);
    }
    expect(told({ privcy: {} })).toEqual([expect.stringMatching(/^CVG202 .*privcy/)]);
});

describe("surprises of YAML", () => {
    const project = (field: string): string =>
        `tenants:\n  a:\n    name: A\n    privacy: {}\n    accounts: { b: { name: B, projects: { c: { ${field} } } } }\n`;
    const about = (field: string): readonly string[] => messages(project(field)).filter((message) => !message.includes("is missing"));

    test.each([
        [
            "defaultCallerId: +4989200001",
            /CVG208 tenants.yaml:5:\d+ a \/ b \/ c: defaultCallerId: \+4989200001 without quotes reads as the number 4989200001, and the plus is gone\.\n {2}Write "\+4989200001"\./,
        ],
        ["name: null", /name: null without quotes reads as nothing, not as text\.\n {2}Write "null"\./],
        ["name: 1e3", /name: 1e3 without quotes reads as the number 1000\.\n {2}Write "1e3"\./],
        ["active: off", /active: off is text, and a switch only for readers of YAML 1\.1\.\n {2}Write false\./],
        ["privacy: { recordings: Yes }", /privacy\.recordings: Yes is text.*\n {2}Write true\./],
        ["utteranceTimeout: 0x1F4", /utteranceTimeout: 0x1F4 reads as 500 here.*\n {2}Write 500\./],
        ["utteranceTimeout: 8:20", /CVG201 .*utteranceTimeout does not take text: 8:20\./],
        ["utteranceTimeout: 0o764", /utteranceTimeout: 0o764 reads as 500 here/],
        ["utteranceTimeout: .inf", /utteranceTimeout does not take Infinity: \.inf/],
        ["privacy: { dialogRetention: 60 }", /CVG102 .*privacy\.dialogRetention does not take a number: 60\./],
        [
            "bot: { type: rasa, url: 'https://b.example/', token: 12345678 }",
            /bot\.token: without quotes it does not read as text\.\n {2}Write it in quotes\./,
        ],
    ])("%s", (field, message) => {
        const found = about(field);
        expect(found).toHaveLength(1);
        expect(found[0]).toMatch(message);
        expect(found[0]).not.toContain("12345678");
    });

    test("a directive for YAML 1.1 makes no switch of a word", () => {
        expect(messages("%YAML 1.1\n---\ntenants: { a: { name: no, privacy: {} } }")).toEqual([]);
    });

    test("an alias that leads to itself, one that leads nowhere, tags and second documents are refused where they stand", () => {
        expect(messages("tenants: &t\n  a: { name: A, accounts: *t }\n").join()).toMatch(
            /CVG206 tenants.yaml:2:\d+ \*t is inside of what it stands for/,
        );
        expect(messages("tenants:\n  a: *nobody\n").join()).toMatch(/CVG206 tenants.yaml:2:6 .*nobody/);
        expect(messages("tenants:\n  a: { name: !include x }\n").join()).toMatch(/CVG206 tenants.yaml:2:14 .*!include/);
        expect(messages("tenants: {}\n---\ntenants: {}\n").join()).toMatch(/CVG206 tenants.yaml:2:1/);
    });

    test("what is no YAML, and what is empty", () => {
        expect(messages("tenants:\n\ta: 1\n")[0]).toMatch(/^CVG206 tenants.yaml:2:1 cannot be read as YAML: .*[Tt]ab/);
        expect(messages("tenants: {}\n---\ntenants: {}\n")[0]).toMatch(
            /^CVG206 tenants\.yaml:2:1 cannot be read as YAML: it holds more than one document, with --- between them\./,
        );
        expect(messages("")).toEqual(["CVG206 tenants.yaml:1:1 is empty.\n  Write `tenants:` and the tenants below it."]);
        expect(messages("- a")[0]).toMatch(/CVG206 tenants.yaml:1:1 the file is a list/);
    });
});

describe("tables", () => {
    const table = (...rows: readonly string[]): readonly string[] => messages(rows.join("\n"), { file: "tenants.csv" });

    test("every mistake has its line and its column", () => {
        expect(
            table(
                "tenant,account,project,name,presett,active,utteranceTimeout,platformNumbers,bot.type",
                "acme,,,Acme,,yes,,,",
                "acme,claims,,Schaden,,,,,",
                "acme,claims,hotline,Hotline,,,500.5,4989200001,rasa",
                "acme,,lost,Lost,,,,,",
                "acme,claims,,Nochmal,,,,,",
                ",sales,,Sales,,,,,",
            ).filter((message) => !message.includes(" is missing.\n  It takes")),
        ).toMatchInlineSnapshot(`
[
  "CVG202 tenants.csv:1 (column presett) column presett does not exist.
  Did you mean preset? If not, take it out.",
  "CVG208 tenants.csv:2 (column active) acme: active: yes is text, and a switch only for readers of YAML 1.1.
  Write true.",
  "CVG201 tenants.csv:4 (column platformNumbers) acme / claims / hotline: platformNumbers[0] does not take this text: 4989200001.
  It takes a telephone number as + and up to 15 digits (E.164), like "+498912345".",
  "CVG201 tenants.csv:4 (column utteranceTimeout) acme / claims / hotline: utteranceTimeout does not take 500.5.
  It takes whole milliseconds, 200 to 1000.",
  "CVG203 tenants.csv:5 (column account) account is missing.
  Write the key of the account that the row belongs to.",
  "CVG207 tenants.csv:6:1 acme / claims has a row already: line 3.
  Keep one of them.",
  "CVG203 tenants.csv:7 (column tenant) tenant is missing.
  Write the key of the tenant that the row belongs to.",
]
`);
    });

    test("a tenant whose row says nothing of privacy is told what its row can say, unless a column is misspelt", () => {
        const said = ["tenant,name,preset,privacy,privacy.recordings", "acme,Acme,,,", "b,B,,,inherit", "c,C,,false,", "d,D,strict,,"];
        expect(table(...said)).toEqual([
            'CVG203 tenants.csv:2:1 acme: privacy is missing.\n  Fill a column of its row: preset, or a setting like privacy.recordings ("inherit" follows the reseller), or privacy with false where a PrivacyPolicy elsewhere says it.',
        ]);
        expect(table("tenant,name,presett", "acme,Acme,strict")).toEqual([expect.stringMatching(/^CVG202 .*column presett/)]);
    });

    test("quoted cells may have separators and line breaks, and lines are still counted", () => {
        expect(table("tenant,name,preset", 'acme,"Acme, Versicherung\n",strict', "globex,Globex,open,more")).toEqual([
            "CVG206 tenants.csv:4:4 has more cells than there are columns.\n  Put cells with the separator in them into quotes.",
        ]);
        expect(table("tenant,name", "")).toEqual([
            "CVG206 tenants.csv:1:1 has columns, and no unit.\n  Write a line for each unit below the names of the columns.",
        ]);
        expect(table("tenant,name", 'acme,"Acme')[0]).toMatch(/^CVG206 tenants.csv:2:1 cannot be read as CSV/);
    });
});
