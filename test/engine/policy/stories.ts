/** Changes of settings at all levels of a tenant at once, in which a careless order of writes would let something through. */
import { type Link, tell } from "../../../provider/told.js";
import { type Declaration, declare } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { account, customer, type Privacy, project } from "../../harness/tenant-program.js";
import { linkTo } from "../../harness/told.js";

type Level = Link["level"];

/** Settings of customer, account and project. */
export type Levels = readonly [Privacy, Privacy, Privacy];

export interface Story {
    /** What applied when the units were made that nobody declares; without, `before`. */
    readonly earlier?: Levels;
    readonly before: Levels;
    readonly after: Levels;
}

export const STORIES = {
    "parent and child are loosened": {
        before: [{ dialogRetention: "1 hour", anonymizeNumbers: true }, { dialogRetention: "10 minutes" }, {}],
        after: [{ dialogRetention: "1 week", anonymizeNumbers: false }, { dialogRetention: "1 day" }, {}],
    },
    "parent and child are tightened": {
        before: [{ dialogRetention: "1 week", recordings: true }, { dialogRetention: "1 day" }, { dialogRetention: "1 day" }],
        after: [{ dialogRetention: "1 hour", recordings: false }, { dialogRetention: "10 minutes" }, { dialogRetention: "10 minutes" }],
    },
    "the parent is loosened while the child is tightened": {
        before: [{ anonymizeNumbers: true, dialogRetention: "1 day" }, {}, {}],
        after: [{ anonymizeNumbers: false, dialogRetention: "1 day" }, {}, { anonymizeNumbers: true, dialogRetention: "10 minutes" }],
    },
    "different settings go in opposite directions": {
        before: [{ dialogRetention: "1 hour", recordings: true, recordingRetention: "1 week" }, {}, { recordingRetention: "36 hours" }],
        after: [{ dialogRetention: "1 week", recordings: false, recordingRetention: "1 day" }, { outboundCalls: false }, {}],
    },
    "what was tightened above units that nobody declares is loosened again": {
        earlier: [{ dialogRetention: "1 week", recordings: true }, {}, {}],
        before: [{ dialogRetention: "1 hour", recordings: false, anonymizeNumbers: true }, {}, {}],
        after: [{ dialogRetention: "1 week", recordings: true }, {}, {}],
    },
    "only the account is tightened, while everything else is loosened": {
        earlier: [{ dialogRetention: "1 week" }, {}, {}],
        before: [{ dialogRetention: "1 hour", outboundCalls: false }, {}, {}],
        after: [{ dialogRetention: "1 month" }, { dialogRetention: "10 minutes", storeDialogData: false }, {}],
    },
} as const satisfies Readonly<Record<string, Story>>;

export type StoryName = keyof typeof STORIES;
export const STORY_NAMES = Object.keys(STORIES) as readonly StoryName[];

/** Where the settings are declared: in the units, or in policies of their own. */
export type Style = "inline" | "policies";

/** A policy of a unit that the program declares. `above`: level and unit that has a policy above it. */
export const policy = (level: Level, unit: string, settings: Properties, above?: readonly [level: Level, unit: string]): Declaration => ({
    ...declare("cvg:PrivacyPolicy", `${unit}-privacy`, (lookUp) => ({
        scope: lookUp(unit).id,
        ...settings,
        ...tell({
            by: `${unit}-privacy`,
            level,
            active: true,
            above: above && [linkTo({ level: above[0], name: above[1], unit: above[1], owner: `${above[1]}-privacy` }, lookUp)],
        }),
    })),
    deletedWith: unit,
});

/** The same unit without settings of its own. */
export const bare = ({ inputs, ...declaration }: Declaration): Declaration => ({
    ...declaration,
    inputs: (lookUp) => {
        const { privacy, ...rest } = typeof inputs === "function" ? inputs(lookUp) : inputs;
        return { ...rest, ...tell({ above: undefined }) };
    },
});

/** A customer with an account with a project; their names start with `name`. */
export function tenant(style: Style, name: string, [ofCustomer, ofAccount, ofProject]: Levels): readonly Declaration[] {
    const [claims, hotline] = [`${name}-claims`, `${name}-hotline`];
    const units = { customer: customer(name, ofCustomer), account: account(claims, name, ofAccount) };
    if (style === "inline") return [units.customer, units.account, project(hotline, claims, ofProject)];
    return [
        bare(units.customer),
        policy("customer", name, ofCustomer),
        bare(units.account),
        policy("account", claims, ofAccount, ["customer", name]),
        bare(project(hotline, claims, {})),
        policy("project", hotline, ofProject, ["account", claims]),
    ];
}
