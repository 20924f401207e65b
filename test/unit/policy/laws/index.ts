/** All laws of the rules. */
import type { Law } from "./law.js";
import { partialLaws } from "./partial-laws.js";
import { treeLaws } from "./tree-laws.js";
import { wordLaws } from "./word-laws.js";

export { LEAST, shares } from "./census.js";
export { hold, runs, seed } from "./law.js";
export const LAWS: readonly Law[] = [...treeLaws, ...partialLaws, ...wordLaws];
