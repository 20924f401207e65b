/** 301, 302, 312, 326, 330: a unit that is not there, or not where it was looked for. */
import { answered } from "../answered.js";
import type { Entry, Texts } from "../entry.js";
import { firstOf, one } from "../words.js";

const FORGET =
    "Check cvg:endpoint and cvg:reseller. If units are really gone, forget them with `CVG_MISSING=forget pulumi refresh`, or one alone with `pulumi state delete URN`; the state was left as it is.";

export const NOT_FOUND = {
    CVG301: {
        title: "The unit is not at the gateway",
        severity: "error",
        cause: "The gateway answers 404 for a unit that the state has, or that an import or `get` names. Another endpoint or reseller is configured, a token is mistyped, or the unit was deleted elsewhere and has been purged since: of a unit that was in use when it was last written, nobody can tell which. State is left as it is.",
        remedy: "Check `cvg:endpoint`, `cvg:reseller` and the token. If units are really gone, `CVG_MISSING=forget pulumi refresh` forgets all that neither a read nor the tree of the reseller knows; look at its preview first (`--preview-only`). One alone: `pulumi state delete`.",
        example:
            'CVG301 customer "Acme Versicherung" (<token>) is not at the gateway. It was in use when it was last written, at 2026-11-25T10:00Z; whether it was deleted and purged since, or this is another gateway, nobody can tell from here.\n  Check cvg:endpoint and cvg:reseller. If units are really gone, forget them with `CVG_MISSING=forget pulumi refresh`, or one alone with `pulumi state delete URN`; the state was left as it is.',
        says: {
            answered: answered(
                "CVG301",
                "Check cvg:endpoint and cvg:reseller. If they are right, it may have been purged, or belong to another reseller.",
            ),
            active: ({ unit, recordedAt }: { readonly unit: string; readonly recordedAt: string | undefined }) => ({
                code: "CVG301",
                what: `${unit} is not at the gateway. It was in use when it was last written${recordedAt === undefined ? "" : `, at ${recordedAt}`}; whether it was deleted and purged since, or this is another gateway, nobody can tell from here.`,
                remedy: FORGET,
            }),
            /** Nothing is recorded of it: somebody has just named it. */
            named: ({ level, token, found }: Texts<"level" | "token"> & { readonly found: string | undefined }) => ({
                code: "CVG301",
                what: `there is no ${level} ${token} at the gateway${found === undefined ? "" : `: that is ${found}`}.`,
                remedy:
                    found === undefined
                        ? `Check the token, cvg:endpoint and cvg:reseller. \`cvg export --as import\` writes the tokens of all units.`
                        : `Give the token of ${one(level)}, or name it as what it is.`,
            }),
            early: ({ unit, purgeAt }: Texts<"unit" | "purgeAt">) => ({
                code: "CVG301",
                what: `${unit} is not at the gateway, although it is inactive and not due to be purged before ${purgeAt}.`,
                remedy: FORGET,
            }),
            forgotten: ({ unit }: Texts<"unit">) => ({
                code: "CVG301",
                what: `${unit} is not at the gateway, and forgotten, because cvg:missing is forget.`,
                alike: "units are not at the gateway, and forgotten, because cvg:missing is forget",
            }),
            takenOver: ({ unit }: Texts<"unit">) => ({
                code: "CVG301",
                what: `${unit} is no longer at the gateway.`,
                remedy: "Somebody else removed it just now. Run the command again.",
            }),
            above: ({ by, unit, level, input }: Texts<"by" | "unit" | "level" | "input">) => ({
                code: "CVG301",
                what: `${by}: ${unit}, the unit above, is not at the gateway.`,
                remedy: `Check the token, cvg:endpoint and cvg:reseller. ${one(level, "A")} of this program is named as an object: ${input}: ...`,
            }),
            account: ({ token }: Texts<"token">) => ({
                code: "CVG301",
                what: `account ${token} is not at the gateway.`,
                remedy: "Check its token, and cvg:reseller.",
            }),
            reseller: ({ token }: Texts<"token">) => ({
                code: "CVG301",
                what: `reseller ${token} is not at the gateway.`,
                remedy: "Check cvg:reseller and cvg:endpoint.",
            }),
            configuredReseller: ({ token }: Texts<"token">) => ({
                code: "CVG301",
                what: `reseller ${token} does not exist at this gateway.`,
                remedy: "Correct cvg:reseller.",
            }),
            lookedUp: ({ caller, level, token }: Texts<"caller" | "level" | "token">) => ({
                code: "CVG301",
                what: `${caller}: ${level} ${token} is no ${level} of this reseller.`,
                remedy: `Give the token of one of its ${level}s.`,
            }),
            scope: ({ by, token }: Texts<"by" | "token">) => ({
                code: "CVG301",
                what: `${by}: scope ${token} is no unit of this reseller.`,
                remedy: "Give the unit itself, or the token of one of its customers, accounts or projects.",
            }),
            policyToken: ({ token }: Texts<"token">) => ({
                code: "CVG301",
                what: `${token} is no unit of this reseller.`,
                remedy: "Give the token of one of its customers, accounts or projects.",
            }),
            unread: ({ unit }: Texts<"unit">) => ({
                code: "CVG301",
                what: `${unit} is in the tree, but cannot be read.`,
                remedy: "Try again.",
            }),
            unreadInTree: ({ units, state }: Texts<"state"> & { readonly units: readonly string[] }) => ({
                code: "CVG301",
                what: `The tree says that ${firstOf(units, 3)} ${units.length === 1 ? "is" : "are"} ${state}, and a read of ${units.length === 1 ? "it, or of a unit above it," : "each, or of a unit above it,"} is answered with 404: what applies there is not known.`,
                remedy: "Run the command again. If it stays so, these credentials may read the tree and not the unit: give them that right.",
            }),
            policyGone: ({ unit }: Texts<"unit">) => ({
                code: "CVG301",
                what: `${unit} is no longer at the gateway, and neither are its settings.`,
            }),
        },
    },
    CVG302: {
        title: "The unit belongs to another reseller",
        severity: "error",
        cause: "The stack made this unit with another `cvg:reseller` than the one that is configured now. Nothing was changed. `refresh` and `destroy` without `--run-program` are not refused: they run with the configuration that the state holds, at the gateway of before.",
        remedy: "Set `cvg:reseller` back, or use a stack of its own for the other reseller.",
        example:
            "CVG302 customer <token> belongs to reseller <token>, but reseller <token> is configured.\n  Set cvg:reseller back, or use a stack of its own for the other reseller. Nothing was changed.",
        says: {
            otherReseller: ({ level, token, reseller, configured }: Texts<"level" | "token" | "reseller" | "configured">) => ({
                code: "CVG302",
                what: `${level} ${token} belongs to reseller ${reseller}, but reseller ${configured} is configured.`,
                remedy: "Set cvg:reseller back, or use a stack of its own for the other reseller. Nothing was changed.",
            }),
        },
    },
    CVG312: {
        title: "No unit, or more than one, has this name",
        severity: "error",
        cause: "`getCustomer`, `getAccount` or `getProject` looked for a display name. Names are not unique, and upper and lower case count.",
        remedy: "Correct the name, or name the unit by its token: the message lists them.",
        says: {
            none: ({ level, above, name, others }: Texts<"level" | "above" | "name"> & { readonly others: readonly string[] }) => ({
                code: "CVG312",
                what: `no ${level} under ${above} is named "${name}".`,
                remedy: `Check the name; upper and lower case count. There ${others.length === 0 ? "is none at all" : `${others.length === 1 ? "is" : "are"} ${firstOf(others)}`}.`,
            }),
            several: ({
                count,
                level,
                above,
                name,
                found,
            }: Texts<"level" | "above" | "name"> & { readonly count: number; readonly found: readonly string[] }) => ({
                code: "CVG312",
                what: `${count} ${level}s under ${above} are named "${name}": ${found.join(", ")}.`,
                remedy: "Use the token of the one that is meant.",
            }),
        },
    },
    CVG326: {
        title: "A unit cannot be named in this way",
        severity: "error",
        cause: "The option `import` cannot work with a provider that lives in the program, and neither can `pulumi import TYPE NAME ID`. `getCustomer` and its friends ask the gateway while the program runs: they take texts, not outputs, and do not find what this program has yet to make.",
        remedy: 'To take a unit over, write `ifExists: { token: "..." }`, or import it with a file (see the recipes). For a unit of the same program use its object: wherever a unit is named, the object will do.',
        example:
            'CVG326 acme: the option import cannot work with this provider.\n  Write ifExists: { token: "<token>" } instead, which takes the unit over at the next up; the line can go again afterwards.',
        says: {
            import: ({ by, token }: Texts<"by" | "token">) => ({
                code: "CVG326",
                what: `${by}: the option import cannot work with this provider.`,
                remedy: `Write ifExists: { token: "${token}" } instead, which takes the unit over at the next up; the line can go again afterwards.`,
            }),
            importPolicy: ({ by }: Texts<"by">) => ({
                code: "CVG326",
                what: `${by}: the option import cannot work with this provider.`,
                remedy: "Leave it out: a PrivacyPolicy takes over the settings that its unit has, and the preview says what it changes.",
            }),
            output: ({ caller, what }: Texts<"caller" | "what">) => ({
                code: "CVG326",
                what: `${caller}: ${what} is no text. It may be an output, which is not known while the program runs.`,
                remedy: "Give a text. Where this program declares the unit, use its object instead: wherever a unit is named, the object will do.",
            }),
            declared: ({ level, name, declared }: Texts<"level" | "name" | "declared">) => ({
                code: "CVG326",
                what: `the ${level} "${name}" is not at the gateway yet: this program declares it as ${declared}.`,
                remedy: "Use that object instead of looking for it: wherever a unit is named, the object will do, and its id is the token.",
            }),
        },
    },
    CVG330: {
        title: "What a resource needs is not there",
        severity: "error",
        cause: "A resource is declared with another one (the unit that it stands in or is about, one in its `dependsOn`, one whose outputs it takes) that is new and was not made in this run: `--exclude` names it, `--target` does not, or making it failed and the run went on (`--continue-on-error`). In a program for the plugin it may also be one that another provider of the program makes. Nothing was written of the resource that needs it.",
        remedy: "With `--exclude` say `--exclude-dependents` too: then what needs what is excluded is left out with it. With `--target` name both. After a failure correct that one and run `pulumi up` again. Give a unit and what stands in it the same provider.",
        example:
            "CVG330 hotline: account claims, which it needs, is not there, and this run leaves it out (--exclude or --target).\n  Leave out what needs it, too (--exclude-dependents), or take it along (--target of both).",
        says: {
            leftOut: ({ by, kind, other }: Texts<"by" | "kind" | "other">) => ({
                code: "CVG330",
                what: `${by}: ${kind} ${other}, which it needs, is not there, and this run leaves it out (--exclude or --target).`,
                remedy: "Leave out what needs it, too (--exclude-dependents), or take it along (--target of both).",
            }),
            notSeen: ({ by, kind, other }: Texts<"by" | "kind" | "other">) => ({
                code: "CVG330",
                what: `${by}: ${kind} ${other}, which it needs, is not there: this run leaves it out (--exclude or --target), or another provider of the program makes it.`,
                remedy: "Leave out what needs it, too (--exclude-dependents), or take it along (--target of both); or give both the same provider.",
            }),
            notMade: ({ by, kind, other }: Texts<"by" | "kind" | "other">) => ({
                code: "CVG330",
                what: `${by}: not written, because ${kind} ${other}, which it needs, was not made.`,
                remedy: "Correct what is said there, and run the command again.",
            }),
        },
    },
} as const satisfies Record<string, Entry>;
