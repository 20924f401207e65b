/** Values on their way in or out: JSON, plus UNKNOWN in previews. */
export type Draft = Readonly<Record<string, unknown>>;
