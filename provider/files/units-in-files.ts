/** What a unit takes in a file: what it takes in a program, without what only programs have. */
import * as z from "zod";
import { lazily } from "../definition/lazily.js";
import { privacyShape } from "../resources/privacy/inputs.js";
import { fieldShapes } from "../resources/project/fields.js";
import { unitShapes } from "../resources/unit/inputs.js";

const NAME = "text that is not empty";
const FORMER = "keys that it had in this tenant, or { tenant, key }, { name } or { urn }";
const text = () => z.string(NAME).min(1, NAME);

export const former = lazily(() =>
    z.union([
        text(),
        z.strictObject({ tenant: text(), key: text().exactOptional() }),
        z.strictObject({ name: text() }),
        z.strictObject({ urn: text() }),
    ]),
);
export const formerlyShape = lazily(() =>
    z.custom<readonly z.infer<ReturnType<typeof former>>[]>((value) => z.array(former()).safeParse(value).success, FORMER),
);

/** Checked by themselves, unit by unit. */
const below = () => z.unknown().optional();

/** One unit at a time: `accounts` and `projects` have units of their own. */
export const unitsInFiles = lazily(() => {
    const common = { ...unitShapes(), preset: text().optional(), formerly: formerlyShape().optional() };
    return {
        tenant: z.strictObject({ ...common, accounts: below() }),
        account: z.strictObject({ ...common, projects: below() }),
        project: z.strictObject({ ...common, ...fieldShapes() }),
    } as const;
});

export type FileLevel = keyof ReturnType<typeof unitsInFiles>;

/** What the units of a level take where they say nothing themselves: nothing is required. */
export const defaultsInFiles = lazily(() => {
    const { tenant, account, project } = unitsInFiles();
    return {
        tenant: tenant.omit({ name: true, formerly: true, accounts: true }).partial(),
        account: account.omit({ name: true, formerly: true, projects: true }).partial(),
        project: project.omit({ name: true, formerly: true }).partial(),
    } as const;
});

/** Whole tenants as a program declares them, every value known. */
export const wholeTenants = lazily(() => {
    const units = unitsInFiles();
    // The program has it, not the file.
    const own = { preset: z.record(z.string(), z.unknown()).optional(), privacy: z.union([z.literal(false), privacyShape()]).optional() };
    const project = units.project.extend(own);
    const account = units.account.extend({ ...own, projects: z.record(z.string(), project).optional() });
    return z.record(z.string(), units.tenant.extend({ ...own, accounts: z.record(z.string(), account).optional() }));
});
