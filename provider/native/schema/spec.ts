/** The parts of Pulumi's package schema that ours has. Source: Pulumi, pkg/codegen/schema/pulumi.json. */

export interface TypeSpec {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: TypeSpec;
    readonly additionalProperties?: TypeSpec;
    readonly oneOf?: readonly TypeSpec[];
}

export interface PropertySpec extends TypeSpec {
    readonly description?: string;
    readonly secret?: boolean;
    readonly replaceOnChanges?: boolean;
}

export type Properties = Readonly<Record<string, PropertySpec>>;

export interface ObjectSpec {
    readonly type: "object";
    readonly description?: string;
    readonly properties: Properties;
    readonly required?: readonly string[];
}

export interface EnumSpec {
    readonly type: "string";
    readonly description?: string;
    readonly enum: readonly { readonly value: string; readonly name?: string; readonly description?: string }[];
}

export interface ResourceSpec {
    readonly description?: string;
    readonly inputProperties: Properties;
    readonly requiredInputs: readonly string[];
    readonly properties: Properties;
    readonly required: readonly string[];
    readonly aliases?: readonly { readonly type: string }[];
    readonly isComponent?: true;
}

export interface FunctionSpec {
    readonly description?: string;
    readonly inputs: ObjectSpec;
    readonly outputs: ObjectSpec;
}

export const STRING: TypeSpec = { type: "string" };
export const BOOLEAN: TypeSpec = { type: "boolean" };

/** How a type of this package is named in its schema. */
export const token = (name: string): string => `cvg:index:${name}`;
export const typeRef = (name: string): TypeSpec => ({ $ref: `#/types/${token(name)}` });
export const resourceRef = (name: string): TypeSpec => ({ $ref: `#/resources/${token(name)}` });
export const oneOf = (...types: readonly TypeSpec[]): TypeSpec => ({ oneOf: types });
