/** A preview as its report, as a reader in a terminal sees it. */
import { type Report, review, toTerminal } from "../../provider/review/index.js";
import { asLive, inChunks, type Made, NOW } from "./make.js";
import type { Scenario } from "./scenarios.js";

export const WIDTH = 120;

export const reportOfMade = (scenario: Scenario, made: Made): Promise<Report> =>
    review(inChunks(made.preview), { of: scenario.drift ? "drift" : "change", live: asLive(made), now: NOW });

export const reportText = async (scenario: Scenario, made: Made): Promise<string> =>
    toTerminal(await reportOfMade(scenario, made), { width: WIDTH, color: false });
