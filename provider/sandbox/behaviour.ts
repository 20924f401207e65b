/**
 * What no source says about the real service, as switches: the embedded gateway can behave either way, so that a program can be shown to
 * work whichever way the real one turns out to. One table: the types, the control API and the documentation come from it.
 */
import { z } from "zod";

interface Switch {
    readonly question: string;
    /** What the gateway does, by value. */
    readonly values: Readonly<Record<string, string>>;
    readonly default: string;
    /** Why that is the default. */
    readonly reason: string;
}

export const BEHAVIOUR = {
    tightening: {
        question: "A level is tightened below what an active unit under it has stored.",
        values: {
            cap: "The stored value stays and is cut at run time.",
            reject: "400 DESCENDANTS_EXCEED, naming the settings.",
            clamp: "The stored values below are rewritten to the new limit.",
        },
        default: "cap",
        reason: "The manual speaks of what applies below, not of stored values that change.",
    },
    looserWrite: {
        question: "A unit is written with a setting that is looser than the level above allows.",
        values: { reject: "400 EXCEEDS_PARENT, naming every such setting.", clamp: "The limit is stored instead, silently." },
        default: "reject",
        reason: "The manual says that it cannot be chosen.",
    },
    unchangedLooser: {
        question: "A unit whose stored setting is looser than the level above allows today is written again with that setting unchanged.",
        values: { accept: "It passes and stays as it is stored.", reject: "It counts as written looser (see looserWrite)." },
        default: "accept",
        reason: "A rename must not fail for a setting that nobody touched.",
    },
    deleteWithChildren: {
        question: "A unit with active units below is deleted.",
        values: { refuse: "400 HAS_ACTIVE_CHILDREN.", cascade: "All below become inactive too." },
        default: "refuse",
        reason: "The safer of the two: nothing disappears that was not named.",
    },
    restoreChildren: {
        question: "A unit is restored that has inactive units below.",
        values: { no: "They stay inactive.", cascade: "They are restored too." },
        default: "no",
        reason: "The manual speaks of the customer only.",
    },
    restoreLooser: {
        question: "A restored unit has stored settings that are looser than the level above allows today.",
        values: {
            cap: "The stored value stays and is cut at run time.",
            reject: "400 EXCEEDS_PARENT; the unit stays inactive.",
            clamp: "The stored values are rewritten to the limit.",
        },
        default: "cap",
        reason: "As for a level that is tightened.",
    },
    moveLooser: {
        question: "A project with settings that are looser than its new place allows is moved.",
        values: {
            reject: "400 EXCEEDS_PARENT; the project stays where it is.",
            clamp: "The stored values are rewritten to the limit.",
            cap: "The stored value stays and is cut at run time.",
        },
        default: "reject",
        reason: "As for a write that is looser than allowed.",
    },
    moveNumbers: {
        question: "A project with telephone numbers is moved.",
        values: {
            kept: "It keeps them.",
            dropped: "It loses them.",
            "refused-across-customers": "400 VALIDATION naming platformNumbers, if the new account is another customer's.",
        },
        default: "kept",
        reason: "A move in place would be of little use otherwise.",
    },
    deletionTimestamp: {
        question: "What the tree says of an inactive unit.",
        values: { planned: "The instant of the planned purge.", marked: "The instant at which it was deleted." },
        default: "planned",
        reason: "The console shows the planned date.",
    },
    settingsApply: {
        question: "What a change of settings means for dialogs and recordings that are stored already.",
        values: {
            "stored-data-too": "The settings of today decide about them.",
            "from-now-on": "Those at the start of each call decide about it.",
        },
        default: "stored-data-too",
        reason: "The stricter reading: whoever shortens a period expects data to go.",
    },
    secretsOnRead: {
        question: "How a bot's token and serviceAccountKey are read.",
        values: { plain: "As they were written.", masked: "As ********.", absent: "Not at all." },
        default: "plain",
        reason: "So that every body that was read can be posted back as it is.",
    },
    maskedWrite: {
        question: "An update leaves out a bot's secret, or carries ******** in its place.",
        values: { keep: "The stored secret stays.", overwrite: "It is stored as it came: the secret is lost." },
        default: "keep",
        reason: "Whoever writes back what was read must not break a bot.",
    },
} as const satisfies Readonly<Record<string, Switch>>;

export type SwitchName = keyof typeof BEHAVIOUR;
export type Behaviour = { readonly [S in SwitchName]: keyof (typeof BEHAVIOUR)[S]["values"] };

const SWITCH_NAMES = Object.keys(BEHAVIOUR) as readonly SwitchName[];

export const DEFAULT_BEHAVIOUR: Behaviour = {
    tightening: BEHAVIOUR.tightening.default,
    looserWrite: BEHAVIOUR.looserWrite.default,
    unchangedLooser: BEHAVIOUR.unchangedLooser.default,
    deleteWithChildren: BEHAVIOUR.deleteWithChildren.default,
    restoreChildren: BEHAVIOUR.restoreChildren.default,
    restoreLooser: BEHAVIOUR.restoreLooser.default,
    moveLooser: BEHAVIOUR.moveLooser.default,
    moveNumbers: BEHAVIOUR.moveNumbers.default,
    deletionTimestamp: BEHAVIOUR.deletionTimestamp.default,
    settingsApply: BEHAVIOUR.settingsApply.default,
    secretsOnRead: BEHAVIOUR.secretsOnRead.default,
    maskedWrite: BEHAVIOUR.maskedWrite.default,
};

/** Some switches, each with one of its values; anything else is an issue at the switch's name. */
export const BehaviourChanges = z.strictObject(
    Object.fromEntries(SWITCH_NAMES.map((name) => [name, z.enum(Object.keys(BEHAVIOUR[name].values)).optional()])),
);

/** @throws ZodError */
export function parseBehaviour(value: unknown): Partial<Behaviour> {
    // The shape is made of the same table as the type; only TypeScript cannot follow it through fromEntries.
    return BehaviourChanges.parse(value) as Partial<Behaviour>;
}
