/** A telephone number that the command line names. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { typedNumber } from "../../inventory/who-has.js";

/** @param what names it, for the message @throws CvgError CVG602 for what is no number with its country */
export function numberFrom(what: string, text: string): string {
    const number = typedNumber(text);
    if (number === undefined) throw CvgError.of(CATALOGUE.CVG602.says.number({ what, text: text.slice(0, 100) }));
    return number;
}
