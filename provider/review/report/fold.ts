/** Equal findings as one line, lines by what they mean, worst first. */
import type { FindingClass } from "../findings/classes.js";
import type { Finding } from "../findings/finding.js";
import { KINDS } from "../findings/kinds.js";
import { whomInWords } from "./who.js";

export interface Fold {
    readonly findings: readonly Finding[];
    readonly first: Finding;
    /** "dialogs older than 1 hour may be deleted for good (kept 1 day today)" */
    readonly says: string;
    /** "5 projects of Versicherung Aalen" */
    readonly whom: string;
    /** "bot at bots.acme.example" */
    readonly detail: string | undefined;
    /** "decided by customer aalen (index.ts:12)" */
    readonly decided: string | undefined;
    readonly because: string | undefined;
}

export interface Section {
    readonly class: FindingClass;
    readonly title: string;
    readonly folds: readonly Fold[];
    /** What to ask, each question once. */
    readonly asks: readonly string[];
}

export const TITLES: Readonly<Record<FindingClass, string>> = {
    irrevocable: "Cannot be undone",
    "data-lost": "Lost, or no longer kept",
    exposed: "More is recorded, kept, shown or allowed",
    "bot-host": "Calls go elsewhere",
    unverified: "Could not be verified",
    "out-of-use": "Taken out of use",
    "meant-as-move": "Is this meant to be a move?",
    moved: "Moved",
    restored: "Restored or adopted",
    stricter: "Stricter",
    new: "New",
    other: "Other changes",
};

/** So many different ones are named in one line. */
const NAMED = 3;

function several(texts: readonly (string | undefined)[], limit = NAMED): string | undefined {
    const distinct = [...new Set(texts.filter((text) => text !== undefined))];
    if (distinct.length === 0) return undefined;
    const more = distinct.length > limit ? ` and ${distinct.length - limit} more` : "";
    return `${distinct.slice(0, limit).join(", ")}${more}`;
}

/** "index.ts:12": the line that a reader of the program would look for. */
export function placeOf({ source }: Finding): string | undefined {
    const at = source?.caller ?? source;
    return at === undefined ? undefined : `${at.file}:${at.line}`;
}

/** Who decides, and on which lines. */
function decidedIn(findings: readonly Finding[]): string | undefined {
    const places = new Map<string, (string | undefined)[]>();
    for (const finding of findings) {
        const { decidedBy } = finding;
        const live = decidedBy?.by === "live";
        const who =
            decidedBy === undefined
                ? ""
                : `decided by ${live ? `the ${decidedBy.level} at the gateway` : `${decidedBy.level} ${decidedBy.by}`}`;
        places.set(who, [...(places.get(who) ?? []), placeOf(finding)]);
    }
    const texts = [...places].map(([who, where]) => [who, several(where, 2)].filter(Boolean).join(", ") || undefined);
    return several(texts, 2);
}

function details(findings: readonly Finding[], { kind }: Finding): string | undefined {
    const list = several(findings.flatMap((finding) => finding.details));
    return list === undefined ? undefined : KINDS[kind].detail(list);
}

function foldOf(findings: readonly Finding[], first: Finding): Fold {
    return {
        findings,
        first,
        says: first.says,
        whom: whomInWords(findings),
        detail: details(findings, first),
        decided: decidedIn(findings),
        because: several(findings.map(({ because }) => because)),
    };
}

/** @param findings in their order */
export function sectionsOf(findings: readonly Finding[]): readonly Section[] {
    const sections = new Map<FindingClass, Map<string, Finding[]>>();
    for (const finding of findings) {
        const folds = sections.get(finding.class) ?? new Map<string, Finding[]>();
        sections.set(finding.class, folds);
        const key = `${finding.kind} ${finding.says}`;
        const fold = folds.get(key);
        if (fold === undefined) folds.set(key, [finding]);
        else fold.push(finding);
    }
    return [...sections].map(([name, folds]) => {
        const all = [...folds.values()].flatMap((equal) => equal.slice(0, 1).map((first) => foldOf(equal, first)));
        return { class: name, title: TITLES[name], folds: all, asks: [...new Set(all.map(({ first }) => first.ask))] };
    });
}
