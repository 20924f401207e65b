export type { Answered } from "./answered.js";
export { CATALOGUE, type Code } from "./catalogue.js";
export { Concealed } from "./concealed.js";
export { CvgError, coded, printed, type Refusal } from "./cvg-error.js";
export { foreignCode } from "./foreign-code.js";
export { problemsIn } from "./in-file.js";
export { masking, spellings } from "./masked.js";
export { hasInvisible, oneLine, spelledOut, unbroken } from "./visible.js";
export { counted, firstOf, freedNumbers, NAMED, one, series, unitText } from "./words.js";
