/** Rules as policies of a pack: what they see of a resource. */
import { type AuditedResource, policiesFrom } from "../../../provider/audit/index.js";

const RULES = {
    rules: {
        "a-week": {
            says: "Nobody keeps recordings over a week.",
            level: "overridable",
            floor: { recordingRetention: "1 week" },
            units: ["customer", "project"],
        },
        hashed: { says: "Numbers are hashed.", level: "advisory", floor: { anonymizeNumbers: true } },
    },
};
const effective = { recordings: true, recordingRetention: "1 month", anonymizeNumbers: true };
const resource = (more: Partial<AuditedResource> = {}): AuditedResource => ({
    type: "pulumi-nodejs:dynamic/cvg:Project",
    name: "hotline",
    props: { active: true, effective },
    ...more,
});

function said(of: AuditedResource, options = {}): readonly string[] {
    const told: string[] = [];
    for (const policy of policiesFrom(RULES, options)) policy.validateResource(of, (message) => told.push(`${policy.name}: ${message}`));
    return told;
}

test("an overridable rule is mandatory, an advisory one warns", () => {
    expect(policiesFrom(RULES).map(({ name, description, enforcementLevel }) => ({ name, description, enforcementLevel }))).toEqual([
        { name: "a-week", description: "Nobody keeps recordings over a week.", enforcementLevel: "mandatory" },
        { name: "hashed", description: "Numbers are hashed.", enforcementLevel: "advisory" },
    ]);
});

const TOLD = "recordingRetention is 1 month, and may be 1 week at most.";
test.each<[string, Partial<AuditedResource>, readonly string[]]>([
    ["a project", {}, [`a-week: project hotline: ${TOLD}`]],
    ["a customer of a plugin", { type: "cvg:index:Customer" }, [`a-week: customer hotline: ${TOLD}`]],
    ["an account, of which no rule speaks", { type: "pulumi-nodejs:dynamic/cvg:Account" }, []],
    [
        "a policy of a customer",
        { type: "pulumi-nodejs:dynamic/cvg:PrivacyPolicy", props: { level: "customer", effective } },
        [`a-week: customer hotline: ${TOLD}`],
    ],
    ["a policy of an account", { type: "pulumi-nodejs:dynamic/cvg:PrivacyPolicy", props: { level: "account", effective } }, []],
    ["an inactive one", { props: { active: false, effective } }, []],
    ["one that manages no settings", { props: { active: true } }, []],
    ["what is no unit", { type: "aws:s3/bucket:Bucket" }, []],
    ["what is called like one", { type: "acme:cvgish:Project" }, []],
    [
        "a setting that is not there",
        { props: { effective: { recordings: true, recordingRetention: "1 week" } } },
        ["hashed: project hotline: nobody here knows what anonymizeNumbers will be, and has to be true."],
    ],
])("%s", (_what, more, told) => {
    expect(said(resource(more))).toEqual(told);
});

test("a resource is excepted by its logical name, from the rule that is named", () => {
    expect(said(resource(), { except: { "a-week": ["hotline"] } })).toEqual([]);
    expect(said(resource(), { except: { hashed: ["hotline"] } })).toHaveLength(1);
    expect(() => said(resource(), { except: { weekly: ["hotline"] } })).toThrow(
        "CVG623 except names the rule weekly, and there is no such rule.",
    );
});

test("what is not known yet is waited for: reading it throws, as the policy library wants it", () => {
    const props = new Proxy(
        {},
        {
            get: () => {
                throw new Error("not known");
            },
        },
    );
    expect(() => said(resource({ props }))).toThrow("not known");
});

test("rules that fail their own tests make no policy", () => {
    const tests = [{ rule: "hashed", unit: { path: "A", settings: { anonymizeNumbers: true } }, breaks: true }];
    expect(() => policiesFrom({ ...RULES, tests })).toThrow(/^CVG623 The rules do not do what their own tests say/);
});
