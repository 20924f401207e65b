import { tellAll } from "./story.js";
import { MOVES } from "./tables/moves.js";

tellAll(MOVES);
