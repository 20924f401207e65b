/** 2xx: inputs. */
import type { Entry, Texts } from "../entry.js";
import { type NotTaken, notTaken } from "../not-taken.js";
import { one, series } from "../words.js";

export const INPUTS = {
    CVG201: {
        title: "An input has a wrong type or value",
        severity: "error",
        cause: "The value does not fit the input's documented type, range or form.",
        remedy: "Correct the field that the message names.",
        example: "CVG201 hotline: utteranceTimeout does not take 5000.\n  It takes whole milliseconds, 200 to 1000.",
        says: {
            /** What a constructor or a look-up was called with. `like`: the call as it should be. */
            noName: ({ what, is, like }: Texts<"what" | "is" | "like">) => ({
                code: "CVG201",
                what: `new cvg.${what}(...): the first argument is ${is}, not a logical name.`,
                remedy: `Write it so: ${like}.`,
            }),
            noArguments: ({ by, is, like }: Texts<"by" | "is" | "like">) => ({
                code: "CVG201",
                what: `${by}: the arguments are ${is}, not an object.`,
                remedy: `Write it so: ${like}.`,
            }),
            noOptions: ({ by, is }: Texts<"by" | "is">) => ({
                code: "CVG201",
                what: `${by}: the options are ${is}, not an object.`,
                remedy: "Leave them out, or write them as { dependsOn: ..., protect: true }.",
            }),
            /** What travels beside a resource's inputs came, and is no text of ours: then nobody knows what is above it, or which inputs are secret. */
            notHeard: () => ({
                code: "CVG201",
                what: "this resource: what the program tells of it beside its inputs, __told, came here changed or not known, so it cannot be judged.",
                remedy: "A transformation or a transform of this program changes it: let that leave inputs whose names begin with __ as they are.",
            }),
            everythingIgnored: ({ by, like }: Texts<"by" | "like">) => ({
                code: "CVG201",
                what: `${by}: ignoreChanges names "*", which is also what its class tells the provider.`,
                remedy: `List the fields instead, as in ignoreChanges: ${like}.`,
            }),
            impossible: ({ by, field, is }: Texts<"by" | "field" | "is">) => ({
                code: "CVG201",
                what: `${by}: ${field} is ${is}, which no input takes.`,
                remedy: "Give it a value as JSON has them, an output, or a resource.",
            }),
            noToken: ({ by, is, what }: Texts<"by" | "is" | "what">) => ({
                code: "CVG201",
                what: `${by}: the token is ${is}.`,
                remedy: `Write it so: cvg.${what}.get("acme", "<token>").`,
            }),
            noFields: ({ caller, is }: Texts<"caller" | "is">) => ({
                code: "CVG201",
                what: `${caller}: it was called with ${is}, not with an object.`,
                remedy: `Write it so: ${caller}({ name: "..." }).`,
            }),
            noParts: ({ by, field, is }: Texts<"by" | "field" | "is">) => ({
                code: "CVG201",
                what: `${by}: ${field} is ${is}, not an object.`,
                remedy: "It takes an object with a key for each: { claims: { ... } }.",
            }),
            noPart: ({ by, field, is }: Texts<"by" | "field" | "is">) => ({
                code: "CVG201",
                what: `${by}: ${field} is ${is}, not an object.`,
                remedy: "It takes what a unit is declared with: { name: ... }.",
            }),
            noList: ({ by, field, is }: Texts<"by" | "field" | "is">) => ({
                code: "CVG201",
                what: `${by}: ${field} is ${is}, not a list.`,
                remedy: "Write it in brackets: [...].",
            }),
            noFile: () => ({
                code: "CVG201",
                what: "parseTenants: what it was called with is no text.",
                remedy: 'Give it the content of the file: readFileSync("tenants.yaml", "utf8").',
            }),
            value: (facts: NotTaken) => ({ code: "CVG201", ...notTaken(facts) }),
            twice: ({ by, field, other, takes }: Texts<"by" | "field" | "other" | "takes">) => ({
                code: "CVG201",
                what: `${by}: ${field} is the same as ${other}.`,
                remedy: `Remove one of them: it takes ${takes}.`,
            }),
            otherLevel: ({ by, input, unit, level }: Texts<"by" | "input" | "unit" | "level">) => ({
                code: "CVG201",
                what: `${by}: ${input} names ${unit}, which is not ${one(level)}.`,
                remedy: `It takes ${one(level)} or its token.`,
            }),
        },
    },
    CVG202: {
        title: "An input does not exist",
        severity: "error",
        cause: "The resource has no input of this name; often a spelling mistake, or a field of another bot type.",
        remedy: "Remove it, or correct its name.",
        example: "CVG202 hotline: colour does not exist.\n  Did you mean color? If not, remove colour.",
        says: {
            column: ({ column, meant }: Texts<"column"> & { readonly meant: string | undefined }) => ({
                code: "CVG202",
                what: `column ${column} does not exist.`,
                remedy: meant === undefined ? "Take it out, or correct its name." : `Did you mean ${meant}? If not, take it out.`,
            }),
            topOfFile: ({ key, meant, top }: Texts<"key"> & { readonly meant: string | undefined; readonly top: readonly string[] }) => ({
                code: "CVG202",
                what: `${key} does not exist.`,
                remedy: `The file takes ${series(top)}. ${meant === undefined ? "A place for anchors alone begins with x-." : `Did you mean ${meant}?`}`,
            }),
            defaults: ({ key }: Texts<"key">) => ({
                code: "CVG202",
                what: `defaults.${key} does not exist.`,
                remedy: "It takes tenant, account and project.",
            }),
            /** `meant`: the field with the nearest name. `there`: the fields that there are, below the top. */
            field: ({
                by,
                field,
                meant,
                there,
            }: Texts<"by" | "field"> & { readonly meant: string | undefined; readonly there: readonly string[] | undefined }) => ({
                code: "CVG202",
                what: `${by}: ${field} does not exist.`,
                remedy:
                    meant !== undefined
                        ? `Did you mean ${meant}? If not, remove ${field}.`
                        : there !== undefined
                          ? `It takes ${series(there)}.`
                          : "Remove it, or correct its name.",
            }),
            ofOtherType: ({
                by,
                field,
                type,
                types,
                there,
            }: Texts<"by" | "field" | "type"> & { readonly types: readonly string[]; readonly there: readonly string[] | undefined }) => ({
                code: "CVG202",
                what: `${by}: ${field} does not exist for type "${type}".`,
                remedy: `It belongs to type ${series(
                    types.map((other) => `"${other}"`),
                    "or",
                )}.${there === undefined ? "" : ` It takes ${series(there)}.`}`,
            }),
        },
    },
    CVG203: {
        title: "A required input is missing",
        severity: "error",
        cause: "The resource cannot be declared without this input.",
        remedy: "Add it.",
        example: 'CVG203 hotline: transcriberLanguage is missing.\n  It takes a language, like "de-DE".',
        says: {
            tenantColumn: () => ({
                code: "CVG203",
                what: "column tenant is missing.",
                remedy: "It has the key of the tenant that a row belongs to.",
            }),
            keyOfRow: ({ column }: Texts<"column">) => ({
                code: "CVG203",
                what: `${column} is missing.`,
                remedy: `Write the key of the ${column} that the row belongs to.`,
            }),
            tenants: () => ({ code: "CVG203", what: "tenants is missing.", remedy: "Write `tenants:` and the tenants below it." }),
            field: ({ by, field, takes }: Texts<"by" | "field" | "takes">) => ({
                code: "CVG203",
                what: `${by}: ${field} is missing.`,
                remedy: `It takes ${takes}.`,
            }),
            parent: ({ unit, level, input }: Texts<"unit" | "level" | "input">) => ({
                code: "CVG203",
                what: `${unit}: the token of its ${level} is missing.`,
                remedy: `Give ${input}: the unit itself, or its token.`,
            }),
            pluginTenantPrivacy: ({ tenant }: Texts<"tenant">) => ({
                code: "CVG203",
                what: `${tenant}: privacy is missing.`,
                remedy: "Say what applies to this tenant, or {} to follow the reseller in everything.",
            }),
            tenantPrivacy: ({ tenant }: Texts<"tenant">) => ({
                code: "CVG203",
                what: `${tenant}: privacy is missing.`,
                remedy: "Name a preset, say what applies to this tenant, {} to follow the reseller in everything, or false where a PrivacyPolicy elsewhere says it.",
            }),
            tenantPrivacyInTable: ({ tenant }: Texts<"tenant">) => ({
                code: "CVG203",
                what: `${tenant}: privacy is missing.`,
                remedy: 'Fill a column of its row: preset, or a setting like privacy.recordings ("inherit" follows the reseller), or privacy with false where a PrivacyPolicy elsewhere says it.',
            }),
        },
    },
} as const satisfies Record<string, Entry>;
