/** Gates and approvals. */
import { guarded, parseGates, type Report, review } from "../../../provider/review/index.js";
import { toCodeQuality } from "../../../provider/review/renderers.js";
import { parseApprovals } from "../../../provider/review/shapes.js";
import { inChunks, NOW, Unpacked } from "../../review/make.js";
import { type Declared, previewOf, step } from "../../review/steps.js";

const report = (name: string): Promise<Report> => review(inChunks(Unpacked(name).preview), { now: NOW });
const TODAY = "2026-11-27";
const approval = (more: object = {}) => ({
    ...{
        tenant: "Versicherung Aalen",
        finding: "recordings-cut",
        to: "1 day",
        by: "dpo@aalen.example",
        because: "DSFA 2026-14",
        until: "2027-01-31",
    },
    ...more,
});
const approvals = (...list: readonly object[]) => parseApprovals(JSON.stringify({ approvals: list }));

test("a gate holds back what it names, and nothing else", async () => {
    const lost = await report("pr-01-retention-shortened");
    expect(guarded(lost, parseGates("data-lost"), [], TODAY).gates).toEqual(["data-lost: 7 findings are not approved"]);
    expect(guarded(lost, parseGates("irrevocable, exposed,bot-host"), [], TODAY).gates).toEqual([]);
});

test("a limit counts operations", async () => {
    const deleted = await report("pr-05-tenant-deleted");
    expect(guarded(deleted, parseGates("delete>5"), [], TODAY).gates).toEqual(["delete>5: 9 units"]);
    expect(guarded(deleted, parseGates("delete>9,create>0"), [], TODAY).gates).toEqual([]);
});

test("an approval of exactly this change lets it pass", async () => {
    const { gates, idle, approved } = guarded(
        await report("pr-01-retention-shortened"),
        parseGates("data-lost"),
        approvals(approval()),
        TODAY,
    );
    expect([gates, idle]).toEqual([[], []]);
    expect([...new Set(approved.values())]).toEqual(["dpo@aalen.example: DSFA 2026-14"]);
});

test.each([
    ["of another value", { to: "1 hour" }, 'not used, because the new value is "1 day": Versicherung Aalen: recordings-cut "1 hour"'],
    ["of another tenant", { tenant: "Stadtwerke Bremen" }, 'not used: Stadtwerke Bremen: recordings-cut "1 day"'],
    ["of another finding", { finding: "dialogs-cut" }, 'not used: Versicherung Aalen: dialogs-cut "1 day"'],
    ["that has expired", { until: "2026-11-26" }, 'expired on 2026-11-26: Versicherung Aalen: recordings-cut "1 day"'],
    ["of a unit that has no such finding", { unit: "Schaden / Nobody" }, 'not used: Versicherung Aalen: recordings-cut "1 day"'],
])("an approval %s approves nothing, and that is told", async (_what, more, told) => {
    const held = guarded(await report("pr-01-retention-shortened"), parseGates("data-lost"), approvals(approval(more)), TODAY);
    expect(held.gates).toEqual(["data-lost: 7 findings are not approved"]);
    expect(held.idle).toEqual([told]);
});

test("an approval of one unit leaves the others held back", async () => {
    const held = guarded(
        await report("pr-01-retention-shortened"),
        parseGates("data-lost"),
        approvals(approval({ unit: "Schaden / Schadenhotline" })),
        TODAY,
    );
    expect(held.gates).toEqual(["data-lost: 6 findings are not approved"]);
});

test("an approval of one number that goes elsewhere is none of another, and each number is a finding of its own in every form", async () => {
    const project = (name: string, platformNumbers: readonly string[]): Declared => ({
        ...{ type: "Project", resource: name, token: name },
        inputs: { name, account: "0000", active: true, platformNumbers },
    });
    const steps = [
        step("update", project("a", ["+491", "+492", "+493", "+494"]), project("a", [])),
        step("update", project("b", []), project("b", ["+491", "+492"])),
    ];
    const plain = await review(inChunks(previewOf(steps)), { now: NOW });
    const all = plain.findings.filter(({ kind }) => kind === "number-moved" || kind === "number-freed");
    expect(all.map(({ to }) => to)).toEqual(["+491 at b (bot at its bot)", "+492 at b (bot at its bot)", "+493 free", "+494 free"]);
    const one = all.filter(({ to }) => /^\+49[13] /.test(to));
    const held = guarded(
        plain,
        parseGates("bot-host,out-of-use"),
        one.map(({ whom, kind, to }) => ({ tenant: whom.tenant, finding: kind, to, by: "x", because: "y", until: TODAY })),
        TODAY,
    );
    expect(held.gates).toEqual(["bot-host: 1 finding is not approved", "out-of-use: 1 finding is not approved"]);
    const prints = JSON.parse(toCodeQuality(plain, "")).map(({ fingerprint }: { readonly fingerprint: string }) => fingerprint);
    expect(new Set(prints).size).toBe(plain.findings.length);
});

test("an approval of other fields is one of their values, however long they are", async () => {
    const long = "x".repeat(100);
    const changed = async (inputs: object) => {
        const project = (more: object): Declared => ({
            ...{ type: "Project", resource: "a", token: "a" },
            inputs: { name: "a", account: "0000", active: true, ...more },
        });
        return await review(inChunks(previewOf([step("update", project({ color: "red", note: "short" }), project(inputs))])), { now: NOW });
    };
    const first = await changed({ color: "blue", note: `${long}1` });
    const [fields] = first.findings.filter(({ kind }) => kind === "fields");
    expect(fields?.to).toMatch(/^color "blue", note "x{59}… \([0-9a-f]{12}\)$/);
    const approved = [{ tenant: fields?.whom.tenant ?? "", finding: "fields", to: fields?.to ?? "", by: "x", because: "y", until: TODAY }];
    expect(guarded(first, parseGates("other"), approved, TODAY).gates).toEqual([]);
    for (const later of [{ color: "green", note: `${long}1` }, { color: "blue", note: `${long}2` }, { color: "blue" }])
        expect(guarded(await changed(later), parseGates("other"), approved, TODAY).gates).toEqual(["other: 1 finding is not approved"]);
});

test("an approval counts on its last day", async () => {
    const held = guarded(await report("pr-01-retention-shortened"), parseGates("data-lost"), approvals(approval({ until: TODAY })), TODAY);
    expect(held.gates).toEqual([]);
});

test("a name that several tenants have approves nothing", async () => {
    const plain = await report("pr-03-dialogs-longer-by-preset");
    const findings = plain.findings.map((finding) => ({ ...finding, whom: { ...finding.whom, tenant: "Twin" } }));
    const held = guarded(
        { ...plain, findings },
        parseGates("exposed"),
        approvals(approval({ tenant: "Twin", finding: "dialogs-longer", to: "1 week" })),
        TODAY,
    );
    expect(held.gates).toHaveLength(1);
    expect(held.idle).toEqual(['several tenants are called that, so name its token instead: Twin: dialogs-longer "1 week"']);
});

test.each(["", "exposd", "delete>", "delete>-1", "delete>5;exposed", "purge>3"])("the gate %p is refused with what there is", (text) => {
    expect(() => parseGates(text)).toThrow(/^CVG602 --fail-on .*\n {2}.*irrevocable, data-lost/);
});

test.each([
    ["no JSON", "approvals: []"],
    ["another shape", "[]"],
    ["a field that approvals do not have", JSON.stringify({ approvals: [approval({ everything: true })] })],
    ["no new value", JSON.stringify({ approvals: [approval({ to: undefined })] })],
    ["no day", JSON.stringify({ approvals: [approval({ until: "always" })] })],
    ["a finding that does not exist", JSON.stringify({ approvals: [approval({ finding: "*" })] })],
])("a file of approvals with %s is refused", (_what, text) => {
    expect(() => parseApprovals(text)).toThrow(/^CVG622 /);
});
