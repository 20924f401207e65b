/** What the classes of units share: how a unit meets the gate, and which properties it shows. */
import * as pulumi from "@pulumi/pulumi";
import { UNKNOWN } from "../../definition/draft.js";
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { type Decider, eachSetting, type ReadableSettings, readDeciders, type SettingName } from "../../policy/index.js";
import {
    type AnyUnit,
    activeOrDefault,
    type Declared,
    declaredLater,
    explained,
    identityOf,
    ifExistsOrDefault,
    ignoredSettings,
    mustNotIgnoreEverything,
    Needs,
    passGate,
    presetsOf,
    quiet,
    type Ref,
    type Registration,
    registerNode,
    type Shown,
    secretOnes,
    type UnitNode,
    watched,
    withoutStack,
} from "../../program/index.js";
import { handledBy, ignoredPaths, tellAtOnce } from "../../told.js";
import { accountShape } from "../account/inputs.js";
import { customerShape } from "../customer/inputs.js";
import { projectShape } from "../project/inputs.js";
import type { UnitArgs } from "./args.js";
import { mistakesIn } from "./mistakes.js";

/** What applies at a unit; periods as people read them. */
export type EffectiveSettings = ReadableSettings;
/** Who decides each setting: the level, and the logical name of the resource that declares it, or "live". */
export type DecidedBy = Readonly<Record<SettingName, Decider>>;

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

/**
 * Nothing, of a resource that is only read: the engine asks nobody to check it, and records all of its inputs, the hidden ones too.
 *
 * @param told what the resource tells beside its inputs · @param isRead asked once transformations have run
 */
export const unlessRead = (told: Readonly<Record<string, unknown>>, isRead: () => boolean): Readonly<Record<string, Promise<unknown>>> =>
    Object.fromEntries(
        Object.entries(told).map(([input, value]) => [input, Promise.resolve(value).then((known) => (isRead() ? undefined : known))]),
    );

export interface Declaration {
    readonly props: pulumi.Inputs;
    readonly options: pulumi.CustomResourceOptions;
    /** To be called as soon as the resource exists. */
    readonly made: (resource: Shown) => void;
}

/** Outputs that check makes known at preview, or that only the gateway knows. */
const OUTPUTS = { active: undefined, purgeAt: undefined, existing: undefined, effective: undefined, decidedBy: undefined };

/** The unit that is taken over, where it is named. */
const tokenIn = (ifExists: unknown): unknown =>
    typeof ifExists === "object" && ifExists !== null && "token" in ifExists ? ifExists.token : undefined;

interface Unit {
    readonly level: UnitNode["level"];
    readonly by: string;
    readonly above: Ref;
    readonly args: Partial<UnitArgs>;
    readonly inputs: pulumi.Inputs;
}

/** What a user may write, by level. */
const SHAPES = { customer: customerShape, account: accountShape, project: projectShape } as const;

/** The inputs without what only travels to the provider. */
const ownProps = (props: Registration["props"], inputs: pulumi.Inputs): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(props).filter(([input]) => input in inputs || input === "active" || input === "ifExists"));

/** A bot's own secrets are sealed in any case, and no message says anything else of one. */
const ownInputs = (props: Registration["props"], inputs: pulumi.Inputs): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(props).filter(([input]) => input in inputs && input !== "bot" && input !== "privacy"));

/** Takes a unit to the gate. */
export function declareUnit({ level, by, above, args, inputs }: Unit, options: pulumi.CustomResourceOptions): Declaration {
    if (options.import !== undefined) throw withoutStack(CvgError.of(CATALOGUE.CVG326.says.import({ by, token: String(options.import) })));
    const judged = (written: pulumi.CustomResourceOptions): void => mustNotIgnoreEverything(by, written, '["name", "privacy"]');
    judged(options);
    const { exists, declared, made } = declaredLater(by);
    const active = activeOrDefault(args.active, above);
    const ifExists = ifExistsOrDefault(args.ifExists, above);
    // As the constructor was given it; once the resource exists, as transformations left it.
    let final: Registration = { props: { ...inputs, active, ifExists }, opts: options };
    const node: UnitNode = {
        kind: "unit",
        level,
        ...identityOf(level, by, options.parent),
        above,
        get name() {
            return final.props.name;
        },
        get active() {
            return final.props.active;
        },
        get ifExists() {
            return final.props.ifExists;
        },
        get token() {
            return final.opts.id ?? tokenIn(final.props.ifExists);
        },
        get settings() {
            return final.props.privacy;
        },
        get presets() {
            return presetsOf(final.props.privacy);
        },
        get ignored() {
            return ignoredSettings(final.opts.ignoreChanges, ["privacy"]);
        },
        needs: new Needs(inputs, options.dependsOn, options.parent),
        get numbers() {
            const ignored = final.props.active === false || (final.opts.ignoreChanges ?? []).includes("platformNumbers");
            return ignored ? undefined : final.props.platformNumbers;
        },
        written: () => ownProps(final.props, inputs),
        mistakes: (known) => {
            if (final.opts.id !== undefined) return [];
            const draft = Object.entries(ownProps(final.props, inputs)).map(([input, value]) => [input, known(value, UNKNOWN)] as const);
            return mistakesIn(SHAPES[level](), by, Object.fromEntries(draft.filter(([, value]) => value !== undefined)));
        },
        exists,
        declared,
    };
    const { dependsOn, told, outputs } = passGate(node);
    return {
        props: {
            ...OUTPUTS,
            ...outputs,
            ...inputs,
            active,
            ifExists,
            ...unlessRead(
                tellAtOnce({
                    ...told,
                    secret: dependsOn.then(() => secretOnes(ownInputs(final.props, inputs))).catch(() => undefined),
                    ignored: dependsOn.then(() => ignoredPaths(final.opts.ignoreChanges)).catch(() => undefined),
                    deletesFirst: options.deleteBeforeReplace,
                    writes: pulumi.runtime.isDryRun() ? undefined : true,
                }),
                () => final.opts.id !== undefined,
            ),
            __provider: handledBy(level),
        },
        options: watched(
            pulumi.mergeOptions(options, { dependsOn }),
            (registration) => {
                judged(registration.opts);
                final = registration;
            },
            explained,
        ),
        made: (resource) => {
            spellDecidedBy(resource, made(resource));
            registerNode(resource, node);
            quiet(resource);
        },
    };
}
