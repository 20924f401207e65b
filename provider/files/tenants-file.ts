/** A whole file of tenants as one shape. What units of a file may leave to `defaults` is optional here: only reading puts the two together. */
import * as z from "zod";
import { KEY } from "../constructs/names.js";
import { privacyShape } from "../resources/privacy/inputs.js";
import { isSecret, projectShapes } from "../resources/project/shapes.js";
import { unitName } from "../resources/unit/inputs.js";
import { defaultsInFiles, unitsInFiles } from "./units-in-files.js";

const { BotShape, Fallback, Text } = projectShapes();

/** A secret that the program has, by its name. */
export const NamedSecret = z.strictObject({ secret: Text });

const bots = BotShape.options.map(({ shape }) => {
    const fields = Object.entries(shape).map(([key, takes]) => [key, isSecret(key) ? z.union([takes, NamedSecret]) : takes] as const);
    return z.strictObject(Object.fromEntries(fields)).partial();
});

export const BotInFile = z.union(bots);

/** `privacy: false` leaves the settings to a PrivacyPolicy elsewhere. */
const common = { privacy: z.union([z.literal(false), privacyShape()]).optional() };
/** Parts that may stand in `defaults`, the rest in the unit. */
const parts = { bot: BotInFile.optional(), fallback: Fallback.partial().optional() };
const byKey = <Unit extends z.ZodType>(unit: Unit) => z.record(z.string().regex(KEY), unit);

export const ProjectInFile = unitsInFiles()
    .project.partial()
    .extend({ name: unitName(), ...common, ...parts });
export const AccountInFile = unitsInFiles().account.extend({ ...common, projects: byKey(ProjectInFile).optional() });
export const TenantInFile = unitsInFiles().tenant.extend({ ...common, accounts: byKey(AccountInFile).optional() });

const Defaults = z.strictObject({
    tenant: defaultsInFiles().tenant.extend(common).optional(),
    account: defaultsInFiles().account.extend(common).optional(),
    project: defaultsInFiles()
        .project.extend({ ...common, ...parts })
        .optional(),
});

/** Keys that begin with x- are places for anchors: what is in them is checked where it is used. */
export const TenantsFile = z.object({ tenants: byKey(TenantInFile), defaults: Defaults.optional() }).catchall(z.unknown());
