/** What all outputs say in the same words. */
export const TITLE = { change: "What this change does to callers' data", drift: "What others changed at the gateway" } as const;

export const NOTHING = {
    change: "Nothing changes for anybody's data.",
    drift: "Nothing: the gateway holds what was last applied.",
} as const;
