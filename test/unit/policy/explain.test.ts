import {
    describeDecider,
    effectiveAtTop,
    explain,
    type Level,
    NAMED_PERIODS,
    parsePeriod,
    variableOf,
    violations,
} from "../../../provider/policy/index.js";
import { closed } from "../../harness/settings.js";

const stored = closed(0);
const names = (level: Level): string | undefined => (level === "customer" ? "Acme Versicherung" : undefined);
const acme = { level: "customer", by: "acme" } as const;
const allowing = (setting: "dialogRetention" | "recordingRetention", limit: number, by = acme) => {
    const top = effectiveAtTop({ ...stored, [setting]: limit });
    return { ...top, decidedBy: { ...top.decidedBy, [setting]: by } };
};
const messages = (setting: "dialogRetention" | "recordingRetention", limit: string, period: string): readonly string[] =>
    violations({ [setting]: parsePeriod(period) ?? 0 }, allowing(setting, parsePeriod(limit) ?? 0)).map((violation) => {
        const { what, remedy } = explain(violation, names);
        return `${what} ${remedy}`;
    });

const OFFERED: Readonly<Record<string, string>> = {
    "1 month": '"1 month", "1 week", "1 day", "1 hour" or "10 minutes"',
    "1 week": '"1 week", "1 day", "1 hour" or "10 minutes"',
    "1 day": '"1 day", "1 hour" or "10 minutes"',
    "1 hour": '"1 hour" or "10 minutes"',
    "10 minutes": '"10 minutes"',
    "36 hours": '"1 day", "1 hour" or "10 minutes"',
    "90500000 ms": '"1 day", "1 hour" or "10 minutes"',
};
const order = (period: string): number => parsePeriod(period) ?? 0;

describe("what a reviewer reads when a level above forbids a period", () => {
    for (const [limit, offered] of Object.entries(OFFERED)) {
        for (const period of NAMED_PERIODS) {
            const refused = order(period) > order(limit);
            test(`"${period}" below "${limit}" is ${refused ? `refused, and ${offered} offered` : "taken"}`, () => {
                expect(messages("dialogRetention", limit, period)).toEqual(
                    refused
                        ? [
                              `dialogRetention "${period}" is longer than the "${limit}" that customer "Acme Versicherung" (acme) allows. ` +
                                  `Choose ${offered} here, or raise it there first.`,
                          ]
                        : [],
                );
            });
        }
    }

    test("for recordings any shorter period is offered too", () => {
        expect(messages("recordingRetention", "36 hours", "1 month")).toEqual([
            'recordingRetention "1 month" is longer than the "36 hours" that customer "Acme Versicherung" (acme) allows. ' +
                'Choose "1 day", "1 hour", "10 minutes" or any period up to "36 hours" here, or raise it there first.',
        ]);
    });

    test("where nothing fits, the remedy is to leave it out", () => {
        expect(messages("dialogRetention", "90500 ms", "10 minutes")[0]).toContain("No period fits here: leave dialogRetention out");
    });

    test("below the reseller the service desk is named", () => {
        const [violation] = violations(
            { dialogRetention: order("1 week") },
            effectiveAtTop({ ...stored, dialogRetention: order("1 day") }),
        );
        if (violation === undefined) throw new Error("nothing was refused");
        const { what, remedy } = explain(violation, () => "VIER");
        expect(what).toBe('dialogRetention "1 week" is longer than the "1 day" that reseller (live) allows.');
        expect(remedy).toContain("VIER Customer Service Desk");
    });

    test.each([
        ["customer", "acme", 'new cvg.PrivacyPolicy("acme-privacy", { scope: acme, dialogRetention: "1 week" })'],
        ["customer", "team.acme", 'new cvg.PrivacyPolicy("customer-privacy", { scope: team.acme, dialogRetention: "1 week" })'],
        ["customer", "acme[0]", 'new cvg.PrivacyPolicy("customer-privacy", { scope: acme[0], dialogRetention: "1 week" })'],
        ["account", '"t-1"', 'new cvg.PrivacyPolicy("account-privacy", { scope: "t-1", dialogRetention: "1 week" })'],
    ] as const)("where a %s without a policy forbids something, the line to add is shown: of %s", (level, scope, line) => {
        const top = effectiveAtTop({ ...stored, dialogRetention: order("1 day") });
        const above = { ...top, decidedBy: { ...top.decidedBy, dialogRetention: { level, by: "live" } } };
        const [violation] = violations({ dialogRetention: order("1 week") }, above);
        if (violation === undefined) throw new Error("nothing was refused");
        expect(explain(violation, names, (asked) => (asked === level ? scope : undefined)).remedy).toContain(
            `or declare it for that ${level}: ${line}`,
        );
    });

    test("a switch that a level without a policy has set is shown as the line that sets it", () => {
        const [violation] = violations({ anonymizeNumbers: false }, effectiveAtTop(stored));
        if (violation === undefined) throw new Error("nothing was refused");
        const ofAcme = { ...violation, decidedBy: { level: "customer", by: "live" } } as const;
        expect(explain(ofAcme, names, () => "acme").remedy).toBe(
            'Leave it out here, say true, or declare it for that customer: new cvg.PrivacyPolicy("acme-privacy", { scope: acme, anonymizeNumbers: false }).',
        );
    });

    test("a reseller that the program does not declare is nobody's to overrule: its owner is named, and no line to add", () => {
        const above = effectiveAtTop({ ...stored, dialogRetention: order("1 day") });
        const refused = violations({ anonymizeNumbers: false, dialogRetention: order("1 week") }, above);
        expect(refused.map((violation) => explain(violation, names, () => "cvg.reseller").remedy)).toEqual([
            "Leave it out here, say true, or ask whoever answers for the reseller to allow it there first.",
            'Choose "1 day", "1 hour" or "10 minutes" here, or ask whoever answers for the reseller to allow it there first (what a reseller may allow is a case for the VIER Customer Service Desk).',
        ]);
    });

    test.each([
        ["outboundCalls", true, "has switched outbound calls off", "to allow it there first"],
        ["recordings", true, "has switched recordings off", "to allow it there first"],
        ["storeDialogData", true, "has switched the storing of dialog data off", "to allow it there first"],
        ["anonymizeNumbers", false, "anonymizes numbers for itself and all levels below", "to allow it there first"],
    ] as const)("%s %s is refused with the reason and the remedy", (setting, asked, reason, remedyPart) => {
        const [violation] = violations({ [setting]: asked }, effectiveAtTop(stored));
        if (violation === undefined) throw new Error("nothing was refused");
        const { what, remedy } = explain(violation, () => undefined);
        expect(what).toBe(`${setting} cannot be ${asked}: reseller (live) ${reason}.`);
        expect(remedy).toContain(`say ${!asked}`);
        expect(remedy).toContain(remedyPart);
    });

    test.each([
        ["customer", "acme", "or raise it there first."],
        ["customer", "live", "or declare a PrivacyPolicy for that customer that allows it."],
        ["account", "live", "or declare a PrivacyPolicy for that account that allows it."],
        ["reseller", "top", "or raise it there first (what a reseller may allow is a case for the VIER Customer Service Desk)."],
        [
            "reseller",
            "live",
            "or ask whoever answers for the reseller to allow it there first (what a reseller may allow is a case for the VIER Customer Service Desk).",
        ],
    ] as const)("a %s that %s decides is named in the remedy", (level, by, remedy) => {
        const decidedBy = { level, by };
        const violation = { setting: "dialogRetention", asked: order("1 week"), allowed: order("1 hour"), decidedBy } as const;
        expect(explain(violation, () => undefined)).toEqual({
            what: `dialogRetention "1 week" is longer than the "1 hour" that ${level} (${by}) allows.`,
            remedy: `Choose "1 hour" or "10 minutes" here, ${remedy}`,
        });
    });

    test("one choice stands alone, and none says to leave it out, with what else can be done", () => {
        const violation = { setting: "dialogRetention", asked: order("1 week"), decidedBy: acme } as const;
        expect(explain({ ...violation, allowed: order("10 minutes") }, names).remedy).toBe(
            'Choose "10 minutes" here, or raise it there first.',
        );
        expect(explain({ ...violation, allowed: 90_500 }, names).remedy).toBe(
            "No period fits here: leave dialogRetention out, so that it follows the level above, or raise it there first.",
        );
    });

    test.each([
        ["outboundCalls", "on"],
        ["recordings", "on"],
        ["storeDialogData", "on"],
        ["anonymizeNumbers", "off"],
    ] as const)("where a resource decides %s, the remedy is to switch it %s there", (setting, there) => {
        const allowed = setting === "anonymizeNumbers";
        const [declared, live] = [acme, { level: "customer", by: "live" } as const].map(
            (decidedBy) => explain({ setting, asked: !allowed, allowed, decidedBy }, names).remedy,
        );
        expect(declared).toBe(`Leave it out here, say ${allowed}, or switch it ${there} there first.`);
        expect(live).toBe(`Leave it out here, say ${allowed}, or declare a PrivacyPolicy there that switches it ${there}.`);
    });
});

describe("a level in words", () => {
    test.each([
        ["acme", 'customer "Acme" (acme)'],
        ["acme (preset strict)", 'customer "Acme" (acme, preset strict)'],
        ["acme (preset strict) of claims", 'customer "Acme" (acme (preset strict) of claims)'],
    ])("%s", (by, words) => expect(describeDecider({ level: "customer", by }, "Acme")).toBe(words));
});

test.each([
    ["acme", "acme"],
    ["acme-claims", "acmeClaims"],
    ["acme claims: nord", "acmeClaimsNord"],
    ["acme-", "acme"],
    ["Acme_1", "Acme_1"],
])("the variable of %s is most likely %s", (logicalName, variable) => expect(variableOf(logicalName)).toBe(variable));
