/** What the resources and the user's program ask of the gateway. One object a process; `connect()` makes it. */
import type { CommonConfiguration, Level, RawBody, UnitLevel, UserDetails } from "./wire/contract.js";

/** A unit as the gateway's tree shows it. */
export interface TreeUnit {
    readonly level: Level;
    readonly token: string;
    readonly name: string;
    readonly inactive: boolean;
    /** Milliseconds since the epoch; only of inactive units. */
    readonly deletionTimestamp: number | undefined;
    /** The unit above; undefined for the reseller. */
    readonly above: TreeUnit | undefined;
    readonly below: readonly TreeUnit[];
    /** Made by this process, before or after the tree was read. */
    readonly made: boolean;
    /** Not there when this process read the tree first: unless it is `made`, others have made it since. */
    readonly came: boolean;
    /** It was inactive, and came back along with a unit above it that this process has restored. */
    readonly returned: boolean;
}

/** The tree of one reseller: read once a process, and kept up with what this process does to it. */
export interface UnitTree {
    readonly reseller: TreeUnit;
    find(token: string): TreeUnit | undefined;
}

export interface ChangeOptions {
    /**
     * Is given the body before anything is written, and may do what has to come first. Answers whether that took requests: then the unit is read
     * again, because what is written has to be made of what is there now.
     */
    readonly first?: (body: RawBody) => Promise<boolean>;
    /** Asked once the write is done: whether the unit is read again, and `after` is that. Else it is what was sent. */
    readonly readBack?: () => Promise<boolean>;
}

export type Change =
    | { readonly written: false; readonly before: RawBody }
    | { readonly written: true; readonly before: RawBody; readonly after: RawBody };

/** What is told of a create besides its token. */
export interface CreateOptions {
    /** The answer was lost, and the tree shows that this unit was made. */
    readonly wasLost?: (token: string) => void;
    /**
     * Active units of its level and name that have come to its place since this process read the tree first, from others. Called before the request where
     * that is known by then (what is thrown keeps it from being sent), and after its answer, for which the tree is read again, a few times a second at
     * most. Not where this process made the unit above, where nobody has read the tree, and where it cannot be read any more.
     */
    readonly cameBeside?: (units: readonly TreeUnit[], made: string | undefined) => void;
}

export interface Gateway {
    /** Token of the configured reseller. */
    readonly reseller: string;
    /** Which gateway: its base URL, for messages. */
    readonly endpoint: string;
    /** Requests at a time: as configured. */
    readonly maxConcurrency: number;
    /** GET /userdetails, once a process. */
    defaults(): Promise<UserDetails>;
    /**
     * GET /projecthierarchy, once a process: as old as its first use, except for what this process has made, moved, restored or made inactive. It is
     * read again after a restore that may have brought back what is below.
     */
    tree(): Promise<UnitTree>;
    /**
     * A GET of one unit, shared by all that ask at the same time; the first after `settings()` asked takes that answer, unless the unit was written since.
     * Undefined: the gateway answered 404. The body is raw (numbers beyond double precision and unknown fields intact).
     */
    read(level: Level, token: string): Promise<RawBody | undefined>;
    /**
     * The stored settings of a unit: as this process last read or wrote them, else one GET, shared by all that ask at the same time.
     * CVG301 when there is no such unit.
     */
    settings(level: Level, token: string): Promise<CommonConfiguration>;
    /** The same without asking: undefined where this process has neither read nor written the unit. */
    known(token: string): CommonConfiguration | undefined;
    /**
     * POST create. Answers the new token. Never repeated once it may have arrived: then the tree is read again, if it was read before, and what has
     * come there is recognised where it is the only unit of its name and is what was sent (`wasLost` is told its token); else CVG505. Asked a second
     * time after a CVG505, it goes on with the first.
     */
    create(level: UnitLevel, above: string, body: RawBody, options?: CreateOptions): Promise<string>;
    /**
     * Read, change, write, one at a time per token. `edit` gets the raw body and answers the raw body to write; when nothing differs, nothing is written.
     * Where the write has to be repeated, the unit is read and edited again: what others wrote meanwhile is kept.
     * CVG301 when there is no such unit; CVG307 when the write could lose a bot's secret that the gateway hides.
     */
    change(level: Level, token: string, edit: (body: RawBody) => RawBody, options?: ChangeOptions): Promise<Change>;
    /** DELETE: the unit becomes inactive. 404 is CVG301. */
    deactivate(level: UnitLevel, token: string): Promise<void>;
    restore(level: UnitLevel, token: string): Promise<void>;
    move(project: string, customer: string, account: string): Promise<void>;
    /** The gateway's clock by the last answer's Date header; our own clock before the first answer. Milliseconds since the epoch. */
    now(): number;
    /** Requests sent so far by kind, for the summary line: "GET /customers/{reseller}/{customer}" -> 3. */
    requests(): ReadonlyMap<string, number>;
    /** How many of them were repeats, and for how many milliseconds the gateway held everything back. */
    effort(): { readonly repeats: number; readonly paused: number };
    /** Whether this process has written this unit's body. */
    hasWritten(token: string): boolean;
    /** The body as it was before this process wrote it first: what others made of it. Undefined where it has not, or has made the unit. */
    found(token: string): RawBody | undefined;
    /** Closes connections. */
    close(): Promise<void>;
}
