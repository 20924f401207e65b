/** A TCP port, as an option of the command line names it. */
import { CATALOGUE, CvgError } from "../errors/index.js";

/** @throws CvgError CVG602 for what is no port; 0 asks for one that is free */
export function port(text: string): number {
    const number = Number(text);
    if (/^\d+$/.test(text) && number <= 65_535) return number;
    throw CvgError.of(CATALOGUE.CVG602.says.port({ text }));
}
