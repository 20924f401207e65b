/** A whole tenant as one component: a customer with its accounts and projects. */
import * as pulumi from "@pulumi/pulumi";
import { CATALOGUE, CvgError } from "../errors/index.js";
import { demandArguments, demandList, demandParts } from "../program/index.js";
import { Account } from "../resources/account/account.js";
import { Customer } from "../resources/customer/customer.js";
import { Project } from "../resources/project/project.js";
import { aliasesOf, claimNames, formerTenants, type Keyed, logicalName } from "./names.js";
import type { TenantAccount, TenantArgs, TenantUnit } from "./tenant-args.js";
import { isManaged, settingsOf } from "./tenant-settings.js";
import type { TenantWithin } from "./tenant-within.js";

type Keys<Part> = Part extends object ? keyof Part & string : never;
/** By index, not by `infer`: TypeScript 5.9 loses the keys of what it inferred. */
type At<Part, Key> = Key extends keyof Part ? Exclude<Part[Key], undefined> : never;
type Values<Part> = Part[keyof Part];
type ProjectsOf<Account> = Account extends unknown ? Keys<At<Account, "projects">> : never;
type ProjectKeys<Args> = ProjectsOf<Values<At<Args, "accounts">>>;

/**
 * A customer with its accounts and projects, from one object. Logical names are the tenant's, then `<tenant>-<key>`, never with the account in
 * them: a project that moves to another account stays what it is. Units are children of the component, so `protect`, `transforms` and
 * `aliases` of the tenant reach them.
 *
 * @example
 * const acme = new cvg.Tenant("acme", {
 *     name: "Acme Versicherung",
 *     preset: presets.strict,
 *     accounts: { claims: { name: "Schaden", projects: { hotline: { name: "Schadenhotline", bot, ...speech } } } },
 * });
 * export const token = acme.projects.hotline.token;
 */
export class Tenant<const Args extends TenantArgs = TenantArgs> extends pulumi.ComponentResource {
    declare readonly customer: Customer;
    /** Accounts by their keys. */
    declare readonly accounts: { readonly [Key in Keys<At<Args, "accounts">>]: Account };
    /** Projects by their keys, whichever account they belong to. */
    declare readonly projects: { readonly [Key in ProjectKeys<Args>]: Project };

    /**
     * @throws CVG203 where neither `privacy` nor `preset` says what applies to the tenant, CVG204 and CVG205 for keys that cannot be, and under
     * mocks whatever a class of a unit throws
     */
    constructor(name: string, args: TenantWithin<Args>, options?: pulumi.ComponentResourceOptions);
    constructor(name: string, args: TenantWithin<Args> & TenantArgs, options: pulumi.ComponentResourceOptions = {}) {
        super("cvg:index:Tenant", name, {}, componentOptions(name, args, options));
        const place = placeOf(this, name, args, options);
        const customer = customerOf(name, args, place);
        const accounts = entries(args.accounts).map(([key, account]) => {
            const managed = isManaged(account, args.privacy !== false);
            const made = accountOf(logicalName(name, key), account, {
                customer,
                managed,
                options: place({ level: "account", key, ...account }),
            });
            return { key, made, projects: projectsOf(name, account, { account: made, managed, place }) };
        });
        Object.assign(this, {
            customer,
            accounts: Object.fromEntries(accounts.map(({ key, made }) => [key, made])),
            projects: Object.fromEntries(accounts.flatMap(({ projects }) => projects)),
        });
        this.registerOutputs({});
    }

    /** The token of the customer. */
    get token(): pulumi.Output<pulumi.ID> {
        return this.customer.id;
    }
}

type Place = (unit: Keyed & TenantUnit) => pulumi.CustomResourceOptions;

const entries = <Value>(all: Readonly<Record<string, Value>> | undefined): readonly (readonly [string, Value])[] =>
    Object.entries(all ?? {});

function customerOf(name: string, tenant: TenantArgs, place: Place): Customer {
    const { preset: _preset, privacy: _privacy, formerly: _formerly, options: _options, accounts: _accounts, ...own } = tenant;
    return new Customer(name, { ...own, ...settingsOf(tenant, tenant.privacy !== false) }, place({ level: "customer", ...tenant }));
}

interface InCustomer {
    readonly customer: Customer;
    readonly managed: boolean;
    readonly options: pulumi.CustomResourceOptions;
}

function accountOf(name: string, account: TenantAccount, { customer, managed, options }: InCustomer): Account {
    const { preset: _preset, privacy: _privacy, formerly: _formerly, options: _options, projects: _projects, ...own } = account;
    return new Account(name, { ...own, customer, ...settingsOf(account, managed) }, options);
}

interface InAccount {
    readonly account: Account;
    readonly managed: boolean;
    readonly place: Place;
}

function projectsOf(tenant: string, { projects }: TenantAccount, { account, managed, place }: InAccount) {
    return entries(projects).map(([key, project]): readonly [string, Project] => {
        const { preset: _preset, privacy: _privacy, formerly: _formerly, options: _options, ...own } = project;
        const args = { ...own, account, ...settingsOf(project, isManaged(project, managed)) };
        return [key, new Project(logicalName(tenant, key), args, place({ level: "project", key, ...project }))];
    });
}

/** @throws CVG201 for what is not built as a tenant is, however far down */
function demandTenant(tenant: string, args: TenantArgs, options: pulumi.ComponentResourceOptions): void {
    demandArguments("Tenant", tenant, args, options);
    demandList(tenant, "formerly", args.formerly);
    for (const [key, account] of demandParts(tenant, "accounts", args.accounts)) {
        demandList(tenant, `accounts.${key}.formerly`, account.formerly);
        for (const [inner, project] of demandParts(tenant, `accounts.${key}.projects`, account.projects))
            demandList(tenant, `accounts.${key}.projects.${inner}.formerly`, project.formerly);
    }
}

function componentOptions(tenant: string, args: TenantArgs, options: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    demandTenant(tenant, args, options);
    claimNames(tenant, keyedUnits(args));
    if (args.privacy === undefined && args.preset === undefined) throw CvgError.of(CATALOGUE.CVG203.says.tenantPrivacy({ tenant }));
    return pulumi.mergeOptions({ aliases: formerTenants(args.formerly).map((name) => ({ name })) }, options);
}

function keyedUnits({ accounts, formerly }: TenantArgs): readonly Keyed[] {
    const below = entries(accounts).flatMap(([key, account]): readonly Keyed[] => [
        { level: "account", key, formerly: account.formerly },
        ...entries(account.projects).map(([inner, project]) => ({ level: "project" as const, key: inner, formerly: project.formerly })),
    ]);
    return [{ level: "customer", formerly }, ...below];
}

/** Where units stand for the engine: children of the tenant, with the names that they had before. */
function placeOf(parent: pulumi.Resource, tenant: string, args: TenantArgs, { dependsOn }: pulumi.ComponentResourceOptions): Place {
    const tenants = [tenant, ...formerTenants(args.formerly)];
    return (unit) => {
        const own = { parent, aliases: aliasesOf(tenants, unit), ...(dependsOn === undefined ? {} : { dependsOn }) };
        return pulumi.mergeOptions(own, unit.options);
    };
}
