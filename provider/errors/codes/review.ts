/** 62x: reviewing previews, and rules of an organisation. */
import type { Entry, Texts } from "../entry.js";

const MAKE_ONE = "Make one with `pulumi preview --json --show-sames > preview.json`; for `cvg drift` with --refresh, too.";
const LOOKED = "pulumi preview --refresh --json --show-sames > preview.json";
const LIKE_THIS =
    'It looks like { "approvals": [{ "tenant": "Acme", "finding": "dialogs-longer", "to": "1 week", "by": "dpo@acme.example", "because": "DSFA 2026-14", "until": "2027-01-31" }] }';
const RULES_LIKE_THIS =
    "They look like rules: { a-week: { says: Nobody keeps recordings over a week., level: mandatory, floor: { recordingRetention: 1 week } } }";

export const REVIEW = {
    CVG620: {
        title: "What was to be reviewed is no preview",
        severity: "error",
        cause: "`cvg review` was given something else than the JSON of `pulumi preview --json`: another file, the plain preview, or JSON of another shape.",
        remedy: "Make one with `pulumi preview --json --show-sames > preview.json`, and give that file to `cvg review`; for `cvg drift` make it with `--refresh`, too.",
        example:
            "CVG620 This is no preview of Pulumi: it is not JSON.\n  Make one with `pulumi preview --json --show-sames > preview.json`; for `cvg drift` with --refresh, too.",
        says: {
            failed: ({ problem }: Texts<"problem">) => ({
                code: "CVG620",
                what: `The preview failed, so nothing of it was judged: ${problem}`,
                remedy: "Make one that succeeds.",
            }),
            foreign: ({ why }: Texts<"why">) => ({ code: "CVG620", what: `This is no preview of Pulumi: ${why}.`, remedy: MAKE_ONE }),
        },
    },
    CVG621: {
        title: "The preview ends in the middle",
        severity: "error",
        cause: "The JSON is cut off: the command that wrote it was stopped, or the disk was full. Nothing is said of half a preview.",
        remedy: "Run the preview again.",
        example:
            "CVG621 The preview ends in the middle: it is not complete.\n  The command that made it was cut off. Make one with `pulumi preview --json --show-sames > preview.json`; for `cvg drift` with --refresh, too.",
        says: {
            truncated: () => ({
                code: "CVG621",
                what: "The preview ends in the middle: it is not complete.",
                remedy: `The command that made it was cut off. ${MAKE_ONE}`,
            }),
        },
    },
    CVG622: {
        title: "The file of approvals cannot be read",
        severity: "error",
        cause: "The file that `cvg review --approvals` names is not JSON, or has a field that approvals do not have, or lacks one.",
        remedy: "Correct what the message names. An approval names tenant, finding, the exact new value, who approves, why, and the last day on which it counts.",
        says: {
            notJson: () => ({ code: "CVG622", what: "The file of approvals is not JSON.", remedy: LIKE_THIS }),
            problems: ({ problems }: { readonly problems: readonly string[] }) => ({
                code: "CVG622",
                what: `The file of approvals cannot be read: ${problems.join("; ")}.`,
                remedy: LIKE_THIS,
            }),
        },
    },
    CVG623: {
        title: "The rules of the organisation cannot be used",
        severity: "error",
        cause: "The file that `cvg audit --rules` names, or the rules that a policy pack was given, are no YAML, have a field that rules do not have, or lack one; a rule is one that no unit can break; or the tests that stand beside the rules say something else than the rules do. Then nothing is judged.",
        remedy: "Correct what the message names. `cvg audit --rules FILE --test` runs the tests of the rules alone.",
        example:
            'CVG623 The rules of the organisation cannot be read: rules.a-week.floor.recordingRetention: a period like "1 week" or "36 hours".\n  They look like rules: { a-week: { says: Nobody keeps recordings over a week., level: mandatory, floor: { recordingRetention: 1 week } } }',
        says: {
            problems: ({ problems }: { readonly problems: readonly string[] }) => ({
                code: "CVG623",
                what: `The rules of the organisation cannot be read: ${problems.join("; ")}.`,
                remedy: RULES_LIKE_THIS,
            }),
            noRule: ({ rule, rules }: { readonly rule: string; readonly rules: readonly string[] }) => ({
                code: "CVG623",
                what: `There is a test of rule ${rule}, and no such rule.`,
                remedy: `The rules are ${rules.join(", ")}.`,
            }),
            noExcepted: ({ rule, rules }: { readonly rule: string; readonly rules: readonly string[] }) => ({
                code: "CVG623",
                what: `except names the rule ${rule}, and there is no such rule.`,
                remedy: `The rules are ${rules.join(", ")}.`,
            }),
            failed: ({ tests }: { readonly tests: readonly string[] }) => ({
                code: "CVG623",
                what: `The rules do not do what their own tests say, so nothing was judged: ${tests.join(" ")}`,
                remedy: "Correct the rule or its test.",
            }),
        },
    },
    CVG624: {
        title: "The preview did not look at the gateway, so it says nothing about drift",
        severity: "error",
        cause: "`cvg drift` was given a preview that was made without `--refresh`. Such a preview takes what the state has recorded for what the gateway holds: what somebody else has changed there is not in it.",
        remedy: "Make the preview with `pulumi preview --refresh --json --show-sames`, or with `pulumi refresh --preview-only --json`.",
        says: {
            notRefreshed: () => ({
                code: "CVG624",
                what: "The preview did not look at the gateway, so it says nothing about what others changed there.",
                remedy: `Make it with --refresh: \`${LOOKED}\`.`,
            }),
        },
    },
} as const satisfies Record<string, Entry>;
