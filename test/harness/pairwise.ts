/**
 * Combinations of the embedded gateway's switches in which every two values of any two switches meet: what holds under all of them holds
 * whichever way the real service behaves, as far as two of our guesses at a time can make a difference. The first row is the default.
 * Found by a greedy search and kept by hand since; a test holds it complete. For a new switch: a new column, then rows until it is again.
 */

import { parseBehaviour } from "../../provider/sandbox/behaviour.js";
import type { Behaviour } from "../../provider/sandbox/index.js";

const TABLE = `
tightening  looserWrite  unchangedLooser  deleteWithChildren  restoreChildren  restoreLooser  moveLooser  moveNumbers               deletionTimestamp  settingsApply    secretsOnRead  maskedWrite
cap         reject       accept           refuse              no               cap            reject      kept                      planned            stored-data-too  plain          keep
clamp       clamp        accept           cascade             cascade          clamp          cap         dropped                   marked             from-now-on      masked         overwrite
reject      reject       reject           cascade             cascade          reject         clamp       refused-across-customers  marked             stored-data-too  absent         keep
cap         clamp        reject           refuse              no               reject         clamp       dropped                   planned            from-now-on      absent         overwrite
reject      clamp        reject           refuse              no               clamp          cap         refused-across-customers  planned            stored-data-too  masked         keep
reject      clamp        reject           cascade             cascade          cap            reject      kept                      marked             from-now-on      plain          overwrite
clamp       reject       accept           refuse              cascade          reject         reject      refused-across-customers  planned            from-now-on      plain          keep
clamp       reject       reject           cascade             no               cap            cap         kept                      planned            stored-data-too  absent         overwrite
cap         reject       accept           refuse              no               clamp          clamp       kept                      marked             stored-data-too  masked         overwrite
reject      reject       accept           refuse              no               clamp          reject      dropped                   planned            stored-data-too  absent         keep
cap         reject       accept           cascade             cascade          cap            reject      refused-across-customers  planned            from-now-on      masked         overwrite
clamp       clamp        accept           cascade             no               cap            clamp       dropped                   planned            from-now-on      plain          overwrite
cap         reject       reject           refuse              no               reject         cap         kept                      planned            from-now-on      masked         keep
cap         clamp        accept           cascade             no               clamp          cap         kept                      marked             stored-data-too  plain          keep
`;

const words = (line: string): readonly string[] => line.trim().split(/\s+/);
const [columns = "", ...lines] = TABLE.trim().split("\n");

/** @throws ZodError for a switch or a value that there is not */
export const PAIRWISE: readonly Partial<Behaviour>[] = lines.map((line) => {
    const values = words(line);
    return parseBehaviour(Object.fromEntries(words(columns).map((name, index) => [name, values[index]])));
});

/** The first rows: each value of each switch stands in one of them. */
export const EVERY_VALUE = PAIRWISE.slice(0, 3);

export const titleOf = (row: Partial<Behaviour>): string => Object.values(row).join(" ");
