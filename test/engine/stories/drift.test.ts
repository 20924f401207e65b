import { tellAll } from "./story.js";
import { DRIFT } from "./tables/drift.js";

tellAll(DRIFT);
