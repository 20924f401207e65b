/** The units of a preview, as rules see them: those that will be there and in use. */
import { CATALOGUE, CvgError } from "../errors/index.js";
import type { Report, ShownUnit } from "../review/index.js";
import type { Subject } from "./audit.js";

/** @throws CvgError CVG620 where the preview failed: then it is not the whole truth */
export function previewed({ units, errors: [error] }: Report): readonly Subject[] {
    if (error !== undefined) throw CvgError.of(CATALOGUE.CVG620.says.failed({ problem: error }));
    return units().flatMap(asPreviewed);
}

function asPreviewed({ level, path, aboveTokens, token, applies, source }: ShownUnit): readonly Subject[] {
    if (applies === undefined) return [];
    return [{ level, path, tokens: [...aboveTokens, token], applies, source: source?.caller ?? source }];
}
