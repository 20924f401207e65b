import { tellAll } from "./story.js";
import { TAKEOVERS } from "./tables/takeovers.js";

tellAll(TAKEOVERS);
