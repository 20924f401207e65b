import * as pulumi from "@pulumi/pulumi";
import { demandArguments, demandToken, NOT_TOLD, refOf, unitToken, withoutPromiseStacks } from "../../program/index.js";
import type { Account } from "../account/account.js";
import type { PrivacyArgs } from "../privacy/args.js";
import type { BoundsBelow, Unbounded } from "../privacy/bounds.js";
import type { SettingsWithin } from "../privacy/within.js";
import type { UnitFields } from "../unit/args.js";
import { type DecidedBy, declareUnit, type EffectiveSettings } from "../unit/declare.js";
import type { Bot, ProjectArgs, ProjectFields } from "./args.js";
import { isSecret } from "./shapes.js";

/**
 * A project (Projekt): one bot in one language, in one account. Without `privacy` it is born closed: no recordings, no outbound calls, numbers
 * anonymized, no dialog data, so that a bot with real numbers is never live before its policy.
 *
 * @example new cvg.Project("hotline", { account: claims, name: "Schadenhotline", bot: { type: "custom", url, token }, ...speech });
 */
export class Project<
    const OfCustomer extends PrivacyArgs = PrivacyArgs,
    const OfAccount extends PrivacyArgs = PrivacyArgs,
    const Own extends PrivacyArgs = PrivacyArgs,
> extends pulumi.CustomResource {
    /** The type in states and previews. Typed policies (`validateResourceOfType`) find the resource by it. */
    static readonly __pulumiType = "pulumi-nodejs:dynamic/cvg:Project";

    /** For the compiler alone: what the unit and those above it say. Nothing of it is there when a program runs. */
    declare readonly "~declares": { readonly level: "project"; readonly said: readonly [OfCustomer, OfAccount, Own] };
    declare readonly name: pulumi.Output<string>;
    /** Token of the account. */
    declare readonly account: pulumi.Output<string>;
    declare readonly platformNumbers: pulumi.Output<readonly string[] | undefined>;
    declare readonly active: pulumi.Output<boolean>;
    /** When an inactive project is purged, as ISO 8601; null while it is active. */
    declare readonly purgeAt: pulumi.Output<string | null>;
    /** Token of the project that was taken over at creation (`ifExists`); known at preview. Undefined when it was made new. */
    declare readonly existing: pulumi.Output<string | undefined>;
    /** What applies here after all levels above; known at preview. Undefined without `privacy`. */
    declare readonly effective: pulumi.Output<EffectiveSettings | undefined>;
    /** Who decides each setting; known at preview. Undefined without `privacy`. */
    declare readonly decidedBy: pulumi.Output<DecidedBy | undefined>;

    constructor(
        name: string,
        args: UnitFields &
            ProjectFields & {
                /**
                 * The privacy settings of the unit, born with it. `{}` means: all managed, all inherited. Left out: not managed.
                 * @default not managed
                 */
                readonly privacy?: SettingsWithin<BoundsBelow<BoundsBelow<Unbounded, OfCustomer>, OfAccount>, Own>;
                /** The account that it belongs to: the object, or a token. Another account moves the project in place. */
                readonly account: Account<OfCustomer, OfAccount> | pulumi.Input<string>;
            },
        options?: pulumi.CustomResourceOptions,
    );
    /** @internal */
    constructor(name: string, args: Partial<ProjectArgs>, options?: pulumi.CustomResourceOptions);
    constructor(name: string, args: Written, options: pulumi.CustomResourceOptions = {}) {
        demandArguments("Project", name, args, options);
        const { account, bot } = args;
        const above = account === undefined ? NOT_TOLD : refOf(account, "account");
        const inputs = {
            name: undefined,
            platformNumbers: undefined,
            ...args,
            account: account === undefined ? undefined : unitToken(account),
            bot: bot === undefined ? undefined : sealed(bot),
        };
        const declaration = declareUnit({ level: "project", by: name, above, args, inputs }, options);
        const stacksAsEver = withoutPromiseStacks();
        try {
            super(Project.__pulumiType, name, declaration.props, declaration.options);
        } finally {
            stacksAsEver();
        }
        declaration.made(this);
    }

    /** Tells the levels apart, for the compiler too: one is never taken for another. */
    get level(): "project" {
        return "project";
    }

    /** The token: the UUID that identifies the project at the gateway. The same as `id`. */
    get token(): pulumi.Output<pulumi.ID> {
        return this.id;
    }

    /** Reads a project that this program does not manage. */
    static get(name: string, token: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Project {
        return new Project(name, {}, { ...options, id: demandToken("Project", name, token) });
    }
}

/** On the way to the engine its secrets are secrets, whether the user marked them or not. A bot that is an output is sealed by the provider's check. */
function sealed(bot: pulumi.Input<Bot>): pulumi.Input<unknown> {
    if (pulumi.Output.isInstance(bot) || bot instanceof Promise) return bot;
    // No bot at all, and perhaps the whole text of one: check refuses it, and nobody is shown what it says.
    if (typeof bot !== "object" || bot === null || Array.isArray(bot)) return pulumi.secret(bot);
    return Object.fromEntries(Object.entries(bot).map(([field, value]) => [field, isSecret(field) ? pulumi.secret(value) : value]));
}

/** Whichever way the constructor was called. */
type Written = Partial<ProjectArgs>;
