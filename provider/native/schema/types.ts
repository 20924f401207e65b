/** The types of the schema, made of the shapes that check programs: what a language's compiler lets pass, and an editor offers. */
import { z } from "zod";
import { IF_EXISTS } from "../../gateway/index.js";
import { NAMED_PERIODS } from "../../policy/period.js";
import { bySetting, SETTING_NAMES } from "../../policy/table.js";
import { accountShape } from "../../resources/account/inputs.js";
import { customerShape } from "../../resources/customer/inputs.js";
import { privacyShape, settingShapes } from "../../resources/privacy/inputs.js";
import { projectShape } from "../../resources/project/inputs.js";
import { isSecret, projectShapes } from "../../resources/project/shapes.js";
import { ifExistsShape } from "../../resources/unit/inputs.js";
import { BOOLEAN, type EnumSpec, type ObjectSpec, oneOf, type Properties, STRING, type TypeSpec, typeRef } from "./spec.js";

const { BotShape, External, Fallback, SpeechVendor } = projectShapes();

type Shape = z.core.$ZodType;

const bare = (shape: Shape): Shape => (shape instanceof z.core.$ZodOptional ? shape._zod.def.innerType : shape);

/**
 * Shapes that have a name in the schema, or that zod cannot tell the parts of. Of several types for one place none is an enumeration: the generator
 * for Go, seen with 3.274.1, would let texts pass and nothing else. The enumerations are there for their names.
 */
const NAMED: ReadonlyMap<Shape, TypeSpec> = new Map<Shape, TypeSpec>([
    [privacyShape(), typeRef("Privacy")],
    [SpeechVendor, typeRef("SpeechVendor")],
    [External, typeRef("ExternalNumber")],
    [Fallback, typeRef("Fallback")],
    [BotShape, typeRef("Bot")],
    [ifExistsShape(), oneOf(STRING, typeRef("ExistingUnit"))],
    [bare(settingShapes().recordings), oneOf(BOOLEAN, STRING, typeRef("IfAllowed"))],
    [bare(settingShapes().dialogRetention), oneOf(STRING, typeRef("AtMostDialogPeriod"))],
    [bare(settingShapes().recordingRetention), oneOf(STRING, typeRef("AtMostPeriod"))],
]);

/** The type of a place, by its shape. */
export function typeOf(shape: Shape): TypeSpec {
    const inner = bare(shape);
    const named = NAMED.get(inner);
    if (named !== undefined) return named;
    if (inner instanceof z.core.$ZodArray) return { type: "array", items: typeOf(inner._zod.def.element) };
    if (inner instanceof z.core.$ZodNumberFormat) return { type: "integer" };
    if (inner instanceof z.core.$ZodNumber) return { type: "number" };
    if (inner instanceof z.core.$ZodBoolean) return BOOLEAN;
    if (inner instanceof z.core.$ZodString) return STRING;
    if (inner instanceof z.core.$ZodEnum) return STRING;
    throw new Error(`the schema has no type for a shape of ${inner._zod.def.type}`);
}

const isOptional = (shape: Shape): boolean => shape instanceof z.core.$ZodOptional;

export const propertiesOf = (shapes: Readonly<Record<string, Shape>>): Properties =>
    Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, typeOf(shape)]));

export const requiredOf = (shapes: Readonly<Record<string, Shape>>): readonly string[] =>
    Object.keys(shapes).filter((name) => shapes[name] !== undefined && !isOptional(shapes[name]));

const objectOf = ({ shape }: z.ZodObject, own: Properties = {}): ObjectSpec => {
    const required = requiredOf(shape);
    return { type: "object", properties: { ...propertiesOf(shape), ...own }, ...(required.length === 0 ? {} : { required }) };
};

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`;
/** What starts with a digit is no name in most languages: "1 day" is Day1, "TOLL_FREE" is TollFree, "dialogflow-cx" is DialogflowCx. */
const named = (value: string): string =>
    value
        .replace(/^(\d+) (\w+)$/, "$2$1")
        .split(/[-_]/)
        .map(capital)
        .join("");
const enumOf = (values: readonly string[]): EnumSpec => ({
    type: "string",
    enum: values.map((value) => ({ value, name: named(value) })),
});

/** One type for all bots: unions of more than two types are hardly usable in Go, C# or Java. Which field belongs to which type, check says. */
function bot(): ObjectSpec {
    const fields = Object.assign({}, ...BotShape.options.map(({ shape }) => shape));
    const properties = Object.keys(fields).map((name) => [name, { ...STRING, ...(isSecret(name) ? { secret: true } : {}) }] as const);
    return { type: "object", properties: { ...Object.fromEntries(properties), type: typeRef("BotType") }, required: ["type"] };
}

const only = (name: string, type: TypeSpec): ObjectSpec => ({ type: "object", properties: { [name]: type }, required: [name] });

/** The inputs of a unit of a tenant: the tenant says where it stands. */
const unitOfTenant = (shape: z.ZodObject, refersBy: string, own: Properties = {}): ObjectSpec => {
    const { [refersBy]: _above, ...fields } = shape.shape;
    const required = requiredOf(fields);
    return { type: "object", properties: { ...propertiesOf(fields), ...own }, required };
};
const byKey = (name: string): TypeSpec => ({ type: "object", additionalProperties: typeRef(name) });

/** What a tenant takes: the customer, and its accounts by key. */
export const TENANT_INPUTS: Properties = { ...propertiesOf(customerShape().shape), accounts: byKey("TenantAccount") };

/** Every type of the package by its name. */
export const TYPES: Readonly<Record<string, ObjectSpec | EnumSpec>> = {
    Privacy: objectOf(privacyShape()),
    Inherit: { type: "string", enum: [{ value: "inherit" }] },
    IfAllowed: only("ifAllowed", BOOLEAN),
    DialogPeriod: enumOf([...NAMED_PERIODS, "inherit"]),
    AtMostDialogPeriod: only("atMost", typeRef("DialogPeriod")),
    AtMostPeriod: only("atMost", STRING),
    EffectiveSettings: {
        type: "object",
        properties: bySetting(
            () => BOOLEAN,
            () => STRING,
        ),
        required: SETTING_NAMES,
    },
    IfExists: enumOf(IF_EXISTS),
    ExistingUnit: only("token", STRING),
    Bot: bot(),
    BotType: enumOf(BotShape.options.map(({ shape }) => [...shape.type.values][0] ?? "")),
    SpeechVendor: objectOf(SpeechVendor),
    ExternalNumber: objectOf(External, { type: typeRef("ExternalNumberType") }),
    ExternalNumberType: enumOf(External.shape.type.options),
    Fallback: objectOf(Fallback),
    TenantAccount: unitOfTenant(accountShape(), "customer", { projects: byKey("TenantProject") }),
    TenantProject: unitOfTenant(projectShape(), "account"),
};
