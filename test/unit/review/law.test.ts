/** The law: what a review says of settings is always the change of what applies, no more and no less. */
import fc from "fast-check";
import { formatPeriod, type Settings } from "../../../provider/policy/index.js";
import { type FindingClass, review } from "../../../provider/review/index.js";
import { eachSetting } from "../../harness/settings.js";
import { inChunks, NOW } from "../../review/make.js";
import { type Declared, previewOf, step } from "../../review/steps.js";

const PERIODS = [600_000, 3_600_000, 86_400_000, 604_800_000, 2_592_000_000];

const settings: fc.Arbitrary<Settings> = fc.record(
    eachSetting(
        () => fc.boolean(),
        () => fc.constantFrom(...PERIODS),
    ),
);

/** Written anew, not taken from the code: what each change of one setting is to people. */
function expectedOf(before: Settings, after: Settings): readonly (readonly [string, FindingClass])[] {
    const told: (readonly [string, FindingClass])[] = [];
    if (before.outboundCalls !== after.outboundCalls) told.push(["outboundCalls", after.outboundCalls ? "exposed" : "stricter"]);
    if (before.recordings !== after.recordings) told.push(["recordings", after.recordings ? "exposed" : "data-lost"]);
    if (before.anonymizeNumbers !== after.anonymizeNumbers)
        told.push(["anonymizeNumbers", after.anonymizeNumbers ? "stricter" : "exposed"]);
    if (before.storeDialogData !== after.storeDialogData) told.push(["storeDialogData", after.storeDialogData ? "exposed" : "data-lost"]);
    // Recordings stay when recording is switched off, so a longer period keeps them longer all the same.
    if (before.recordings && before.recordingRetention !== after.recordingRetention)
        told.push(["recordingRetention", after.recordingRetention > before.recordingRetention ? "exposed" : "data-lost"]);
    if (before.storeDialogData && before.dialogRetention > after.dialogRetention) told.push(["dialogRetention", "data-lost"]);
    if (before.storeDialogData && after.storeDialogData && before.dialogRetention < after.dialogRetention)
        told.push(["dialogRetention", "exposed"]);
    return told.sort();
}

const written = (values: Settings) => ({
    ...values,
    recordingRetention: formatPeriod(values.recordingRetention),
    dialogRetention: formatPeriod(values.dialogRetention),
});

const project = (effective: Settings, at: number): Declared => ({
    type: "Project",
    resource: `p${at}`,
    token: `token-${at}`,
    inputs: { name: `P${at}`, account: "elsewhere", active: true, privacy: {}, effective: written(effective), decidedBy: {} },
});

const found = async (text: string, bytes?: number) => await review(inChunks(text, bytes), { now: NOW });

test("for random changes of what applies, the classes found are those of the changes", async () => {
    await fc.assert(
        fc.asyncProperty(
            fc.array(fc.tuple(settings, settings), { minLength: 1, maxLength: 5 }),
            fc.integer({ min: 1, max: 700 }),
            async (changes, bytes) => {
                const steps = changes.map(([before, after], at) => step("update", project(before, at), project(after, at)));
                const { findings } = await found(previewOf(steps), bytes);
                const told = changes.map((_change, at) =>
                    findings
                        .filter(({ whom }) => whom.resource === `p${at}`)
                        .map(({ setting, class: of }) => [setting ?? "", of] as const)
                        .sort(),
                );
                expect(told).toEqual(changes.map(([before, after]) => expectedOf(before, after)));
            },
        ),
        { numRuns: 300 },
    );
});

test("whatever a level above is changed to, nothing below is told to be looser than it", async () => {
    const customer = (effective: Settings): Declared => ({
        type: "Customer",
        resource: "acme",
        token: "token-acme",
        inputs: { name: "Acme", active: true, privacy: {}, effective: written(effective), decidedBy: {} },
    });
    const account: Declared = {
        type: "Account",
        resource: "a",
        token: "elsewhere",
        inputs: { name: "A", customer: "token-acme", active: true },
    };
    await fc.assert(
        fc.asyncProperty(settings, settings, settings, async (before, after, own) => {
            const steps = [
                step("update", customer(before), customer(after)),
                step("same", account, account),
                step("same", project(own, 0), project(own, 0)),
            ];
            const { findings } = await found(previewOf(steps));
            const looser = findings
                .filter(({ whom, class: of }) => whom.resource === "p0" && of === "exposed")
                .map(({ setting }) => setting);
            const allowed = findings
                .filter(({ whom, class: of }) => whom.resource === "acme" && of === "exposed")
                .map(({ setting }) => setting);
            expect(
                looser.filter((setting) => !allowed.includes(setting) && setting !== "recordingRetention" && setting !== "dialogRetention"),
            ).toEqual([]);
        }),
        { numRuns: 200 },
    );
});

test("all outputs hold the same findings in the same order, worst first", async () => {
    const { CLASSES } = await import("../../../provider/review/index.js");
    const { toCodeQuality, toJson, toSarif } = await import("../../../provider/review/renderers.js");
    await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(settings, settings), { minLength: 1, maxLength: 8 }), async (changes) => {
            const report = await found(
                previewOf(changes.map(([before, after], at) => step("update", project(before, at), project(after, at)))),
            );
            const kinds = report.findings.map(({ kind }) => kind);
            expect(JSON.parse(toJson(report)).findings.map(({ kind }: { readonly kind: string }) => kind)).toEqual(kinds);
            expect(JSON.parse(toSarif(report, "")).runs[0].results.map(({ ruleId }: { readonly ruleId: string }) => ruleId)).toEqual(kinds);
            expect(JSON.parse(toCodeQuality(report, "")).map((one: { readonly check_name: string }) => one.check_name)).toEqual(kinds);
            const ranks = report.findings.map(({ class: of }) => CLASSES.indexOf(of));
            expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        }),
        { numRuns: 50 },
    );
});
