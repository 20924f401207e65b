import * as pulumi from "@pulumi/pulumi";
import { demandArguments, demandToken, NOT_TOLD, refOf, unitToken, withoutPromiseStacks } from "../../program/index.js";
import type { Customer } from "../customer/customer.js";
import type { PrivacyArgs } from "../privacy/args.js";
import type { BoundsBelow, Unbounded } from "../privacy/bounds.js";
import type { SettingsWithin } from "../privacy/within.js";
import type { UnitArgs, UnitFields } from "../unit/args.js";
import { type DecidedBy, declareUnit, type EffectiveSettings } from "../unit/declare.js";

/** What an account takes. */
export interface AccountArgs extends UnitArgs {
    /** The customer that it belongs to: the object, or a token. An account cannot move: another customer makes a new account. */
    readonly customer: Customer | pulumi.Input<string>;
}

/**
 * An account (Abteilungskonto): a department of a customer.
 *
 * @example new cvg.Account("claims", { customer: acme, name: "Schaden" });
 */
export class Account<
    const Above extends PrivacyArgs = PrivacyArgs,
    const Own extends PrivacyArgs = PrivacyArgs,
> extends pulumi.CustomResource {
    /** The type in states and previews. Typed policies (`validateResourceOfType`) find the resource by it. */
    static readonly __pulumiType = "pulumi-nodejs:dynamic/cvg:Account";

    /** For the compiler alone: what the unit and the one above it say. Nothing of it is there when a program runs. */
    declare readonly "~declares": { readonly level: "account"; readonly said: readonly [Above, Own] };
    declare readonly name: pulumi.Output<string>;
    /** Token of the customer. */
    declare readonly customer: pulumi.Output<string>;
    declare readonly active: pulumi.Output<boolean>;
    /** When an inactive account is purged, as ISO 8601; null while it is active. */
    declare readonly purgeAt: pulumi.Output<string | null>;
    /** Token of the account that was taken over at creation (`ifExists`); known at preview. Undefined when it was made new. */
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
            readonly privacy?: SettingsWithin<BoundsBelow<Unbounded, Above>, Own>;
            /** The customer that it belongs to: the object, or a token. An account cannot move: another customer makes a new account. */
            readonly customer: Customer<Above> | pulumi.Input<string>;
        },
        options?: pulumi.CustomResourceOptions,
    );
    /** @internal */
    constructor(name: string, args: Partial<AccountArgs>, options?: pulumi.CustomResourceOptions);
    constructor(name: string, args: Written, options: pulumi.CustomResourceOptions = {}) {
        demandArguments("Account", name, args, options);
        const { customer } = args;
        const above = customer === undefined ? NOT_TOLD : refOf(customer, "customer");
        const inputs = { name: undefined, ...args, customer: customer === undefined ? undefined : unitToken(customer) };
        const declaration = declareUnit({ level: "account", by: name, above, args, inputs }, options);
        const stacksAsEver = withoutPromiseStacks();
        try {
            super(Account.__pulumiType, name, declaration.props, declaration.options);
        } finally {
            stacksAsEver();
        }
        declaration.made(this);
    }

    /** Tells the levels apart, for the compiler too: one is never taken for another. */
    get level(): "account" {
        return "account";
    }

    /** The token: the UUID that identifies the account at the gateway. The same as `id`. */
    get token(): pulumi.Output<pulumi.ID> {
        return this.id;
    }

    /** Reads an account that this program does not manage. */
    static get(name: string, token: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Account {
        return new Account(name, {}, { ...options, id: demandToken("Account", name, token) });
    }
}

/** Whichever way the constructor was called. */
type Written = Partial<AccountArgs>;
