import type { Story } from "./story.js";
import { DRIFT } from "./tables/drift.js";
import { ENDS } from "./tables/ends.js";
import { GUARDS } from "./tables/guards.js";
import { MOVES } from "./tables/moves.js";
import { RETURNS } from "./tables/returns.js";
import { TAKEOVERS } from "./tables/takeovers.js";

/** Every story. */
export const STORIES: readonly Story[] = [...DRIFT, ...ENDS, ...RETURNS, ...TAKEOVERS, ...MOVES, ...GUARDS];
