import { tellUnder } from "./every-row.js";

tellUnder("first");
