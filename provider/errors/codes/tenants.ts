/** 2xx: tenants as a whole, in programs and in files. */
import type { Entry } from "../entry.js";

export const TENANTS = {
    CVG204: {
        title: "A key of a tenant is none",
        severity: "error",
        cause: "Keys of tenants, accounts and projects become logical names of resources, and are typed on command lines.",
        remedy: "Write letters, digits, dots, underscores and hyphens only. What people read is the unit's name, which takes everything.",
    },
    CVG205: {
        title: "Two units of tenants would have one logical name",
        severity: "error",
        cause: "The logical name of a unit is its tenant's name and its key; the account is not in it, so that a project can move. So a key belongs to one unit of a tenant, and a tenant cannot be called like another with one of its keys. `formerly` cannot name what another unit is called now.",
        remedy: "Choose another key. Where the unit is there already, name its old key in `formerly`.",
    },
} as const satisfies Record<string, Entry>;
