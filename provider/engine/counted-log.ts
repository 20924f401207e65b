/**
 * Keeps messages readable where one cause concerns hundreds of units. The first of each kind are said in full when they come up; the others are
 * counted, and said together when the run is over, in an order that does not depend on who was checked first. With `--debug` each is said.
 */
import type { Log, Said } from "../definition/resource-definition.js";
import { coded, counted, firstOf } from "../errors/index.js";
import type { EngineLog } from "./engine-log.js";

/** So many messages of one code and topic are said in full, and so many of all. */
const OF_EACH = 3;
const OF_ALL = 10;
/** So many units are named where they are counted. */
const NAMED = 5;

interface Topic {
    readonly severity: "info" | "warning";
    readonly code: Said["code"];
    readonly remedy: string | undefined;
    readonly units: Set<string>;
    /** How often each was said. */
    readonly clauses: Map<string, number>;
    full: number;
}

const inOrder = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** One message about all units of a topic. */
function together({ code, units, clauses, remedy }: Topic): string {
    const [[clause] = [""]] = [...clauses].sort(([a, times], [b, more]) => more - times || inOrder(a, b));
    const alike = clauses.size > 1 ? `${clause}, or alike` : clause;
    return coded(code, `${alike}: ${counted(units.size, "unit")} in all (${firstOf([...units].sort(inOrder), NAMED)}).`, remedy);
}

export interface CountedLog extends EngineLog, Log {
    /** Says of the units that were not named how many there are. Called once, when nothing more comes. */
    sayRest(): void;
}

export function countedLog(log: EngineLog): CountedLog {
    const topics = new Map<string, Topic>();
    let full = 0;
    const say = (severity: Topic["severity"], message: string): void => (severity === "warning" ? log.warn(message) : log.info(message));
    return {
        ...log,
        each(severity, { code, topic = "", unit, what, alike, remedy }) {
            const key = `${code} ${topic}`;
            const found = topics.get(key) ?? { severity, code, remedy, units: new Set(), clauses: new Map(), full: 0 };
            topics.set(key, found);
            found.units.add(unit);
            found.clauses.set(alike, (found.clauses.get(alike) ?? 0) + 1);
            if (found.full >= OF_EACH || full >= OF_ALL) return log.debug(coded(code, what, remedy));
            found.full += 1;
            full += 1;
            say(severity, coded(code, what, remedy));
        },
        sayRest() {
            const left = [...topics].filter(([, topic]) => topic.full < topic.units.size).sort(([a], [b]) => inOrder(a, b));
            for (const [, topic] of left) say(topic.severity, together(topic));
        },
    };
}
