/** The package schema, from which SDKs in every language are made. It has no descriptions yet: these come from the comments of the sources. */
import type { z } from "zod";
import { CONFIGURATION_KEYS } from "../../gateway/index.js";
import { VERSION } from "../../package/version.js";
import { SETTING_NAMES } from "../../policy/table.js";
import { accountShape } from "../../resources/account/inputs.js";
import { customerShape } from "../../resources/customer/inputs.js";
import { policyShape } from "../../resources/privacy-policy/inputs.js";
import { projectShape } from "../../resources/project/inputs.js";
import { FUNCTIONS } from "./functions.js";
import {
    oneOf,
    type Properties,
    type PropertySpec,
    type ResourceSpec,
    resourceRef,
    STRING,
    type TypeSpec,
    token,
    typeRef,
} from "./spec.js";
import { propertiesOf, requiredOf, TENANT_INPUTS, TYPES } from "./types.js";

const decidedBy: TypeSpec = { type: "object", additionalProperties: STRING };

/**
 * Settings as they were written. A user may write each in several forms; what comes back has no type for it, because SDKs in Python, seen with
 * 3.259, take one form of several for the type of an output, and fail where it is another.
 */
const WRITTEN: TypeSpec = { $ref: "pulumi.json#/Any" };

/** What a unit has beside what a user writes. */
const UNIT_OUTPUTS: Properties = {
    privacy: { type: "object", additionalProperties: WRITTEN },
    purgeAt: STRING,
    existing: STRING,
    effective: typeRef("EffectiveSettings"),
    decidedBy,
    reseller: STRING,
};
const POLICY_OUTPUTS: Properties = {
    ...Object.fromEntries(SETTING_NAMES.map((name) => [name, WRITTEN])),
    level: STRING,
    effective: typeRef("EffectiveSettings"),
    decidedBy,
    reseller: STRING,
};

interface Kind {
    readonly name: string;
    readonly shape: z.ZodObject;
    /** The input that names a unit: one of these, or its token. */
    readonly refersTo?: Readonly<Record<string, readonly string[]>>;
    readonly outputs: Properties;
    /** Outputs that are always there. */
    readonly always: readonly string[];
}

const UNITS = { outputs: UNIT_OUTPUTS, always: ["active"] } as const;
const KINDS: readonly Kind[] = [
    { name: "Customer", shape: customerShape(), ...UNITS },
    { name: "Account", shape: accountShape(), refersTo: { customer: ["Customer"] }, ...UNITS },
    { name: "Project", shape: projectShape(), refersTo: { account: ["Account"] }, ...UNITS },
    {
        name: "PrivacyPolicy",
        shape: policyShape(),
        refersTo: { scope: ["Customer", "Account", "Project"] },
        outputs: POLICY_OUTPUTS,
        always: ["level", "effective", "decidedBy"],
    },
];

/** Asked for at creation only, and not recorded. */
const FOR_CREATION = "ifExists";

function resource({ name, shape, refersTo = {}, outputs, always }: Kind): ResourceSpec {
    const inputs = propertiesOf(shape.shape);
    const required = requiredOf(shape.shape);
    const references = Object.entries(refersTo).map(([input, names]) => [input, oneOf(...names.map(resourceRef), STRING)] as const);
    const { [FOR_CREATION]: _asked, ...kept } = inputs;
    return {
        inputProperties: { ...inputs, ...Object.fromEntries(references) },
        requiredInputs: required,
        properties: { ...kept, ...outputs },
        required: [...new Set([...required, ...always])],
        aliases: [{ type: `pulumi-nodejs:dynamic/cvg:${name}` }],
    };
}

const unitsByKey = (name: string): TypeSpec => ({ type: "object", additionalProperties: resourceRef(name) });

/** A customer with its accounts and projects as one resource. Every language has it under the name that the class has in TypeScript. */
const TENANT: ResourceSpec = {
    isComponent: true,
    inputProperties: TENANT_INPUTS,
    requiredInputs: ["name", "privacy"],
    properties: { customer: resourceRef("Customer"), accounts: unitsByKey("Account"), projects: unitsByKey("Project") },
    required: ["customer", "accounts", "projects"],
};

const CONFIGURATION: Properties = Object.fromEntries(
    Object.entries(CONFIGURATION_KEYS).map(([key, { type, secret }]): readonly [string, PropertySpec] => [
        key,
        { type, ...(secret ? { secret } : {}) },
    ]),
);

const named = <Spec>(specs: Readonly<Record<string, Spec>>): Readonly<Record<string, Spec>> =>
    Object.fromEntries(Object.entries(specs).map(([name, spec]) => [token(name), spec]));

/** The whole schema, made anew by each call. */
export const packageSchema = () => ({
    name: "cvg",
    displayName: "VIER Cognitive Voice Gateway",
    publisher: "pulumi-cvg",
    version: VERSION,
    description: "Declare the tenants of the VIER Cognitive Voice Gateway, and what happens to their callers' data.",
    keywords: ["pulumi", "kind/native", "category/utility", "vier", "cognitive-voice-gateway", "voicebot", "privacy", "gdpr"],
    license: "Apache-2.0",
    meta: { moduleFormat: "(.*)", supportPack: true },
    config: { variables: CONFIGURATION },
    provider: { inputProperties: CONFIGURATION },
    types: named(TYPES),
    resources: named({ ...Object.fromEntries(KINDS.map((kind) => [kind.name, resource(kind)])), Tenant: TENANT }),
    functions: named(FUNCTIONS),
    language: {
        nodejs: { packageName: "pulumi-cvg-sdk", respectSchemaVersion: true },
        python: { respectSchemaVersion: true, pyproject: { enabled: true } },
        go: { importBasePath: "pulumi-cvg/sdk/cvg", respectSchemaVersion: true, generateResourceContainerTypes: true },
        csharp: { respectSchemaVersion: true },
    },
});
