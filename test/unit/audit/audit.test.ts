/** Rules of an organisation: who breaks them, who is excepted, what is approved, and what does not count. */
import { XMLValidator } from "fast-xml-parser";
import { audit, type Subject } from "../../../provider/audit/audit.js";
import { toJson, toJunit, toSarif, toTerminal } from "../../../provider/audit/render.js";
import { type Rules, rulesFrom } from "../../../provider/audit/rules.js";
import { previewed } from "../../../provider/audit/subjects.js";
import { review } from "../../../provider/review/index.js";
import { parseApprovals } from "../../../provider/review/shapes.js";
import { inChunks, NOW, Unpacked } from "../../review/make.js";
import { CLOSED, OPEN } from "./settings.js";

const TODAY = "2026-11-27";
const rules = (rule: object = {}, tests: readonly object[] = []): Rules =>
    rulesFrom({
        rules: {
            "a-week": {
                says: "Nobody keeps recordings over a week.",
                level: "mandatory",
                floor: { recordingRetention: "1 week" },
                ...rule,
            },
        },
        tests,
    });

const project = (path: string, more: Partial<Subject> = {}): Subject => {
    const names = path.split(" / ");
    return { level: "project", path: names, tokens: names.map((name) => `t-${name}`), applies: OPEN, source: undefined, ...more };
};
const HOTLINE = project("Acme / Schaden / Hotline");
const broken = (of: Rules, ...units: readonly Subject[]): readonly string[] =>
    audit(of, units, [], TODAY).breaches.map(({ subject, setting, to, floor }) => `${subject.path.at(-1)} ${setting} ${to} > ${floor}`);

describe("what breaks a rule", () => {
    test("a setting that is looser than the floor, and none that is as strict or stricter", () => {
        expect(broken(rules(), HOTLINE, project("Acme / Schaden / Closed", { applies: CLOSED }))).toEqual([
            "Hotline recordingRetention 1 month > 1 week",
        ]);
        expect(broken(rules({ floor: { recordingRetention: "1 month" } }), HOTLINE)).toEqual([]);
        expect(broken(rules({ floor: { anonymizeNumbers: true, recordings: false, outboundCalls: true } }), HOTLINE)).toEqual([
            "Hotline recordings true > false",
            "Hotline anonymizeNumbers false > true",
        ]);
    });

    test("a period breaks nothing where nothing is kept", () => {
        expect(broken(rules(), project("A / B / C", { applies: { ...OPEN, recordings: false } }))).toEqual([]);
        const dialogs = rules({ floor: { dialogRetention: "1 hour" } });
        expect(broken(dialogs, project("A / B / C", { applies: { ...OPEN, storeDialogData: false } }))).toEqual([]);
        expect(broken(dialogs, HOTLINE)).toEqual(["Hotline dialogRetention 1 month > 1 hour"]);
    });

    test("what nobody knows may be anything", () => {
        const unknown = project("A / B / C", { applies: { recordings: true } });
        expect(broken(rules(), unknown)).toEqual(["C recordingRetention unknown > 1 week"]);
        expect(toTerminal(audit(rules(), [unknown], [], TODAY))).toContain(
            "nobody here knows what recordingRetention will be, and may be 1 week at most",
        );
    });

    test("only units of the levels that a rule names: projects, where it names none", () => {
        const customer = project("Acme", { level: "customer" });
        expect(broken(rules(), customer)).toEqual([]);
        expect(broken(rules({ units: ["customer"] }), customer, HOTLINE)).toEqual(["Acme recordingRetention 1 month > 1 week"]);
    });
});

describe("exceptions", () => {
    test.each(["Acme", "Acme / Schaden", "Acme / Schaden / Hotline", "t-Acme", "t-Schaden", "Hotline"])(
        "by %s reach what is below",
        (except) => {
            const result = audit(rules({ except: [except] }), [HOTLINE, project("Globex / X / Y")], [], TODAY);
            expect(result.breaches.map(({ subject }) => subject.path.at(-1))).toEqual(["Y"]);
            expect(result.idle).toEqual([]);
        },
    );

    test("a name that two tenants have excepts neither, and that is told", () => {
        const other = project("Acme / X / Y", { tokens: ["t-other", "t-x", "t-y"] });
        const result = audit(rules({ except: ["Acme", "Nobody"] }), [HOTLINE, other], [], TODAY);
        expect(result.breaches).toHaveLength(2);
        expect(result.idle).toEqual([
            'a-week excepts "Acme": 2 units are called that, so name a token or a path',
            'a-week excepts "Nobody": nobody here is called that',
        ]);
    });
});

describe("approvals", () => {
    const approve = (more: object = {}) => {
        const one = {
            tenant: "Acme",
            finding: "rule:a-week",
            to: "1 month",
            by: "dpo@acme.example",
            because: "DSFA 7",
            until: "2027-01-31",
        };
        return parseApprovals(JSON.stringify({ approvals: [{ ...one, ...more }] }));
    };
    const failing = (level: string, more: object = {}) => audit(rules({ level }), [HOTLINE], approve(more), TODAY);

    test("let an overridable rule pass, and only with the exact value, before they expire", () => {
        expect(failing("overridable").failing).toEqual([]);
        expect([...failing("overridable").approved.values()]).toEqual(["dpo@acme.example: DSFA 7"]);
        for (const more of [
            { to: "2 weeks" },
            { until: "2026-11-26" },
            { tenant: "Globex" },
            { finding: "rule:other" },
            { unit: "Vertrieb / X" },
        ])
            expect({ more, ...failing("overridable", more) }).toMatchObject({ failing: [{ to: "1 month" }], idle: [expect.any(String)] });
    });

    test("do nothing for a mandatory rule, and an advisory one never fails", () => {
        expect(failing("mandatory")).toMatchObject({ failing: [{ to: "1 month" }], idle: ['not used: Acme: rule:a-week "1 month"'] });
        expect(audit(rules({ level: "advisory" }), [HOTLINE], [], TODAY)).toMatchObject({ failing: [], breaches: [{ to: "1 month" }] });
    });

    test("of a review stand in the same file, and are no business of an audit", () => {
        expect(audit(rules(), [HOTLINE], approve({ finding: "recordings-longer" }), TODAY).idle).toEqual([]);
    });

    test("of something that neither knows are refused by name", () => {
        expect(() => approve({ finding: "rule" })).toThrow(
            /approvals\.0\.finding: one that `cvg review` finds \(.*recordings-longer.*\), or rule: and/,
        );
    });
});

describe("the file of rules", () => {
    const KEPT = { says: "x", level: "mandatory", floor: { recordings: false } };
    test.each([
        [{ rules: {}, more: 1 }, /Unrecognized key: "more"/],
        [{ rules: { "a week": {} } }, /a name of small letters, digits and hyphens/],
        [{ rules: { a: { says: "x", level: "must", floor: { recordings: false } } } }, /rules\.a\.level/],
        [{ rules: { a: { says: "x", level: "mandatory", floor: {} } } }, /rules\.a\.floor: at least one setting/],
        [
            { rules: { a: { says: "x", level: "mandatory", floor: { recordings: true, anonymizeNumbers: false } } } },
            /rules\.a\.floor: no unit can break it, because nothing is looser than recordings: true and anonymizeNumbers: false; a floor is/,
        ],
        [{ rules: { a: { says: "x", level: "mandatory", floor: { recordingRetention: "2 fortnights" } } } }, /a period like "1 week"/],
        [{ rules: { a: { says: "x", level: "mandatory", floor: { recording: false } } } }, /Unrecognized key: "recording"/],
        [{ rules: {} }, /rules: at least one rule/],
        [
            { rules: { a: KEPT }, tests: [{ rule: "b", unit: { path: "A", settings: {} }, breaks: true }] },
            /test of rule b, and no such rule/,
        ],
        [{}, /cannot be read: rules is missing\.$/m],
        [undefined, /cannot be read: the file is empty\.$/m],
        [null, /cannot be read: the file is empty\.$/m],
        [{ rules: null }, /cannot be read: rules is empty\.$/m],
        [{ rules: { a: { says: "x", floor: { recordings: false } } } }, /cannot be read: rules\.a\.level is missing\.$/m],
    ])("is refused where it cannot be meant: %j", (file, says) => {
        expect(() => rulesFrom(file)).toThrow(/^CVG623 /);
        expect(() => rulesFrom(file)).toThrow(says);
    });

    test("may name a value that nothing is looser than beside one that can be broken, and any period", () => {
        for (const floor of [
            { recordings: true, recordingRetention: "1 week" },
            { dialogRetention: "1 month" },
            { anonymizeNumbers: true },
        ])
            expect(rulesFrom({ rules: { a: { ...KEPT, floor } } }).rules).toHaveLength(1);
    });

    const test1 = (breaks: boolean) => ({
        rule: "a-week",
        unit: { path: "A / B / C", settings: { recordings: true, recordingRetention: "2 weeks" } },
        breaks,
    });
    test("judges nobody while its own tests say something else", () => {
        expect(broken(rules({}, [test1(true)]), HOTLINE)).toHaveLength(1);
        expect(() => broken(rules({}, [test1(false)]), HOTLINE)).toThrow(
            "CVG623 The rules do not do what their own tests say, so nothing was judged: Test 1: A / B / C breaks a-week, and should not.",
        );
    });
});

describe("what is written", () => {
    const HOSTILE = project('A&B "<x>" / \u001b[2J / Z', { source: { file: "tenants/a b.ts", line: 7 } });
    const result = audit(rules(), [HOSTILE], [], TODAY);

    test("says the same in every form", () => {
        expect(toTerminal(result)).toBe(
            'MANDATORY a-week: Nobody keeps recordings over a week.\n  project A&B "<x>" / [2J / Z: recordingRetention is 1 month, and may be 1 week at most\n\n1 unit, 1 rule: 0 kept, 1 broken by 1 breach, 0 of them approved. FAILED by 1 breach.\n',
        );
        expect(JSON.parse(toJson(result))).toMatchObject({
            passed: false,
            breaches: [{ rule: "a-week", is: "1 month", atMost: "1 week", fails: true }],
        });
        expect(XMLValidator.validate(toJunit(result))).toBe(true);
        expect(toJunit(result)).toContain('<testsuites name="cvg audit" tests="1" failures="1" errors="0">');
        const [run] = JSON.parse(toSarif(result, "live/")).runs;
        expect(run.tool.driver.rules).toEqual([
            { id: "a-week", shortDescription: { text: "Nobody keeps recordings over a week." }, defaultConfiguration: { level: "error" } },
        ]);
        expect(run.results[0]).toMatchObject({
            ruleId: "a-week",
            level: "error",
            locations: [{ physicalLocation: { artifactLocation: { uri: "live/tenants/a%20b.ts" }, region: { startLine: 7 } } }],
        });
    });

    test("a rule that is kept is one test that passed", () => {
        const kept = audit(rules(), [project("A / B / C", { applies: CLOSED })], [], TODAY);
        expect(toJunit(kept)).toContain('tests="1" failures="0"');
        expect(toTerminal(kept)).toBe("1 unit, 1 rule: 1 kept, 0 broken. Passed.\n");
    });
});

test("a preview is judged by what will apply, with the lines that declare it", async () => {
    const report = await review(inChunks(Unpacked("numbers-shown-to-a-tenant").preview), { now: NOW });
    const result = audit(rules({ floor: { anonymizeNumbers: true } }), previewed(report), [], TODAY);
    const shown = report
        .units()
        .filter(
            ({ level, rows }) =>
                level === "project" && rows.some(({ setting, after }) => setting === "anonymizeNumbers" && after === "false"),
        );
    expect(shown.length).toBeGreaterThan(0);
    expect(result.breaches.map(({ subject }) => subject.path)).toEqual(shown.map(({ path }) => path));
    expect(result.breaches.every(({ subject: { source } }) => source !== undefined)).toBe(true);
});

test("a preview that failed is not judged", async () => {
    const report = await review(inChunks(Unpacked("a-level-above-forbids").preview), { now: NOW });
    expect(() => previewed(report)).toThrow(/^CVG620 The preview failed, so nothing of it was judged: /);
});
