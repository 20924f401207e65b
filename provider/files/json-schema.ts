/** The JSON Schema of files of tenants: editors complete and check a file with it while it is written. */
import * as z from "zod";
import { NAMED_PERIODS } from "../policy/index.js";
import { privacyShape, settingShapes } from "../resources/privacy/inputs.js";
import { projectShapes } from "../resources/project/shapes.js";
import { ifExists, ifExistsShape, unitName } from "../resources/unit/inputs.js";
import { AccountInFile, BotInFile, NamedSecret, ProjectInFile, TenantInFile, TenantsFile } from "./tenants-file.js";
import { former, formerlyShape } from "./units-in-files.js";

const { Number164, Numbers, Reachable, Url } = projectShapes();

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const TARGET = "draft-7";
const only = (key: string, value: JsonSchema): JsonSchema => ({
    type: "object",
    properties: { [key]: value },
    required: [key],
    additionalProperties: false,
});
const orWish = (key: "atMost" | "ifAllowed", value: JsonSchema): JsonSchema => ({
    anyOf: [value, { const: "inherit" }, only(key, value)],
});
const plain = (shape: z.ZodType): JsonSchema => {
    const { $schema: _draft, ...schema } = z.toJSONSchema(shape, { target: TARGET, io: "input" });
    return schema;
};

const CONSOLE_PERIOD = { enum: [...NAMED_PERIODS] };
const ANY_PERIOD = { anyOf: [CONSOLE_PERIOD, { type: "string", pattern: "^[1-9]\\d* (?:minute|hour|day|week)s?$" }] };
const NAME = "^\\s*\\S(?:[\\s\\S]{0,198}\\S)?\\s*$";
const E164 = "^\\+[1-9]\\d{1,14}$";

/** What shapes take that are more than a type, and the words that an editor shows. Never stricter than the shape: reading a file judges. */
const told = z
    .registry<JsonSchema>()
    .add(TenantInFile, {
        id: "tenant",
        description: "A customer with its accounts and projects. It says what applies to it: preset, privacy, or both.",
    })
    .add(AccountInFile, { id: "account", description: "An account of the tenant." })
    .add(ProjectInFile, {
        id: "project",
        description: "A project of the account. Its key is the only one in the tenant, whichever account it belongs to.",
    })
    .add(privacyShape(), {
        id: "privacy",
        description: "The privacy settings, and the exceptions to the preset. What is left out is inherited.",
    })
    .add(NamedSecret, { id: "secret", description: "A secret by its name: pulumi config set --secret NAME" })
    .add(settingShapes().recordings, {
        id: "switch",
        description: "A switch, inherit, or { ifAllowed: true }",
        ...orWish("ifAllowed", { type: "boolean" }),
    })
    .add(settingShapes().dialogRetention, {
        id: "consolePeriod",
        description: "A period of the console, inherit, or { atMost: period }",
        ...orWish("atMost", CONSOLE_PERIOD),
    })
    .add(settingShapes().recordingRetention, {
        id: "anyPeriod",
        description: "A period such as 36 hours, inherit, or { atMost: period }",
        ...orWish("atMost", ANY_PERIOD),
    })
    .add(ifExistsShape(), { id: "ifExists", description: "What happens where the gateway has such a unit already.", ...plain(ifExists()) })
    .add(formerlyShape(), { id: "formerly", description: "What the unit was called before.", type: "array", items: plain(former()) })
    .add(Number164, {
        id: "number",
        description: "A telephone number (E.164), in quotes: without them YAML drops the plus.",
        pattern: E164,
    })
    .add(BotInFile, { id: "bot", description: "The bot of a project, by its type." })
    .add(unitName(), { id: "name", description: "1 to 200 characters, not counting blanks around them.", pattern: NAME })
    .add(Numbers, { uniqueItems: true })
    .add(Reachable, {
        id: "reachable",
        description: "A telephone number (E.164), in quotes, or a SIP URI.",
        pattern: `${E164}|^[sS][iI][pP][sS]?:[^\\s@]+(?:@[^\\s@]+)?$`,
    })
    .add(Url, { id: "url", description: "A URL without blanks, user or password.", pattern: "^[hH][tT][tT][pP][sS]?://\\S+$" });

/** @returns the JSON Schema (draft 7) of a file of tenants, made anew by each call */
export function tenantsJsonSchema(): JsonSchema {
    const { $schema, ...schema } = z.toJSONSchema(TenantsFile, {
        target: TARGET,
        io: "input",
        unrepresentable: "any",
        metadata: told,
        override: ({ zodSchema, jsonSchema }) => {
            // The name of a definition is its place.
            delete jsonSchema.id;
            // Blanks around a name do not count: its pattern says the length.
            if (zodSchema === unitName()) delete jsonSchema.maxLength;
        },
    });
    return {
        $schema,
        title: "Tenants of the VIER Cognitive Voice Gateway",
        ...schema,
        additionalProperties: false,
        patternProperties: { "^x-": {} },
    };
}
