/** What is asked of a gateway: the switches of docs/gateway-assumptions.md, with the answers that there can be. A test holds them to the embedded gateway's. */
export const QUESTIONS = {
    secretsOnRead: ["plain", "masked", "absent"],
    maskedWrite: ["keep", "overwrite"],
    looserWrite: ["reject", "clamp"],
    tightening: ["cap", "reject", "clamp"],
    unchangedLooser: ["accept", "reject"],
    deletionTimestamp: ["planned", "marked"],
    restoreLooser: ["cap", "reject", "clamp"],
    moveLooser: ["reject", "clamp", "cap"],
    moveNumbers: ["kept", "dropped", "refused-across-customers"],
    deleteWithChildren: ["refuse", "cascade"],
    restoreChildren: ["no", "cascade"],
    settingsApply: ["stored-data-too", "from-now-on"],
} as const;

export type Question = keyof typeof QUESTIONS;
export type AnswerTo<Q extends Question> = (typeof QUESTIONS)[Q][number];
