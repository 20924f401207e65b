/** One cause that reaches hundreds of units is told in few lines, in a fixed order, and every unit is among the details. */
import { countedLog } from "../../../provider/engine/counted-log.js";

/** What is shown, and what `--debug` adds. */
function opened() {
    const shown: string[] = [];
    const details: string[] = [];
    const show = (message: string) => void shown.push(message);
    const log = countedLog({
        debug: (message) => void details.push(message),
        info: show,
        warn: show,
        error: show,
        said: () => Promise.resolve(),
        allSaid: () => Promise.resolve(),
    });
    return { log, shown, details };
}

const TENANTS = 120;
const UNITS = 7;

test("of 840 units that 120 customers pin, ten lines at most are said at once, and one line at the end counts them all", () => {
    const { log, shown, details } = opened();
    for (let tenant = 0; tenant < TENANTS; tenant += 1)
        for (let unit = 0; unit < UNITS; unit += 1) {
            const named = `project "P${tenant}-${unit}"`;
            log.each("warning", {
                code: "CVG110",
                topic: "pinned",
                unit: named,
                what: `${named}: recordings pinned to what applies now, before customer "C${tenant}" is loosened.`,
                alike: `pinned to what applies now, before customer "C${tenant}" is loosened`,
            });
        }
    expect(shown).toHaveLength(3);
    log.sayRest();
    expect(shown.slice(3)).toEqual([
        'CVG110 pinned to what applies now, before customer "C0" is loosened, or alike: 840 units in all (project "P0-0", project "P0-1", project "P0-2", project "P0-3", project "P0-4" and 835 more).',
    ]);
    const every = new Set([...shown.slice(0, 3), ...details].map((line) => /project "[^"]+"/.exec(line)?.[0]));
    expect(every.size).toBe(TENANTS * UNITS);
});

test("whatever is told of them, a thousand units make no more lines than there are codes and settings, and ten", () => {
    const { log, shown } = opened();
    const codes = ["CVG107", "CVG108", "CVG109", "CVG110", "CVG118"] as const;
    const topics = ["recordings", "recordingRetention", "anonymizeNumbers", "dialogRetention", "storeDialogData", "outboundCalls"];
    for (let unit = 0; unit < 1000; unit += 1)
        for (const code of codes)
            for (const topic of topics) log.each("warning", { code, topic, unit: `u${unit}`, what: `u${unit}: ${topic}`, alike: topic });
    log.sayRest();
    expect(shown.length).toBeLessThanOrEqual(10 + codes.length * topics.length);
});
