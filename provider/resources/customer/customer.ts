import * as pulumi from "@pulumi/pulumi";
import { demandArguments, demandToken, withoutPromiseStacks } from "../../program/index.js";
import type { PrivacyArgs } from "../privacy/args.js";
import type { Unbounded } from "../privacy/bounds.js";
import type { SettingsWithin } from "../privacy/within.js";
import type { UnitArgs, UnitFields } from "../unit/args.js";
import { type DecidedBy, declareUnit, type EffectiveSettings } from "../unit/declare.js";

/** What a customer takes. */
export interface CustomerArgs extends UnitArgs {}

/**
 * A customer (Kunde): a tenant of the configured reseller. Source: manual, "Kunden".
 *
 * Removing it from the program makes it inactive; 90 days later the gateway purges it for good.
 *
 * @example new cvg.Customer("acme", { name: "Acme Versicherung", privacy: { recordings: true, recordingRetention: "1 week" } });
 */
export class Customer<const Own extends PrivacyArgs = PrivacyArgs> extends pulumi.CustomResource {
    /** The type in states and previews. Typed policies (`validateResourceOfType`) find the resource by it. */
    static readonly __pulumiType = "pulumi-nodejs:dynamic/cvg:Customer";

    /** For the compiler alone: what the unit says. Nothing of it is there when a program runs. */
    declare readonly "~declares": { readonly level: "customer"; readonly said: readonly [Own] };
    declare readonly name: pulumi.Output<string>;
    declare readonly active: pulumi.Output<boolean>;
    /** When an inactive customer is purged, as ISO 8601; null while it is active. */
    declare readonly purgeAt: pulumi.Output<string | null>;
    /** Token of the customer that was taken over at creation (`ifExists`); known at preview. Undefined when it was made new. */
    declare readonly existing: pulumi.Output<string | undefined>;
    /** What applies here after all levels above; known at preview. Undefined without `privacy`. */
    declare readonly effective: pulumi.Output<EffectiveSettings | undefined>;
    /** Who decides each setting; known at preview. Undefined without `privacy`. */
    declare readonly decidedBy: pulumi.Output<DecidedBy | undefined>;

    constructor(
        name: string,
        args: UnitFields & {
            /**
             * The privacy settings of the unit, born with it. `{}` means: all managed, all inherited. Left out: not managed.
             * @default not managed
             */
            readonly privacy?: SettingsWithin<Unbounded, Own>;
        },
        options?: pulumi.CustomResourceOptions,
    );
    /** @internal */
    constructor(name: string, args: Partial<CustomerArgs>, options?: pulumi.CustomResourceOptions);
    constructor(name: string, args: Partial<CustomerArgs>, options: pulumi.CustomResourceOptions = {}) {
        demandArguments("Customer", name, args, options);
        const inputs = { name: undefined, ...args };
        const declaration = declareUnit({ level: "customer", by: name, above: { kind: "reseller" }, args, inputs }, options);
        const stacksAsEver = withoutPromiseStacks();
        try {
            super(Customer.__pulumiType, name, declaration.props, declaration.options);
        } finally {
            stacksAsEver();
        }
        declaration.made(this);
    }

    /** Tells the levels apart, for the compiler too: one is never taken for another. */
    get level(): "customer" {
        return "customer";
    }

    /** The token: the UUID that identifies the customer at the gateway. The same as `id`. */
    get token(): pulumi.Output<pulumi.ID> {
        return this.id;
    }

    /** Reads a customer that this program does not manage. */
    static get(name: string, token: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Customer {
        return new Customer(name, {}, { ...options, id: demandToken("Customer", name, token) });
    }
}
