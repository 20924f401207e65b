import { tellAll } from "./story.js";
import { ENDS } from "./tables/ends.js";

tellAll(ENDS);
