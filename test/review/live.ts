/** What only the gateway knows, as a file beside a preview. */
import { z } from "zod";
import type { Live } from "../../provider/review/index.js";
import { eachSetting } from "../harness/settings.js";

const Settings = z.object(
    eachSetting(
        () => z.boolean(),
        () => z.number(),
    ),
);

export const LiveUnits = z.object({
    retentionDays: z.number(),
    units: z.array(
        z.object({
            level: z.enum(["reseller", "customer", "account", "project"]),
            token: z.string(),
            name: z.string(),
            above: z.string().optional(),
            inactive: z.boolean(),
            purgeAt: z.string().optional(),
            stored: Settings.optional(),
        }),
    ),
});
export type LiveFile = z.infer<typeof LiveUnits>;

export const liveOf = ({ retentionDays, units }: LiveFile): Live => ({
    retentionDays,
    units: new Map(units.map((unit) => [unit.token, { above: undefined, purgeAt: undefined, stored: undefined, ...unit }])),
});
