export { CATALOGUE, type Code } from "./catalogue.js";
export { CvgError, coded, printed, type Refusal } from "./cvg-error.js";
export { say } from "./say.js";
export { counted, firstOf, NAMED, series, unitText } from "./words.js";
