/** The reason that stands beside settings: kept in state for people to read. It decides nothing, and the gateway never sees it. */
import type { Draft } from "../../definition/draft.js";

/** The reason alone, where there is one. */
export const reasonIn = ({ because }: Draft): Draft => (because === undefined ? {} : { because });

/** What of settings is written to the gateway. */
export const withoutReason = ({ because, ...settings }: Draft): Draft => settings;
