import { tellAll } from "./story.js";
import { RETURNS } from "./tables/returns.js";

tellAll(RETURNS);
