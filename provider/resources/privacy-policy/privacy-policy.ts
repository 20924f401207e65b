import * as pulumi from "@pulumi/pulumi";
import { declaredLater, ignoredSettings, type PolicyNode, passGate, quiet, refOf, registerNode, unitToken } from "../../program/index.js";
import type { Account } from "../account/account.js";
import type { Customer } from "../customer/customer.js";
import type { PrivacyArgs } from "../privacy/args.js";
import type { Project } from "../project/project.js";
import { Reseller } from "../reseller/reseller.js";
import { type DecidedBy, type EffectiveSettings, provider, spellDecidedBy } from "../unit/declare.js";

const RESELLER = { kind: "reseller" } as const;

/** What a privacy policy takes. */
export interface PrivacyPolicyArgs extends PrivacyArgs {
    /** The unit whose settings these are: the object, a token, or `cvg.reseller`. Another unit makes a new policy. */
    readonly scope: Reseller | Customer | Account | Project | pulumi.Input<string>;
}

/**
 * The privacy settings of one unit as a resource of their own: for units that another team or stack declares, and for the reseller.
 * At the reseller, where nothing is above, a setting that is left out is not managed.
 *
 * Removing it from the program leaves the settings as they are; they are then no longer managed.
 *
 * @example new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, anonymizeNumbers: true, dialogRetention: "1 hour" });
 */
export class PrivacyPolicy extends pulumi.CustomResource {
    /** Token of the unit. */
    declare readonly scope: pulumi.Output<string>;
    /** Level of the unit. */
    declare readonly level: pulumi.Output<"reseller" | "customer" | "account" | "project">;
    /** What applies at the unit after all levels above; known at preview. */
    declare readonly effective: pulumi.Output<EffectiveSettings>;
    /** Who decides each setting; known at preview. */
    declare readonly decidedBy: pulumi.Output<DecidedBy>;

    constructor(name: string, args: PrivacyPolicyArgs, options?: pulumi.CustomResourceOptions);
    /** @internal */
    constructor(name: string, args: Partial<PrivacyPolicyArgs>, options?: pulumi.CustomResourceOptions);
    constructor(name: string, args: Partial<PrivacyPolicyArgs>, options: pulumi.CustomResourceOptions = {}) {
        const { scope, ...settings } = args;
        const { exists, declared, made } = declaredLater(name);
        const place = scope instanceof Reseller ? RESELLER : refOf(scope ?? "", undefined);
        const node: PolicyNode = {
            kind: "policy",
            by: name,
            scope: place,
            settings,
            ignored: ignoredSettings(options.ignoreChanges, []),
            mentions: [args, options.dependsOn, options.parent],
            exists,
            declared,
        };
        const { dependsOn, above, existing } = passGate(node);
        const level = node.scope.kind === "unit" ? node.scope.unit.level : undefined;
        const inputs = {
            ...settings,
            scope: scope instanceof Reseller ? "reseller" : scope === undefined ? undefined : unitToken(scope),
            __by: name,
            __above: above,
            __existing: existing,
            __level: level,
        };
        const outputs = { level: undefined, effective: undefined, decidedBy: undefined };
        const props = { ...outputs, ...inputs, __provider: provider("privacy-policy") };
        super("pulumi-nodejs:dynamic/cvg:PrivacyPolicy", name, props, pulumi.mergeOptions(options, { dependsOn }));
        spellDecidedBy(this, made(this));
        registerNode(this, node);
        quiet(this);
    }

    /** Reads the settings of a unit that this program does not manage. `token` is the unit's. */
    static get(name: string, token: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): PrivacyPolicy {
        return new PrivacyPolicy(name, {}, { ...options, id: token });
    }
}
