/** `cvg audit`, as somebody types it. */
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { cvgWith, dataFile } from "../sandbox/command-line.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

const Counts = z.object({ counts: z.record(z.string(), z.number()) });
let tenancy: Tenancy;
beforeEach(async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    writeFileSync(dataFile("rules.yaml"), RULES);
});
afterEach(() => tenancy.close());

const RULES = `rules:
    recordings-a-week:
        says: Nobody keeps recordings over a week.
        level: overridable
        floor: { recordingRetention: 1 week }
    no-calls-out:
        says: Bots call nobody on their own.
        level: advisory
        floor: { outboundCalls: false }
        except: [Acme Versicherung / Vertrieb]
tests:
    - { rule: recordings-a-week, unit: { path: A / B / C, settings: { recordings: true, recordingRetention: 1 month } }, breaks: true }
`;

async function typed(...args: readonly string[]): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
    const { ended, output } = cvgWith(tenancy.env, "audit", "--rules", dataFile("rules.yaml"), ...args);
    return { code: await ended, ...output };
}

const ZAEHLERSTAND =
    "project Stadtwerke Musterstadt / Kundenservice / Zählerstand: recordingRetention is 1 month, and may be 1 week at most";

test("every live unit is held to the rules, and nothing is written", async () => {
    const { code, stdout } = await typed();
    expect({ code, lines: stdout.split("\n") }).toEqual({
        code: 2,
        lines: [
            "OVERRIDABLE recordings-a-week: Nobody keeps recordings over a week.",
            `  ${ZAEHLERSTAND}`,
            "",
            "ADVISORY no-calls-out: Bots call nobody on their own.",
            "  project Acme Versicherung / Krankenversicherung / Leistungsauskunft: outboundCalls is true, and has to be false",
            "  project Acme Versicherung / Schaden / Glasbruch: outboundCalls is true, and has to be false",
            "  project Acme Versicherung / Schaden / Schadenhotline: outboundCalls is true, and has to be false",
            "",
            "12 units, 2 rules: 0 kept, 2 broken by 4 breaches, 0 of them approved. FAILED by 1 breach.",
            "",
        ],
    });
    const { counts } = Counts.parse(await tenancy.control("GET", "/requests"));
    expect(Object.keys(counts).filter((route) => !/^(?:GET |POST token)/.test(route))).toEqual([]);
});

test("an approval lets it pass, and several outputs come of one reading", async () => {
    const approval = {
        tenant: "Stadtwerke Musterstadt",
        finding: "rule:recordings-a-week",
        to: "1 month",
        by: "dpo",
        because: "DSFA 7",
        until: "2999-01-01",
    };
    writeFileSync(dataFile("approvals.json"), JSON.stringify({ approvals: [approval] }));
    const [sarif, junit] = [dataFile("audit.sarif"), dataFile("audit.xml")];
    const { code, stdout } = await typed(
        "--approvals",
        dataFile("approvals.json"),
        "-o",
        "terminal",
        "-o",
        `sarif=${sarif}`,
        "-o",
        `junit=${junit}`,
    );
    expect(code).toBe(0);
    expect(stdout).toContain(`${ZAEHLERSTAND} (approved by dpo: DSFA 7)\n`);
    expect(stdout).toContain("Passed.\n");
    const results = JSON.parse(readFileSync(sarif, "utf8")).runs[0].results;
    expect(results.map(({ ruleId }: { readonly ruleId: string }) => ruleId)).toEqual(["no-calls-out", "no-calls-out", "no-calls-out"]);
    expect(readFileSync(junit, "utf8")).toContain('<testsuites name="cvg audit" tests="4" failures="0" errors="0">');
});

test("the tests of the rules run alone, without a gateway", async () => {
    const { ended, output } = cvgWith({}, "audit", "--rules", dataFile("rules.yaml"), "--test");
    expect([await ended, output.stdout]).toEqual([0, "1 test of 2 rules passed. Nothing was judged.\n"]);
    writeFileSync(dataFile("rules.yaml"), RULES.replace("breaks: true", "breaks: false"));
    expect(await typed()).toEqual({
        code: 1,
        stdout: "",
        stderr: expect.stringContaining(
            "CVG623 The rules do not do what their own tests say, so nothing was judged: Test 1: A / B / C breaks recordings-a-week",
        ),
    });
});

test.each([
    [["-o", "pdf"], 'CVG602 --output does not know "pdf".\n  Choose terminal, json, sarif or junit.'],
    [["--customer", "Nobody"], 'CVG602 There is no customer "Nobody"'],
])("what cannot be done is told: %j", async (args, says) => {
    expect(await typed(...args)).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining(says) });
});
