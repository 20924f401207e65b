/** What `cvg sandbox` tells people. */
import { spelledOut } from "../errors/index.js";
import type { LoggedRequest, Sandbox, Seed } from "../sandbox/index.js";

interface Chosen {
    readonly quiet?: true | undefined;
    /** Address of the page of all tenants. */
    readonly overview: string;
    readonly data?: string | undefined;
    readonly seed?: Seed | undefined;
}

export function welcome(
    { endpoint, runtime, reseller, tokenUrl, clientId, clientSecret, control, planted }: Sandbox,
    { quiet, data, seed, overview }: Chosen,
): string {
    const kept = data === undefined ? "Nothing is kept when it ends." : `Everything is kept in ${data}.`;
    const ignored = data !== undefined && seed !== undefined && seed !== "empty" && !planted;
    return `
The gateway is ready at ${endpoint}. ${kept}${ignored ? `\nThe seed "${seed}" was not planted: ${data} has customers already.` : ""}

Point a stack at it, in the folder of its program:

    pulumi config set cvg:endpoint ${endpoint}
    pulumi config set cvg:reseller ${reseller}
    pulumi config set --plaintext cvg:tokenUrl ${tokenUrl}
    pulumi config set cvg:clientId ${clientId}
    pulumi config set --secret cvg:clientSecret ${clientSecret}

See all tenants, what applies to them and what is going to be purged, as a page: ${overview}

Move its clock, place calls, plan faults under ${control}, for example

    curl -s ${control}/tree

Bots and whoever reads dialogs and recordings call ${runtime}.

Ctrl-C ends it.${quiet ? "" : " Requests follow: when, answer, duration, what."}

`;
}

/** As wide as the longest, so that the columns stand below each other. */
const METHOD = "DELETE".length;
const MS = 5;

/** A request for a reader: when by the gateway's clock, what was answered, how long it took, what was asked. Without what is the same in every line. */
export function requestLine({ at, method, path, status, ms }: LoggedRequest, { endpoint, reseller }: Sandbox, defect?: unknown): string {
    const when = at.slice(0, "2026-11-25T10:00:00".length).replace("T", " ");
    const answered = status === 0 ? "cut" : String(status);
    const asked = path.replace(new URL(endpoint).pathname, "").replace(reseller, "{reseller}");
    // Whatever is asked may hold what moves a terminal's cursor or writes another line.
    const line = spelledOut(`${when}  ${answered}  ${`${ms}`.padStart(MS)} ms  ${method.padEnd(METHOD)}  ${asked}`);
    return defect === undefined ? line : `${line}\n  ${spelledOut(defect instanceof Error ? defect.message : String(defect))}`;
}
