/** The tenants of the VIER Cognitive Voice Gateway, and what happens to their callers' data, as Pulumi resources. */
import "./package/needs-node.js";

export type { Formerly } from "./constructs/names.js";
export { type Presets, presets, ready } from "./constructs/presets.js";
export { Tenant } from "./constructs/tenant.js";
export type { TenantAccount, TenantArgs, TenantProject, TenantUnit } from "./constructs/tenant-args.js";
export { type ParseTenantsOptions, parseTenants, type Tenants } from "./files/parse-tenants.js";
export { TenantsError, type TenantsProblem } from "./files/problem.js";
export { explainDeletes, getAccount, getCustomer, getProject, getReseller, type ResellerFound, type UnitFound } from "./program/index.js";
export { Account, type AccountArgs } from "./resources/account/account.js";
export { Customer, type CustomerArgs } from "./resources/customer/customer.js";
export type { PrivacyArgs } from "./resources/privacy/args.js";
export {
    type AtMost,
    atMost,
    type DialogPeriod,
    type IfAllowed,
    type Inherit,
    ifAllowed,
    type RecordingPeriod,
} from "./resources/privacy/inputs.js";
export { PrivacyPolicy, type PrivacyPolicyArgs } from "./resources/privacy-policy/privacy-policy.js";
export type {
    Bot,
    CognigyBot,
    DialogflowBot,
    ExternalNumber,
    Fallback,
    ProjectArgs,
    SpeechVendor,
    UrlBot,
} from "./resources/project/args.js";
export { Project } from "./resources/project/project.js";
export { type Reseller, reseller } from "./resources/reseller/reseller.js";
export type { IfExists, UnitArgs } from "./resources/unit/args.js";
export type { DecidedBy, EffectiveSettings } from "./resources/unit/declare.js";
