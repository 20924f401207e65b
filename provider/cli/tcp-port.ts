/** A TCP port, as an option of the command line names it. */
import { CvgError } from "../errors/index.js";

/** @throws CvgError CVG602 for what is no port; 0 asks for one that is free */
export function port(text: string): number {
    const number = Number(text);
    if (/^\d+$/.test(text) && number <= 65_535) return number;
    throw new CvgError(
        "CVG602",
        `--port "${text}" is no TCP port.`,
        "Choose a number from 1 to 65535, or leave it out for a port that is free.",
    );
}
