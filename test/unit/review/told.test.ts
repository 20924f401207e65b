/** What a review takes from the provider's own words, which name the first units and count the others. */
import type { Finding } from "../../../provider/review/index.js";
import { review } from "../../../provider/review/index.js";
import { inChunks, NOW } from "../../review/make.js";
import { type Declared, previewOf, step } from "../../review/steps.js";

const CLOSED = { recordings: false, storeDialogData: false, anonymizeNumbers: true, outboundCalls: false };
const RECORDING = { ...CLOSED, recordings: true, recordingRetention: "1 week", dialogRetention: "1 day" };

const tenant = (name: string, more: object = {}): Declared => ({
    ...{ type: "Customer", resource: name, token: `token of ${name}` },
    inputs: { name, active: true, ...more },
});
const project = (name: string, more: object = {}): Declared => ({
    ...{ type: "Project", resource: name, token: `token of ${name}` },
    inputs: { name, active: true, account: "0000", ...more },
});
const info = (message: string) => ({ severity: "info", message: `info: ${message}\n` });

const findingsOf = async (steps: readonly ReturnType<typeof step>[], told: readonly string[]): Promise<readonly Finding[]> =>
    (await review(inChunks(previewOf(steps, { diagnostics: told.map(info) })), { now: NOW })).findings;
const kindsOf = (findings: readonly Finding[], resource: string) =>
    findings.filter(({ whom }) => whom.resource === resource).map(({ kind }) => kind);

const names = ["a", "b", "c", "d", "e"];
const managed = names.map((name) => step("update", project(name), project(name, { effective: RECORDING, privacy: {} })));
const recorded = (name: string): string => `CVG108 ${name}: recordings false => true: calls may be recorded.`;

test("settings that become managed change what the provider says, and nothing else", async () => {
    const findings = await findingsOf(managed, [recorded("a")]);
    expect(names.map((name) => kindsOf(findings, name))).toEqual([["recordings-on"], [], [], [], []]);
});

test("where the provider counts the others, no unit passes in silence: it is said that it was not verified", async () => {
    const counted = "CVG108 recordings false => true, or alike: 5 units in all (a, b, c, d and 1 more).";
    const findings = await findingsOf(managed, [...names.slice(0, 3).map(recorded), counted]);
    expect(names.map((name) => kindsOf(findings, name))).toEqual([
        ...["a", "b", "c"].map(() => ["recordings-on", "before-unknown"]),
        ["before-unknown"],
        ["before-unknown"],
    ]);
});

test("what the provider sends together is taken apart: no kind of change is covered by another", async () => {
    const steps = names.map((name) =>
        step("update", project(name), project(name, { effective: { ...RECORDING, anonymizeNumbers: false }, privacy: {} })),
    );
    const counted = [
        "CVG108 anonymizeNumbers true => false: 5 units in all (a, b, c, d and 1 more).",
        "CVG108 recordings false => true, or alike: 5 units in all (a, b, c, d and 1 more).",
        "CVG317 a setting waits: 5 units in all (a, b, c, d and 1 more).\n  Restore them.",
    ];
    const apart = await review(inChunks(previewOf(steps, { diagnostics: counted.map(info) })), { now: NOW });
    const together = [...counted, "cvg: 9 reads and 0 writes at http://127.0.0.1/master-api"].join("\n");
    expect(apart.said).toEqual(["CVG317 a setting waits: 5 units in all (a, b, c, d and 1 more). Restore them."]);
    for (const diagnostic of [info(together), { severity: "debug", message: together }]) {
        const joined = await review(inChunks(previewOf(steps, { diagnostics: [diagnostic] })), { now: NOW });
        expect([joined.findings, joined.said]).toEqual([apart.findings, apart.said]);
    }
});

test("units below that nobody declares are not known of a unit that was only counted, unless one above it was named", async () => {
    const shorter = { ...RECORDING, recordingRetention: "1 day" };
    const steps = names.map((name) => step("update", tenant(name, { effective: RECORDING }), tenant(name, { effective: shorter })));
    const cut = (name: string, below: string): string =>
        `CVG107 ${name}: recordingRetention "1 week" => "1 day": recordings older than "1 day" may be deleted for good${below}.`;
    const told = [cut("a", " (2 units below: 2 projects)"), cut("b", ""), cut("c", "")];
    const findings = await findingsOf(steps, [...told, "CVG107 recordingRetention, or alike: 5 units in all (a, b, c, d and 1 more)."]);
    expect(names.map((name) => kindsOf(findings, name))).toEqual([
        ["recordings-cut", "below-unknown"],
        ["recordings-cut"],
        ["recordings-cut"],
        ["recordings-cut", "below-uncounted"],
        ["recordings-cut", "below-uncounted"],
    ]);
});

test("what a run that did not end has made is gone on with: nothing of it is new, and nothing is unverified", async () => {
    const made = step("create", undefined, project("a", { effective: RECORDING, privacy: {}, existing: "1234" }));
    const findings = await findingsOf([made], ['CVG310 a continues with project "a" (1234), which is just what would be made.']);
    expect(findings.map(({ class: of, kind }) => [of, kind])).toEqual([["restored", "continued"]]);
});
