import * as pulumi from "@pulumi/pulumi";
import { UNKNOWN } from "../../definition/draft.js";
import { CATALOGUE, CvgError } from "../../errors/index.js";
import {
    declaredLater,
    demandArguments,
    demandToken,
    identityOf,
    ignoredSettings,
    mustNotIgnoreEverything,
    Needs,
    type PolicyNode,
    passGate,
    presetsOf,
    quiet,
    type Registration,
    refOf,
    registerNode,
    settled,
    type UnitNode,
    unitToken,
    watched,
    withoutPromiseStacks,
    withoutStack,
} from "../../program/index.js";
import { handledBy, ignoredPaths, type Telling, tellAtOnce } from "../../told.js";
import type { Account } from "../account/account.js";
import type { Customer } from "../customer/customer.js";
import type { PrivacyArgs } from "../privacy/args.js";
import type { PolicyWithin } from "../privacy/within.js";
import type { Project } from "../project/project.js";
import { isReseller, type Reseller } from "../reseller/reseller.js";
import { type DecidedBy, type EffectiveSettings, spellDecidedBy, unlessRead } from "../unit/declare.js";
import { mistakesIn } from "../unit/mistakes.js";
import { pickSettings } from "./declared-by-policy.js";
import { policyShape } from "./inputs.js";

/** How and where a unit is by the end of this run: as the engine has it, which may keep what the program changed (`ignoreChanges`). */
function byTheEnd(unit: Promise<UnitNode | undefined>): Pick<Telling, "active" | "parent" | "level"> {
    const known = (of: "active" | "parent"): Promise<unknown> => unit.then((node) => settled(node?.declared()[of])).catch(() => undefined);
    return {
        level: unit.then((node) => node?.level),
        active: known("active").then((value) => (typeof value === "boolean" ? value : undefined)),
        parent: known("parent"),
    };
}

/** The inputs without what only travels to the provider, and without what comes back. */
const ownProps = (props: Registration["props"]): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
        Object.entries(props).filter(([input]) => !input.startsWith("__") && !["level", "effective", "decidedBy"].includes(input)),
    );

const RESELLER = { kind: "reseller" } as const;

/** What a privacy policy takes. */
export interface PrivacyPolicyArgs extends PrivacyArgs {
    /** The unit whose settings these are: the object, a token, or `cvg.reseller`. Another unit makes a new policy. */
    readonly scope: Reseller | Customer | Account | Project | pulumi.Input<string>;
    /**
     * What becomes of the settings when the policy is taken out of the program: `"keep"` leaves them as they are, `"reset"` makes each the
     * stricter of what applies then and the console's default for new units. Never makes anything looser. Nothing is written when the unit
     * goes too, is inactive, or declares its settings itself by then. A preview shows that the policy goes, not what a reset does: the engine asks
     * nobody about what leaves a program. To see it before, write the stricter values first, and take the policy out in the next run.
     * @default "keep"
     */
    readonly onDelete?: pulumi.Input<"keep" | "reset">;
    /**
     * What becomes of units below that have looser settings than a tightened one allows: `"cut"` makes theirs stricter too where the gateway
     * insists, `"refuse"` does not tighten then, and names them (CVG113). Changing it changes nothing by itself.
     * @default "cut"
     */
    readonly below?: pulumi.Input<"cut" | "refuse">;
}

/**
 * The privacy settings of one unit as a resource of their own: for units that another team or stack declares, and for the reseller.
 * At the reseller, where nothing is above, a setting that is left out is not managed.
 *
 * Removing it from the program leaves the settings as they are, unless `onDelete` says otherwise; they are then no longer managed. The
 * settings of an inactive unit are written as soon as it is active (CVG114).
 *
 * @example new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, anonymizeNumbers: true, dialogRetention: "1 hour" });
 */
export class PrivacyPolicy<const Args extends PrivacyPolicyArgs = PrivacyPolicyArgs> extends pulumi.CustomResource {
    /** The type in states and previews. Typed policies (`validateResourceOfType`) find the resource by it. */
    static readonly __pulumiType = "pulumi-nodejs:dynamic/cvg:PrivacyPolicy";

    /** Token of the unit. */
    declare readonly scope: pulumi.Output<string>;
    /** Level of the unit. */
    declare readonly level: pulumi.Output<"reseller" | "customer" | "account" | "project">;
    /** What applies at the unit after all levels above; known at preview. */
    declare readonly effective: pulumi.Output<EffectiveSettings>;
    /** Who decides each setting; known at preview. */
    declare readonly decidedBy: pulumi.Output<DecidedBy>;

    constructor(name: string, args: PolicyWithin<PrivacyPolicyArgs, Args>, options?: pulumi.CustomResourceOptions);
    /** @internal */
    constructor(name: string, args: Partial<PrivacyPolicyArgs>, options?: pulumi.CustomResourceOptions);
    constructor(name: string, args: Partial<PrivacyPolicyArgs>, options: pulumi.CustomResourceOptions = {}) {
        demandArguments("PrivacyPolicy", name, args, options);
        const { scope, onDelete, below, ...settings } = args;
        if (options.import !== undefined) throw withoutStack(CvgError.of(CATALOGUE.CVG326.says.importPolicy({ by: name })));
        const judged = (written: pulumi.CustomResourceOptions): void =>
            mustNotIgnoreEverything(name, written, '["recordings", "dialogRetention"]');
        judged(options);
        const { exists, declared, made } = declaredLater(name);
        const place = isReseller(scope) ? RESELLER : refOf(scope ?? "", undefined);
        // As the constructor was given it; once the resource exists, as transformations left it.
        let final: Registration = { props: settings, opts: options };
        const node: PolicyNode = {
            kind: "policy",
            ...identityOf("policy", name, options.parent),
            scope: place,
            get settings() {
                return pickSettings(final.props);
            },
            presets: presetsOf(args),
            get ignored() {
                return ignoredSettings(final.opts.ignoreChanges, []);
            },
            needs: new Needs(args, options.dependsOn, options.parent),
            written: () => ownProps(final.props),
            mistakes: (known) => {
                if (options.id !== undefined) return [];
                const draft = Object.entries(ownProps(final.props)).map(([input, value]) => [input, known(value, UNKNOWN)] as const);
                return mistakesIn(policyShape(), name, Object.fromEntries(draft.filter(([, value]) => value !== undefined)));
            },
            exists,
            declared,
        };
        const { dependsOn, named, told, outputs } = passGate(node);
        const unit = place.kind === "unit" ? place.unit : undefined;
        // Only of a unit that the program declares, not of one that it reads: whether it is in use by the end of this run.
        const declaredUnit = unit?.name === undefined ? undefined : unit.declared();
        const inputs = {
            ...settings,
            onDelete,
            below,
            scope: isReseller(scope) ? "reseller" : scope === undefined ? undefined : unitToken(scope),
            ...unlessRead(
                tellAtOnce({
                    ...told,
                    ignored: dependsOn.then(() => ignoredPaths(final.opts.ignoreChanges)).catch(() => undefined),
                    writes: pulumi.runtime.isDryRun() ? undefined : true,
                    ...byTheEnd(declaredUnit === undefined ? named : Promise.resolve(unit)),
                    ...(unit === undefined ? {} : { level: unit.level }),
                }),
                () => final.opts.id !== undefined,
            ),
        };
        const known = options.id === undefined ? outputs : {};
        const props = {
            level: undefined,
            effective: undefined,
            decidedBy: undefined,
            ...known,
            ...inputs,
            __provider: handledBy("privacy-policy"),
        };
        // A unit that goes takes its settings along: they need no write of their own then.
        const more = { dependsOn, ...(declaredUnit === undefined ? {} : { deletedWith: declaredUnit.resource }) };
        const watching = watched(pulumi.mergeOptions(more, options), (registration) => {
            judged(registration.opts);
            final = registration;
        });
        const stacksAsEver = withoutPromiseStacks();
        try {
            super(PrivacyPolicy.__pulumiType, name, props, watching);
        } finally {
            stacksAsEver();
        }
        spellDecidedBy(this, made(this));
        registerNode(this, node);
        quiet(this);
    }

    /** Reads the settings of a unit that this program does not manage. `token` is the unit's. */
    static get(name: string, token: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): PrivacyPolicy {
        return new PrivacyPolicy(name, {}, { ...options, id: demandToken("PrivacyPolicy", name, token) });
    }
}
