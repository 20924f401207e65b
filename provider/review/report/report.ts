/** A review, ready to be shown: the one source of every output. */

import type { FindingClass } from "../findings/classes.js";
import type { Finding } from "../findings/finding.js";
import type { Fleet } from "../fleet/unit.js";
import type { Said } from "../preview/diagnostics.js";
import { type Section, sectionsOf } from "./fold.js";
import type { ShownUnit } from "./units.js";

export interface Counts {
    readonly tenants: number;
    readonly units: number;
    readonly created: number;
    readonly changed: number;
    readonly deleted: number;
    readonly replaced: number;
    /** Policies that change, of any unit. */
    readonly policies: number;
}

export interface Report {
    /** "change" or "drift": what is to be done, or what others did. */
    readonly of: "change" | "drift";
    /** Errors of the preview: then it is incomplete, and nothing of it is the whole truth. */
    readonly errors: readonly string[];
    readonly headline: readonly string[];
    readonly counts: Counts;
    readonly findings: readonly Finding[];
    readonly sections: readonly Section[];
    /** What the provider said that no finding says. */
    readonly said: readonly string[];
    readonly live: boolean;
    /** Units of which drift cannot be told, because the preview did not read them; 0 of a change. */
    readonly unread: number;
    /** Every tenant: only a page shows them, so they are made when it asks. */
    readonly units: () => readonly ShownUnit[];
    /** Why the change is held back; empty where nothing holds it. */
    readonly gates: readonly string[];
    /** Who approved which findings. */
    readonly approved: ReadonlyMap<Finding, string>;
    /** Approvals that approve nothing here. */
    readonly idle: readonly string[];
}

const HEADLINES: Readonly<Record<FindingClass, string>> = {
    irrevocable: "something cannot be undone",
    "data-lost": "stored data is lost, or no longer kept",
    exposed: "people are exposed",
    "bot-host": "calls go elsewhere",
    unverified: "not all could be verified",
    "out-of-use": "something is taken out of use",
    "meant-as-move": "perhaps a move is meant",
    moved: "something moves",
    restored: "something is restored or adopted",
    stricter: "something gets stricter",
    new: "something is new",
    other: "other changes",
};

/** Classes that change nothing for anybody's data. */
const HARMLESS: ReadonlySet<FindingClass> = new Set(["other"]);

function headlineOf(sections: readonly Section[]): readonly string[] {
    const parts = sections.map((section) => HEADLINES[section.class]);
    return sections.every((section) => HARMLESS.has(section.class)) ? ["nothing changes for anybody's data", ...parts] : parts;
}

/**
 * Told by findings already: what settings do, what a takeover changes, what new units let through, where calls go, what moves, goes or is no longer
 * managed, and the provider's summary.
 */
const SAID_BY_FINDINGS: ReadonlySet<string> = new Set([
    ...["CVG106", "CVG107", "CVG108", "CVG109", "CVG116", "CVG117"],
    ...["CVG310", "CVG314", "CVG323", "CVG324", "CVG325", "CVG328"],
]);

const textOf = ({ code, text }: Said): string => (code === undefined ? text : `${code} ${text}`);

function countsOf({ units }: Fleet): Counts {
    const real = units.filter(({ isPolicy, read }) => !isPolicy && !read);
    const count = (is: (unit: (typeof real)[number]) => boolean): number => real.filter(is).length;
    return {
        tenants: count(({ level }) => level === "customer"),
        units: real.length,
        policies: units.filter(({ isPolicy, changes }) => isPolicy && changes).length,
        created: count(({ before }) => before === undefined),
        deleted: count(({ after }) => after === undefined),
        replaced: count(({ replaced }) => replaced),
        changed: count(({ before, after, replaced, changes }) => before !== undefined && after !== undefined && changes && !replaced),
    };
}

interface Made {
    readonly of: Report["of"];
    readonly fleet: Fleet;
    readonly findings: readonly Finding[];
    readonly units: () => readonly ShownUnit[];
    readonly said: readonly Said[];
    readonly live: boolean;
    readonly unread: number;
}

export function reportOf({ of, fleet, findings, units, said, live, unread }: Made): Report {
    const sections = sectionsOf(findings);
    return {
        of,
        errors: said.filter(({ severity }) => severity === "error").map(textOf),
        headline: headlineOf(sections),
        counts: countsOf(fleet),
        findings,
        sections,
        said: [
            ...new Set(
                said.filter(({ severity, code }) => severity !== "error" && code !== undefined && !SAID_BY_FINDINGS.has(code)).map(textOf),
            ),
        ],
        units,
        live,
        unread,
        gates: [],
        approved: new Map(),
        idle: [],
    };
}

/** "3 of 94 units change, 5 are new" */
export function countsInWords({ units, created, changed, deleted, replaced, policies }: Counts): string {
    const part = (count: number, one: string, many: string): readonly string[] =>
        count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
    const parts = [
        ...part(created, "is new", "are new"),
        ...part(changed, "changes", "change"),
        ...part(replaced, "is replaced", "are replaced"),
        ...part(deleted, "is taken out", "are taken out"),
        ...(policies === 0 ? [] : [`${policies} ${policies === 1 ? "policy changes" : "policies change"}`]),
    ];
    const all = `${units} unit${units === 1 ? "" : "s"}`;
    if (units === 0) return parts.length === 0 ? "no units" : parts.join(", ");
    return parts.length === 0 ? `${all}, none of them changes` : `of ${all}, ${parts.join(", ")}`;
}
