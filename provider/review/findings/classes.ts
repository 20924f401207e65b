/** What a change means to people. */

/** What a change means to people, worst first. Everything that is sorted, is sorted in this order. */
export const CLASSES = [
    "irrevocable",
    "data-lost",
    "exposed",
    "bot-host",
    "unverified",
    "out-of-use",
    "meant-as-move",
    "moved",
    "restored",
    "stricter",
    "new",
    "other",
] as const;
export type FindingClass = (typeof CLASSES)[number];
