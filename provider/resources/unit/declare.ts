/** What the classes of units share: how a unit meets the gate, and which properties it shows. */
import * as pulumi from "@pulumi/pulumi";
import { type Decider, eachSetting, type ReadableSettings, readDeciders, type SettingName } from "../../policy/index.js";
import { type AnyUnit, type Declared, declaredLater, passGate, quiet, type Ref, registerUnit, type UnitNode } from "../../program/index.js";
import type { PrivacyArgs } from "../privacy/args.js";

/** What applies at a unit; periods as people read them. */
export type EffectiveSettings = ReadableSettings;
/** Who decides each setting: the level, and the logical name of the resource that declares it, or "live". */
export type DecidedBy = Readonly<Record<SettingName, Decider>>;

/** Properties that all units have. */
export interface UnitArgs {
    /** 1 to 200 characters, not counting blanks around them. Not unique, and never an id: a rename changes nothing else. */
    readonly name: pulumi.Input<string>;
    /**
     * Whether the unit is in use. Set to false it becomes inactive, keeps its token, and is purged for good 90 days later unless it is
     * set to true again before.
     * @default true
     */
    readonly active?: pulumi.Input<boolean>;
    /**
     * The privacy settings of the unit, born with it. `{}` means: all managed, all inherited. Left out: not managed.
     * @default not managed
     */
    readonly privacy?: PrivacyArgs;
}

/** Spells `decidedBy` out for programs: by setting, not by decider as state and previews hold it. */
export function spellDecidedBy(resource: AnyUnit, { decidedBy }: Declared): void {
    const spelled = decidedBy.apply((groups): DecidedBy | undefined => {
        const deciders = readDeciders(groups);
        return groups === undefined ? undefined : eachSetting((name) => deciders[name] ?? NOT_KNOWN);
    });
    Object.assign(resource, { decidedBy: spelled });
}
/** Of a setting whose decider was not known when the unit was last written. */
const NOT_KNOWN: Decider = { level: "reseller", by: "unknown" };

export interface Declaration {
    readonly props: pulumi.Inputs;
    readonly options: pulumi.CustomResourceOptions;
    /** To be called as soon as the resource exists. */
    readonly made: (resource: AnyUnit) => void;
}

/** The one constant string per type that stands in every state: which handler runs the resource. Frozen. */
export const provider = (handler: string): string => `exports.handler = () => require("pulumi-cvg/handlers/${handler}")`;

/** Outputs that check makes known at preview, or that only the gateway knows. */
const OUTPUTS = { active: undefined, purgeAt: undefined, effective: undefined, decidedBy: undefined };

interface Unit {
    readonly level: UnitNode["level"];
    readonly by: string;
    readonly above: Ref;
    readonly args: Partial<UnitArgs>;
    readonly inputs: pulumi.Inputs;
}

/** Takes a unit to the gate. */
export function declareUnit({ level, by, above, args, inputs }: Unit, options: pulumi.CustomResourceOptions): Declaration {
    const { declared, made } = declaredLater(by);
    const settings = args.privacy === undefined ? undefined : { ...args.privacy };
    const ignored = args.active === false || (options.ignoreChanges ?? []).includes("platformNumbers");
    const numbers = ignored ? undefined : inputs.platformNumbers;
    const node: UnitNode = { kind: "unit", level, by, name: args.name, above, settings, numbers, declared };
    const { dependsOn, above: links } = passGate(node);
    return {
        props: { ...OUTPUTS, ...inputs, __by: by, __above: links, __provider: provider(level) },
        options: pulumi.mergeOptions(options, { dependsOn }),
        made: (resource) => {
            spellDecidedBy(resource, made(resource));
            registerUnit(resource, node);
            quiet(resource);
        },
    };
}
