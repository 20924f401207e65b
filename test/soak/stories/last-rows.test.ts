import { tellUnder } from "./every-row.js";

tellUnder("last");
