/**
 * What the program's process tells the provider's process of a resource beyond its inputs. It travels in hidden inputs, which are never stored
 * and never compared. One shape for both sides, made where something is heard: what is told with {@link tellAtOnce} is what {@link heard} answers.
 */
import * as z from "zod";
import { LEVELS } from "./policy/level.js";
import { SETTING_NAMES } from "./policy/table.js";

/**
 * A level above as the program knows it, nearest first, up to the last that the program knows. What applies is known from the first that declares
 * settings (it has `effective`); those further up count where its resource is left out of the run. One without settings counts as it is live; while
 * it does not exist, as born.
 */
const LinkShape = z.lazy(() =>
    z.object({
        level: z.enum(LEVELS),
        /** Logical name of the resource that declares the settings. */
        by: z.string().optional(),
        /** What tells that resource from all others of the run. */
        owner: z.string().optional(),
        /** Display name, for messages, of a unit that this program declares; one that is only named by its token has none. */
        name: z.unknown().optional(),
        /** Token; not known while the unit does not exist, or as long as nobody knows which one is meant. */
        id: z.unknown().optional(),
        /** Token of a unit that is taken over: known at preview, when `id` is not. */
        existing: z.unknown().optional(),
        /** Logical name of the unit, where it is a resource of this program. */
        unit: z.string().optional(),
        effective: z.unknown().optional(),
        decidedBy: z.unknown().optional(),
    }),
);
export type Link = Readonly<z.infer<typeof LinkShape>>;

/** A resource that another is declared with: the unit that it stands in or is about, one whose outputs it takes, one that it depends on. */
const NeededShape = z.lazy(() =>
    z.object({
        kind: z.enum([...LEVELS, "policy"]),
        /** Logical name, for messages. */
        by: z.string(),
        /** What tells it from all others of the run. */
        identity: z.string(),
        /** Not known while it is new; undefined where an update was to make it, and did not. */
        id: z.unknown().optional(),
        /** The input that takes its token, where nothing can be written without. */
        input: z.string().optional(),
        /** Another process may have been asked about it: a program of the plugin's may name several providers. */
        elsewhere: z.boolean().optional(),
    }),
);
export type Needed = Readonly<z.infer<typeof NeededShape>>;

/** A unit that is declared below another, by the display names from just below that one down. */
const BelowShape = z.lazy(() =>
    z.object({
        level: z.enum(LEVELS),
        path: z.array(z.string()).readonly(),
        /** Where the program names it by its token. */
        token: z.string().optional(),
        /** Token by which the program names the unit above it, where it does not name that by its object. */
        above: z.string().optional(),
        /** Whether the program declares its settings: then it tells of its own changes itself. */
        managed: z.boolean().optional(),
    }),
);
export type DeclaredBelow = Readonly<z.infer<typeof BelowShape>>;

/** A project that the stack has and the program does not declare. */
const LeavingShape = z.lazy(() =>
    z.object({
        /** What `aliases` has to name, as a program writes it. */
        alias: z.string(),
        /** Display name. */
        name: z.string(),
        /** Token of its account. */
        account: z.string(),
        /** Its telephone numbers, as recorded. */
        numbers: z.array(z.string()).readonly(),
    }),
);
export type Leaving = Readonly<z.infer<typeof LeavingShape>>;

/** What is not known yet, or says something else, was not told. */
const ToldShape = z.lazy(() =>
    z.object({
        /** Logical name of the resource. */
        by: z.string().optional().catch(undefined),
        /** What tells it from all others of the run: several may have one logical name, below different components. */
        identity: z.string().optional().catch(undefined),
        above: z.array(LinkShape).readonly().optional().catch(undefined),
        /** What the resource is declared with, of what the program declares. */
        needed: z.array(NeededShape).readonly().optional().catch(undefined),
        /** Names of the inputs that the user marked secret, whole or in part. */
        secret: z.array(z.string()).readonly().optional().catch(undefined),
        /** Paths of inputs that `ignoreChanges` names, by segments. */
        ignored: z.array(z.array(z.string()).readonly()).readonly().optional().catch(undefined),
        /** Of a unit, and of a policy at its unit: what the program declares below it, as far as names are known. */
        below: z.array(BelowShape).readonly().optional().catch(undefined),
        /** Of a project that is new to the stack: those that leave it in the same run and have its name or a number of its. */
        leaving: z.array(LeavingShape).readonly().optional().catch(undefined),
        /** Of a unit: whether it is deleted before another is made in its place (`deleteBeforeReplace`). The plugin is not told a resource's options. */
        deletesFirst: z
            .union([z.boolean(), z.literal("unknown")])
            .optional()
            .catch(undefined),
        /** Of a project: the others that are written before it, whatever happens, by identity; or that any may be. */
        after: z
            .union([z.literal("any"), z.array(z.string()).readonly()])
            .optional()
            .catch(undefined),
        /** Of a policy: the token of its unit, known at preview, where that unit is taken over. */
        existing: z.string().optional().catch(undefined),
        /** Of a policy: the level of its unit, where the program declares that. */
        level: z.enum(LEVELS).optional().catch(undefined),
        /** Of a policy: the token of the level above its unit by the end of this run, where the program declares the unit; perhaps not known yet. */
        parent: z.unknown().optional(),
        /** Names of presets, by the settings that come from them. */
        presets: z.partialRecord(z.enum(SETTING_NAMES), z.string()).optional().catch(undefined),
        /** Whether this run writes. Not told in previews. */
        writes: z.boolean().optional().catch(undefined),
        /** Of a policy: whether its unit is in use by the end of this run, where the program declares that. */
        active: z.boolean().optional().catch(undefined),
    }),
);
export type Told = Readonly<z.infer<typeof ToldShape>>;

/** The same, some of which is known only when the gate opens. */
export type Telling = { readonly [K in keyof Told]: Told[K] | Promise<Told[K]> };

/** A property path as the engine reads it: `privacy.dialogRetention`, `privacy["dialogRetention"]`, `*`. */
const segments = (path: string): readonly string[] =>
    [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) => quoted ?? index ?? name ?? "");

/** Everything that `ignoreChanges` names, by segments. What a transformation adds later is not known here. */
export function ignoredPaths(ignoreChanges: readonly string[] | undefined): readonly (readonly string[])[] | undefined {
    const paths = (ignoreChanges ?? []).map(segments).filter((path) => path.length > 0);
    return paths.length === 0 ? undefined : paths;
}

/** The one constant string per type by which a dynamic provider finds the handler of a recorded resource. Frozen. */
export const handledBy = (handler: string): string => `exports.handler = () => require("pulumi-cvg/handlers/${handler}")`;

/** How hidden inputs begin. The SDK's own, `__provider`, does too. */
const HIDDEN = "__";

export const isHidden = (key: string): boolean => key.startsWith(HIDDEN);

/** The hidden input that says all of it. */
const ALL = "told";

/** The hidden inputs that say it, one for each part: what is declared without classes may say more with a later one. */
export const tell = (told: Telling): Readonly<Record<`__${string}`, unknown>> =>
    Object.fromEntries(Object.entries(told).map(([key, value]) => [`${HIDDEN}${key}`, value]));

/** What there is to say, once all of it is known, as one text. */
async function gathered(told: Telling): Promise<string> {
    const parts = await Promise.all(Object.entries(told).map(async ([key, value]) => [key, await value] as const));
    return JSON.stringify(Object.fromEntries(parts));
}

/**
 * The same as one hidden input. The SDK makes outputs of every input of every resource, and states name each, so a class has no more than this one.
 * It is a text: that is known though a part of it is not, so a transform that maps all inputs through outputs leaves it as it is.
 */
export const tellAtOnce = (told: Telling): Readonly<Record<`__${typeof ALL}`, unknown>> => ({ [`${HIDDEN}${ALL}`]: gathered(told) });

const isParts = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value);

function partsIn(text: unknown): unknown {
    if (text === undefined) return {};
    try {
        return typeof text === "string" ? JSON.parse(text) : undefined;
    } catch {
        return undefined;
    }
}

/**
 * What a resource's inputs say beside what a user wrote: each in an input of its own, or all in one.
 *
 * @param received makes of a value what it is once it has come over the wire: unknown where it is marked so
 * @returns undefined where something was told that cannot be read: nobody may go on as if it had been nothing
 */
export function heard(inputs: Readonly<Record<string, unknown>>, received: (value: unknown) => unknown): Told | undefined {
    const parts = received(partsIn(inputs[`${HIDDEN}${ALL}`]));
    if (!isParts(parts)) return undefined;
    const each = Object.keys(inputs).filter((key) => isHidden(key) && key !== `${HIDDEN}${ALL}`);
    return ToldShape.parse({ ...Object.fromEntries(each.map((key) => [key.slice(HIDDEN.length), inputs[key]])), ...parts });
}
