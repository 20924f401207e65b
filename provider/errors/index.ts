export { CATALOGUE, type Code } from "./catalogue.js";
export { CvgError, coded } from "./cvg-error.js";
