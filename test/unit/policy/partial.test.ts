import {
    LOOSEST,
    looseness,
    readOwn,
    refused,
    resolve,
    resolveAtTop,
    SETTING_NAMES,
    unknownLevel,
} from "../../../provider/policy/index.js";

const UNKNOWN = Symbol("unknown");
const isUnknown = (value: unknown): boolean => value === UNKNOWN;
const top = { level: "reseller", by: "top" } as const;
const acme = { level: "customer", by: "acme" } as const;

describe("settings as a user writes them", () => {
    test("values, limits and what says nothing", () => {
        const written = {
            recordings: true,
            outboundCalls: "inherit",
            storeDialogData: { ifAllowed: true },
            recordingRetention: { atMost: "36 hours" },
            dialogRetention: "1 day",
        };
        expect(readOwn(written, isUnknown)).toEqual({
            settings: {
                recordings: true,
                storeDialogData: { ifAllowed: true },
                recordingRetention: { atMost: 129_600_000 },
                dialogRetention: 86_400_000,
            },
            unknown: new Set(),
        });
    });

    test.each([
        { recordings: "true" },
        { recordings: 1 },
        { recordings: null },
        { dialogRetention: "inherit" },
        { dialogRetention: "soon" },
        { dialogRetention: 86_400_000 },
        { dialogRetention: true },
        { dialogRetention: null },
        { dialogRetention: {} },
        { dialogRetention: { atLeast: "1 day" } },
        { dialogRetention: { atMost: "soon" } },
        { dialogRetention: { atMost: 86_400_000 } },
        { recordings: { atMost: "1 day" } },
        { recordings: { ifAllowed: "yes" } },
        { recordings: {} },
        { dialogRetention: { ifAllowed: true } },
        { dialogRetention: { ifAllowed: "1 day" } },
        { colour: true },
    ])("%j says nothing", (written) => {
        const own = readOwn(written, isUnknown);
        expect(own).toStrictEqual({ settings: {}, unknown: new Set() });
        expect(Object.keys(own.settings)).toEqual([]);
    });

    test("what is not known yet is told, a limit too", () => {
        const written = {
            recordings: UNKNOWN,
            storeDialogData: { ifAllowed: UNKNOWN },
            dialogRetention: { atMost: UNKNOWN },
            recordingRetention: "1 day",
        };
        expect(readOwn(written, isUnknown)).toEqual({
            settings: { recordingRetention: 86_400_000 },
            unknown: new Set(["recordings", "storeDialogData", "dialogRetention"]),
        });
    });
});

describe("a level of which nothing is known", () => {
    test("forbids nothing, and names itself", () => {
        const { effective, unknown } = unknownLevel(acme);
        expect(effective.settings).toEqual(LOOSEST);
        expect([...unknown]).toEqual(SETTING_NAMES);
        for (const name of SETTING_NAMES) expect(effective.decidedBy[name]).toEqual(acme);
    });

    test.each(SETTING_NAMES)("holds the loosest %s there is", (name) => {
        for (const value of [true, false, 1, Number.MAX_SAFE_INTEGER].filter((each) => typeof each === typeof LOOSEST[name]))
            expect(looseness(name, LOOSEST[name])).toBeGreaterThanOrEqual(looseness(name, value));
    });

    test("leaves a plain value below it known, and nothing else", () => {
        const own = readOwn({ recordings: true, dialogRetention: "1 day", recordingRetention: { atMost: "1 day" } }, isUnknown);
        const { effective, unknown } = resolve(own, unknownLevel(top), acme);
        expect([...unknown]).toEqual(SETTING_NAMES.filter((name) => name !== "recordings" && name !== "dialogRetention"));
        expect(effective.decidedBy.dialogRetention).toEqual(acme);
    });

    test("leaves a plain value at the top known, and nothing else", () => {
        const own = readOwn({ recordings: true, dialogRetention: { atMost: "1 day" }, storeDialogData: UNKNOWN }, isUnknown);
        const { effective, unknown } = resolveAtTop(own, unknownLevel({ level: "reseller", by: "live" }), top);
        expect([...unknown]).toEqual(SETTING_NAMES.filter((name) => name !== "recordings"));
        expect(effective.decidedBy.recordings).toEqual(top);
        expect(effective.settings.dialogRetention).toBe(LOOSEST.dialogRetention);
    });

    test("refuses nothing, whatever stands in for it", () => {
        const own = readOwn({ recordings: true, outboundCalls: true }, isUnknown);
        const settings = { ...LOOSEST, recordings: false, outboundCalls: false };
        const above = {
            effective: { settings, decidedBy: unknownLevel(acme).effective.decidedBy },
            unknown: new Set(["recordings"] as const),
        };
        expect(refused(own, above).map(({ setting }) => setting)).toEqual(["outboundCalls"]);
    });
});
