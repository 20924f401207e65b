/** Commander's errors as ours. */
import type { CommanderError } from "commander";
import { CATALOGUE, CvgError } from "../errors/index.js";

/** No errors: what was asked for was printed. */
const HELP = ["commander.help", "commander.helpDisplayed", "commander.version"];

/**
 * What of the command line cannot be understood, and what may have been meant.
 *
 * @returns undefined where nothing is wrong
 */
export function misunderstood({ code, message }: CommanderError): CvgError | undefined {
    if (HELP.includes(code)) return undefined;
    // It reads `error: unknown option '--prot'`, and at times has a second line: `(Did you mean --port?)`.
    const [what = "", guess = ""] = message.split("\n");
    const text = what.replace(/^error: ./, (start) => (start.at(-1) ?? "").toUpperCase()).replace(/(?<!\.)$/, ".");
    return CvgError.of(CATALOGUE.CVG602.says.misunderstood({ problem: text, meant: guess.replace(/^\(|\)$/g, "") }));
}
