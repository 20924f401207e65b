/**
 * What one writer's units must be: a model of the gateway for one client that has its units to itself and does one thing after another.
 * The switches are those of SWITCHES: a deletion, a restore and a tightened period reach all units below, so that one write is many rows.
 */
import type { Level, UnitLevel } from "../../../provider/gateway/index.js";
import { openOnWire } from "../../harness/bodies.js";

export const SWITCHES = { deleteWithChildren: "cascade", restoreChildren: "cascade", tightening: "clamp", moveLooser: "cap" } as const;

export interface Body {
    readonly name: string;
    /** `maxDialogRetentionTime`, in milliseconds. */
    readonly dialogs: number;
    /** Text that makes bodies of many sizes. */
    readonly filler: string;
    /** Only projects have some. */
    readonly numbers: readonly string[];
}

export interface Unit extends Body {
    readonly token: string;
    readonly level: UnitLevel;
    /** Token of the unit above. */
    readonly above: string;
    readonly inactive: boolean;
}

/** By token. */
export type Tenant = ReadonlyMap<string, Unit>;

export type Operation =
    | { readonly act: "create"; readonly level: UnitLevel; readonly above: string; readonly body: Body }
    | { readonly act: "update"; readonly unit: string; readonly body: Body }
    | { readonly act: "delete" | "restore"; readonly unit: string }
    | { readonly act: "move"; readonly unit: string; readonly account: string };

/** The tenant after a write. @param created token of the unit that a create made */
export function after(tenant: Tenant, operation: Operation, created = ""): Tenant {
    const changed = new Map(tenant);
    const edit = (unit: Unit, edits: Partial<Unit>) => changed.set(unit.token, { ...unit, ...edits });
    switch (operation.act) {
        case "create": {
            const { level, above, body } = operation;
            changed.set(created, { ...body, token: created, level, above, inactive: false });
            return changed;
        }
        case "update": {
            const unit = unitIn(tenant, operation.unit);
            edit(unit, operation.body);
            if (operation.body.dialogs >= unit.dialogs) return changed;
            for (const lower of below(tenant, unit.token)) {
                if (!lower.inactive && lower.dialogs > operation.body.dialogs) edit(lower, { dialogs: operation.body.dialogs });
            }
            return changed;
        }
        case "delete": {
            const unit = unitIn(tenant, operation.unit);
            if (unit.inactive) return tenant;
            for (const gone of [unit, ...below(tenant, unit.token)]) edit(gone, { inactive: true, numbers: [] });
            return changed;
        }
        case "restore": {
            const unit = unitIn(tenant, operation.unit);
            if (!unit.inactive) return tenant;
            for (const back of [unit, ...below(tenant, unit.token)]) edit(back, { inactive: false });
            return changed;
        }
        case "move":
            edit(unitIn(tenant, operation.unit), { above: operation.account });
            return changed;
    }
}

/** The tenant after everything that is inactive was purged. */
export const purged = (tenant: Tenant): Tenant => new Map([...tenant].filter(([, { inactive }]) => !inactive));

export function unitIn(tenant: Tenant, token: string): Unit {
    const unit = tenant.get(token);
    if (unit === undefined) throw new Error(`the model knows no unit ${token}`);
    return unit;
}

/** All units below one. */
function below(tenant: Tenant, token: string): readonly Unit[] {
    return [...tenant.values()].filter(({ above }) => above === token).flatMap((unit) => [unit, ...below(tenant, unit.token)]);
}

/** What applies at a unit, or above all of them. */
export function allowedAt(tenant: Tenant, token: string): number {
    const unit = tenant.get(token);
    return unit === undefined ? LONGEST : Math.min(unit.dialogs, allowedAt(tenant, unit.above));
}

/** What a fresh reseller allows, in milliseconds. */
export const LONGEST = 2_592_000_000;

const NAME: Readonly<Record<Level, string>> = {
    reseller: "resellerName",
    customer: "customerName",
    account: "accountName",
    project: "projectName",
};

/** A body as it is sent. */
export function wireOf(level: UnitLevel, { name, dialogs, filler, numbers }: Body): Readonly<Record<string, unknown>> {
    return {
        [NAME[level]]: name,
        commonConfiguration: openOnWire(LONGEST, dialogs),
        filler,
        ...(level !== "project"
            ? {}
            : {
                  transcribers: [{ vendor: "GOOGLE" }],
                  synthesizers: [{ vendor: "GOOGLE" }],
                  transcriberLanguage: "de-DE",
                  synthesizerLanguage: "de-DE",
                  botConfiguration: { type: "custom", url: "https://bot.example", token: filler.slice(0, 8) },
                  utteranceTimeout: 500,
                  minimumNoiseLevel: -45,
                  platformNumbers: numbers,
                  externalNumbers: [],
                  provisioningBlocks: [],
                  callOriginRestriction: { enabled: false, allowedNumbers: [] },
              }),
    };
}
