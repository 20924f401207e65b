/** The units of a tenant that a program declares as one resource: their logical names, and what each takes. */
import { isObject } from "../../definition/draft.js";
import type { Wire } from "../../engine/protocol.js";
import { ENVELOPE, SECRET, UNKNOWN_MARKS } from "../../engine/wire-values.js";
import { CATALOGUE, CvgError } from "../../errors/index.js";

export interface TenantUnit {
    readonly level: "customer" | "account" | "project";
    /** Its key in the tenant, which the account is no part of: a project that moves to another one stays the same resource. */
    readonly key: string | undefined;
    readonly name: string;
    /** Without what names the unit above. */
    readonly inputs: Wire;
    readonly below: readonly TenantUnit[];
}

/** As for the class of this name. A test holds the two together. */
export const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

const described = (tenant: string, level: TenantUnit["level"], key: string | undefined): string =>
    key === undefined ? `the customer of tenant ${tenant}` : `${level} ${key} of tenant ${tenant}`;

/** What stands below a unit, by key. @throws CVG201 where it is nothing of the kind, or not known yet: a preview could not say what is made */
function entries(by: string, field: string, value: unknown): readonly (readonly [string, Wire])[] {
    return Object.entries(known(by, field, value)).map(([key, part]) => [key, known(by, `${field}.${key}`, part)]);
}

function known(by: string, field: string, value: unknown): Wire {
    const is = opened(value);
    if (is === undefined || is === null) return {};
    if (isObject(is)) return { ...is };
    throw CvgError.of(CATALOGUE.CVG201.says.noParts({ by, field, is: UNKNOWN_MARKS.has(is) ? "not known yet" : `a ${typeof is}` }));
}

/** Without a mark around the whole: what stands in it keeps its own. */
const opened = (value: unknown): unknown => (isObject(value) && value[ENVELOPE] === SECRET ? value.value : value);

/** Settings are managed on every level, inherited where a unit says nothing. */
const managed = (inputs: Wire): Wire => ({ ...inputs, privacy: inputs.privacy ?? {} });

/** @throws CVG201 for what is not built as a tenant is, CVG203 without `privacy`, CVG204 for a key that is none, CVG205 for two units of one name */
export function unitsOf(tenant: string, args: Wire): TenantUnit {
    const { accounts, ...customer } = args;
    if (customer.privacy === undefined) throw CvgError.of(CATALOGUE.CVG203.says.pluginTenantPrivacy({ tenant }));
    const taken = new Map<string, string>();
    const unit = (level: TenantUnit["level"], key: string | undefined, inputs: Wire, below: () => readonly TenantUnit[]): TenantUnit => {
        const what = described(tenant, level, key);
        if (!KEY.test(key ?? tenant)) throw CvgError.of(CATALOGUE.CVG204.says.noKey({ unit: what }));
        const name = key === undefined ? tenant : `${tenant}-${key}`;
        const other = taken.get(name);
        if (other !== undefined) throw CvgError.of(CATALOGUE.CVG205.says.oneName({ unit: what, other, name }));
        taken.set(name, what);
        return { level, key, name, inputs: managed(inputs), below: below() };
    };
    return unit("customer", undefined, customer, () =>
        entries(tenant, "accounts", accounts).map(([key, { projects, ...account }]) =>
            unit("account", key, account, () =>
                entries(tenant, `accounts.${key}.projects`, projects).map(([inner, project]) => unit("project", inner, project, () => [])),
            ),
        ),
    );
}
