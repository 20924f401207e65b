/** The resources that the plugin serves, by the tokens of their types: the definitions that the dynamic provider runs, in the same handlers. */
import { dynamicHandler } from "../engine/dynamic-handler.js";
import type { DynamicHandler } from "../engine/protocol.js";
import { account } from "../resources/account/definition.js";
import { customer } from "../resources/customer/definition.js";
import { privacyPolicy } from "../resources/privacy-policy/definition.js";
import { project } from "../resources/project/definition.js";
import { handledBy } from "../told.js";

export type UnitLevel = "customer" | "account" | "project";

export interface NativeResource {
    readonly handler: DynamicHandler;
    /** The level of a unit; a policy has none of its own. */
    readonly level: UnitLevel | "policy";
    /** The input that names another unit, as a resource or by its token. */
    readonly refersBy: "customer" | "account" | "scope" | undefined;
    /** What a dynamic provider needs in a state, should the stack go back to it. */
    readonly provider: string;
}

const RESOURCES: ReadonlyMap<string, NativeResource> = new Map([
    ["cvg:index:Customer", { handler: dynamicHandler(customer), level: "customer", refersBy: undefined, provider: handledBy("customer") }],
    ["cvg:index:Account", { handler: dynamicHandler(account), level: "account", refersBy: "customer", provider: handledBy("account") }],
    ["cvg:index:Project", { handler: dynamicHandler(project), level: "project", refersBy: "account", provider: handledBy("project") }],
    [
        "cvg:index:PrivacyPolicy",
        { handler: dynamicHandler(privacyPolicy), level: "policy", refersBy: "scope", provider: handledBy("privacy-policy") },
    ],
]);

/** The type in a URN, without the types of its parents: `urn:pulumi:stack::project::parent$type::name`. */
const typeIn = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** The logical name in a URN, which may hold the separator itself. */
export const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");

/** The level of the unit that a URN stands for; undefined where it stands for none. */
export const levelIn = (urn: string): UnitLevel | undefined => levelOfType(typeIn(urn));

/** @throws Error for a type that the plugin does not have */
export function resourceOf(urn: string): NativeResource {
    const type = typeIn(urn);
    const found = RESOURCES.get(type);
    if (found === undefined) throw new Error(`${type} is no resource of this plugin; it has ${[...RESOURCES.keys()].join(", ")}.`);
    return found;
}

/** The level of the units that a type stands for; undefined where it stands for none. */
export function levelOfType(type: string): UnitLevel | undefined {
    const level = RESOURCES.get(type)?.level;
    return level === "policy" ? undefined : level;
}
