/**
 * The bodies of the gateway's HTTP contract, as zod shapes.
 *
 * Every shape is loose: fields we do not know live on. The shapes VALIDATE; what travels onward is always the raw body, so that
 * nothing a newer gateway adds is lost on the way back. The shape of the contract follows what is publicly known of the vendor's
 * console back end of 2022; docs/gateway-assumptions.md says what is documented and what is our guess.
 *
 * A shape is made when something is first held against it: each process needs few of them.
 */
import * as z from "zod";
import type { Level } from "../../policy/level.js";
import { MAX_NAME_LENGTH, nameLength } from "./names.js";

export { LEVELS, type Level } from "../../policy/level.js";
/** The levels whose units we create and delete. */
export type UnitLevel = Exclude<Level, "reseller">;

const period = () => z.int().positive();

/** The six privacy settings under their wire names; periods in milliseconds. */
export const CommonConfiguration = z.lazy(() =>
    z.looseObject({
        allowOutboundCalls: z.boolean(),
        allowRecordings: z.boolean(),
        maxRecordingRetentionTime: period(),
        anonymizeRemoteNumbers: z.boolean(),
        storeDialogData: z.boolean(),
        maxDialogRetentionTime: period(),
    }),
);
export type CommonConfiguration = Readonly<z.infer<typeof CommonConfiguration>>;

const name = z.lazy(() =>
    z.string().refine((text) => nameLength(text) >= 1 && nameLength(text) <= MAX_NAME_LENGTH, "1 to 200 characters after trimming"),
);
const carriedObject = () => z.looseObject({}).optional();

export const ResellerBody = z.lazy(() =>
    z.looseObject({
        resellerName: name,
        commonConfiguration: CommonConfiguration,
        contact: carriedObject(),
        styles: carriedObject(),
    }),
);
export const CustomerBody = z.lazy(() => z.looseObject({ customerName: name, commonConfiguration: CommonConfiguration }));
export const AccountBody = z.lazy(() => z.looseObject({ accountName: name, commonConfiguration: CommonConfiguration }));

/** A telephone number as `+` and E.164 digits. */
export const E164 = z.lazy(() => z.string().regex(/^\+[1-9]\d{1,14}$/, "a telephone number as + and up to 15 digits (E.164)"));
export const Speech = z.lazy(() => z.looseObject({ vendor: z.string().min(1), profileToken: z.string().optional() }));

/** Bot types that take a service account key. */
export const DIALOGFLOW_BOTS = ["dialogflow-es", "dialogflow-cx"] as const;
/** Bot types that take a URL and a token. */
export const URL_BOTS = ["boost", "rasa", "vier", "ubitec", "neohelden", "jovo", "echobot", "custom"] as const;

export const BotConfiguration = z.lazy(() =>
    z.discriminatedUnion("type", [
        z.looseObject({ type: z.literal("cognigy"), endpointUrl: z.string().min(1), channel: z.string().optional() }),
        z.looseObject({ type: z.enum(DIALOGFLOW_BOTS), serviceAccountKey: z.string().optional(), agent: z.string().optional() }),
        z.looseObject({ type: z.enum(URL_BOTS), url: z.string().min(1), token: z.string().optional() }),
    ]),
);

/** The secrets of a bot: one of them, by its type. */
export const SECRET_FIELDS = ["token", "serviceAccountKey"] as const;
export const isSecret = (field: string): boolean => SECRET_FIELDS.some((secret) => secret === field);

export const EXTERNAL_NUMBER_TYPES = ["GEOGRAPHIC", "TOLL_FREE", "SHARED_COST", "OTHER"] as const;

export const ProjectBody = z.lazy(() =>
    z.looseObject({
        projectName: name,
        commonConfiguration: CommonConfiguration,
        transcribers: z.array(Speech).min(1),
        synthesizers: z.array(Speech).min(1),
        transcriberLanguage: z.string().min(1),
        synthesizerLanguage: z.string().min(1),
        botConfiguration: BotConfiguration,
        utteranceTimeout: z.int().min(200).max(1000),
        minimumNoiseLevel: z.number().min(-60).max(-30),
        platformNumbers: z.array(E164),
        externalNumbers: z.array(z.looseObject({ number: z.string().min(1), type: z.enum(EXTERNAL_NUMBER_TYPES) })),
        provisioningBlocks: z.array(z.int()),
        callOriginRestriction: z.looseObject({ enabled: z.boolean(), allowedNumbers: z.array(z.string()) }),
        color: z.string().nullable().optional(),
        inactivityTimeout: z.int().min(2000).max(20000).optional(),
        defaultCallerId: z.string().optional(),
        fallback: z.looseObject({ fallbackNumber: z.string(), fallbackText: z.string() }).partial().optional(),
        featureFlags: z.array(z.string()).optional(),
        dialogDuration: z.unknown().optional(),
        callOptions: z.unknown().optional(),
    }),
);

/** The body of a write of each level: what the gateway requires. */
export const BODY = { reseller: ResellerBody, customer: CustomerBody, account: AccountBody, project: ProjectBody } as const;
/** The field that holds a unit's name, by level. */
export const NAME_FIELD = { reseller: "resellerName", customer: "customerName", account: "accountName", project: "projectName" } as const;
/** Identifies a unit. It becomes a piece of paths, so what would lead to another path is none. Contract: "token: the UUID that identifies a unit". */
const TOKEN = /^(?!\.{1,2}$)[\w.~-]{1,200}$/;
export const Token = z.string().regex(TOKEN, "not a token");
/** Without the shape: each request asks it more than once. */
export const isToken = (text: string): boolean => TOKEN.test(text);
/** UUIDs are the same in capitals. */
export const isSameToken = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const inactive = () => z.boolean().optional();
/**
 * What we require of a read: a name, whose it is, and the settings. A bot type or a value that we have not heard of is the gateway's business, and no
 * reason to be unable to look at the unit.
 */
export const READ_BODY = {
    reseller: z.lazy(() => z.looseObject({ resellerName: z.string(), resellerToken: Token, commonConfiguration: CommonConfiguration })),
    customer: z.lazy(() =>
        z.looseObject({ customerName: z.string(), customerToken: Token, inactive: inactive(), commonConfiguration: CommonConfiguration }),
    ),
    account: z.lazy(() =>
        z.looseObject({ accountName: z.string(), accountToken: Token, inactive: inactive(), commonConfiguration: CommonConfiguration }),
    ),
    project: z.lazy(() =>
        z.looseObject({ projectName: z.string(), projectToken: Token, inactive: inactive(), commonConfiguration: CommonConfiguration }),
    ),
} as const satisfies Record<Level, z.ZodType>;

/** The field that holds a unit's token in reads and in the tree, by level. */
export const TOKEN_FIELD = {
    reseller: "resellerToken",
    customer: "customerToken",
    account: "accountToken",
    project: "projectToken",
} as const;

/** A JSON object as it came from the wire: never rebuilt, only copied and changed field by field. */
export type RawBody = Readonly<Record<string, unknown>>;

/** The last instant that is taken for one, in the year 8307: a date can be shown and reckoned with until there. Milliseconds since the epoch. */
export const LAST_INSTANT = 200_000_000_000_000;
const treeUnit = () => ({ inactive: z.boolean(), deletionTimestamp: z.number().min(0).max(LAST_INSTANT).optional() });
export const Tree = z.lazy(() =>
    z.looseObject({
        resellerToken: Token,
        resellerName: z.string(),
        customers: z.array(
            z.looseObject({
                customerToken: Token,
                customerName: z.string(),
                ...treeUnit(),
                accounts: z.array(
                    z.looseObject({
                        accountToken: Token,
                        accountName: z.string(),
                        ...treeUnit(),
                        projects: z.array(z.looseObject({ projectToken: Token, projectName: z.string(), ...treeUnit() })),
                    }),
                ),
            }),
        ),
    }),
);
export type Tree = Readonly<z.infer<typeof Tree>>;

export const UserDetails = z.lazy(() =>
    z.looseObject({
        defaults: z.looseObject({ commonConfiguration: CommonConfiguration, utteranceTimeout: z.int(), minimumNoiseLevel: z.number() }),
        deletionRetentionTimeInDays: z.number().min(0).max(36_525),
    }),
);
export type UserDetails = Readonly<z.infer<typeof UserDetails>>;

/** The answer of a successful create: the new unit's token. */
export const CreatedToken = Token;

export const ERROR_CODES = [
    "VALIDATION",
    "EXCEEDS_PARENT",
    "DESCENDANTS_EXCEED",
    "HAS_ACTIVE_CHILDREN",
    "PARENT_INACTIVE",
    "UNIT_INACTIVE",
    "UNAUTHORIZED",
    "FORBIDDEN",
    "NOT_FOUND",
    "NUMBER_TAKEN",
    "TOO_MANY_REQUESTS",
    "INTERNAL",
    "UNAVAILABLE",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What the gateway answers instead of a result. `code` is open: a newer gateway may know more. */
export const ErrorAnswer = z.lazy(() =>
    z.looseObject({
        errorData: z.looseObject({
            code: z.string().min(1),
            fieldReferences: z.array(z.string()).catch([]),
            shortDescription: z.string().catch(""),
        }),
    }),
);

/** RFC 6749, section 5.1. `expires_in` is only recommended there, and some servers write it as a text: undefined where it tells nothing. */
export const TokenAnswer = z.lazy(() =>
    z.looseObject({
        access_token: z.string().regex(/^[\x21-\x7e]+$/, "characters that a token cannot have"),
        expires_in: z.coerce.number().positive().optional().catch(undefined),
    }),
);
