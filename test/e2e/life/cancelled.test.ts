/** Ctrl-C, once and twice, or a pipeline that is cancelled, while the gateway is slow or does not answer at all. */
import { type Cancelled, cancelledRun } from "../../harness/cancelled-run.js";

const says = /CVG503 new customer "Customer \d+" .* was not sent, because the run has been stopped/;

const CANCELLED: readonly Cancelled[] = [
    { signals: ["SIGINT"], delayMs: 2000, made: 2, says },
    { signals: ["SIGTERM"], delayMs: 60_000, made: 0, says },
    { signals: ["SIGINT", "SIGINT"], delayMs: 60_000, made: 0 },
    { signals: ["SIGINT"], delayMs: 2000, made: 2, says, shell: "native" },
    { signals: ["SIGINT", "SIGINT"], delayMs: 60_000, made: 0, shell: "native" },
];
const WAYS = CANCELLED.map((way) => ({ ...way, through: way.shell === "native" ? "the plugin" : "the classes" }));

test.each(WAYS)(
    "$signals while creates through $through take $delayMs ms: it ends within ten seconds, and nothing is sent after",
    cancelledRun,
);
