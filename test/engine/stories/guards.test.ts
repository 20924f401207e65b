import { tellAll } from "./story.js";
import { GUARDS } from "./tables/guards.js";

tellAll(GUARDS);
