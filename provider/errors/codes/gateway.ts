/** 4xx and 5xx: the configuration and the gateway's answers. */
import { answered, inBrackets } from "../answered.js";
import type { Entry, Texts } from "../entry.js";

/** A request: what was to be done, and how it was sent. */
export interface Sent {
    readonly subject: string;
    /** Method and route, and how often it was sent. */
    readonly request: string;
}

export interface Unreadable extends Sent {
    readonly status: number;
    /** What does not fit, without values. */
    readonly problem: string;
    readonly isWrite: boolean;
    readonly details: readonly string[];
    /** The line of the configuration that says who was asked. */
    readonly check: string;
}

const NEVER_TWO =
    'It is not repeated, so that there are never two. Run `pulumi up` again: it is made if it is not there, and ifExists: "continue" goes on with it if it is.';

export const GATEWAY = {
    CVG401: {
        title: "The configuration is incomplete or wrong",
        severity: "error",
        cause: "Settings of the provider are missing or have values that cannot be used. All problems are listed together.",
        remedy: "Run the `pulumi config set` lines of the message, or set the environment variables that it names.",
        example:
            "CVG401 The configuration of pulumi-cvg is incomplete or wrong:\n  cvg:endpoint is plain http, which only an address of this machine may be: use https: pulumi config set cvg:endpoint https://<host>/master-api (or the environment variable CVG_ENDPOINT)\n  cvg:reseller is missing: pulumi config set cvg:reseller <token of the reseller> (or the environment variable CVG_RESELLER)\n  Credentials are missing: pulumi config set cvg:clientId <client id> (or the environment variable CVG_CLIENT_ID), with cvg:clientSecret and cvg:tokenUrl, or else pulumi config set --secret cvg:accessToken (or the environment variable CVG_ACCESS_TOKEN)",
        says: {
            problems: ({ problems }: { readonly problems: readonly string[] }) => ({
                code: "CVG401",
                what: ["The configuration of pulumi-cvg is incomplete or wrong:", ...problems.map((line) => `  ${line}`)].join("\n"),
            }),
            /** To the command line, which was not told of a stack. */
            noStack: ({ said }: Texts<"said">) => ({
                code: "CVG401",
                what: said,
                remedy: "No --stack was given, so only environment variables were looked at: `--stack NAME` takes what `pulumi config set` has set for that stack.",
            }),
            notHere: ({ caller }: Texts<"caller">) => ({
                code: "CVG401",
                what: `${caller}: the gateway cannot be asked here.`,
                remedy: "Set cvg:endpoint, cvg:reseller and the credentials.",
            }),
        },
    },
    CVG402: {
        title: "The log cannot be written",
        severity: "warning",
        cause: "`cvg:log` asks for a log, and its file cannot be opened for writing. The run goes on without.",
        remedy: "Name a file that can be written: `cvg:logFile`, or `CVG_LOG_FILE`.",
        example:
            "CVG402 The log that cvg:log asks for cannot be written to /var/log/cvg.log (EACCES): this run goes without.\n  Name another file: cvg:logFile.",
        says: {
            unwritable: ({ file, problem }: Texts<"file" | "problem">) => ({
                code: "CVG402",
                what: `The log that cvg:log asks for cannot be written to ${file} (${problem}): this run goes without.`,
                remedy: "Name another file: cvg:logFile.",
            }),
        },
    },
    CVG501: {
        title: "The gateway does not accept the credentials",
        severity: "error",
        cause: "The token endpoint or the gateway answered 401. `refresh` and `destroy` without `--run-program` use the credentials that the state holds from the last `up`: after a rotation these are the old ones.",
        remedy: "Check `cvg:clientId`, `cvg:clientSecret` and `cvg:tokenUrl`, or `cvg:accessToken`. After a rotation run `up`, or the same command with `--run-program`.",
        example:
            'CVG501 customer "Acme Versicherung" (<token>): the gateway answered 401 UNAUTHORIZED to GET /customers/{reseller}/{customer}: A fault on order. (request id: <id>)\n  The token of cvg:tokenUrl for cvg:clientId is not accepted by the gateway: check that the three belong to cvg:endpoint.',
        says: {
            token: answered("CVG501", "The gateway does not accept cvg:accessToken: it may have expired. Get a new one."),
            clientCredentials: answered(
                "CVG501",
                "The token of cvg:tokenUrl for cvg:clientId is not accepted by the gateway: check that the three belong to cvg:endpoint.",
            ),
            tokenEndpoint: answered("CVG501", "Check cvg:clientId, cvg:clientSecret and cvg:tokenUrl."),
        },
    },
    CVG502: {
        title: "The gateway refused the request",
        severity: "error",
        cause: "The gateway found the request invalid. The message names the fields that it complained about.",
        remedy: "Correct these fields. If they look right, report it with the X-Request-Id of the message.",
        example:
            'CVG502 new customer "Globex" under reseller "Sandbox" (<token>): the gateway answered 400 VALIDATION to POST /customers/{reseller}: A fault on order. (request id: <id>)',
        says: {
            answered: answered("CVG502"),
            uncoded: answered(
                "CVG502",
                "The answer has no code of the gateway's contract: it may be of something that stands before the gateway. Check cvg:endpoint, and what lies on the way there.",
            ),
        },
    },
    CVG503: {
        title: "The gateway cannot be reached or does not answer",
        severity: "error",
        cause: "The connection failed, the answer did not come in time, or the gateway answered 5xx, also when the request was repeated as often as is sound.",
        remedy: "Run the command again when the gateway answers; what was done before is recorded.",
        example:
            'CVG503 customer "Acme Versicherung" (<token>): the gateway answered 503 UNAVAILABLE to GET /customers/{reseller}/{customer} (sent 5 times): A fault on order. (request id: <id>)\n  Run again later: what is done is kept.',
        says: {
            unanswered: ({ subject, request, address, reason, check }: Sent & Texts<"address" | "reason" | "check">) => ({
                code: "CVG503",
                what: `${subject}: ${request} at ${address} got no answer: ${reason}`,
                remedy: `Check ${check}, the network and the gateway, then run again.`,
            }),
            untrusted: ({ subject, request, address, reason }: Sent & Texts<"address" | "reason">) => ({
                code: "CVG503",
                what: `${subject}: ${request} at ${address} got no answer: ${reason}`,
                remedy: "If a company or a proxy signs certificates itself, name the file of its root certificate before pulumi starts: NODE_EXTRA_CA_CERTS=/path/to/root.pem. Nothing was sent.",
            }),
            brokenOff: ({ subject, request }: Sent) => ({
                code: "CVG503",
                what: `${subject}: ${request} was broken off, because the run has been stopped`,
            }),
            stopped: ({ subject, request }: Sent) => ({
                code: "CVG503",
                what: `${subject}: ${request} was not sent, because the run has been stopped`,
            }),
            answered: answered("CVG503", "Run again later: what is done is kept."),
        },
    },
    CVG504: {
        title: "The gateway's answer cannot be read",
        severity: "error",
        cause: "The answer is not JSON, or not of the documented shape: often a proxy's page, or an endpoint that is not the gateway's. A write counts as done only when it is answered as documented, with an empty body. Longer than 32 MB, not UTF-8, compressed, of another unit or another reseller, with a token that is none or a date that cannot be: each of these is refused too. What can be repeated without harm is sent three times first.",
        remedy: "Check `cvg:endpoint`, and what stands between you and the gateway. A write may have been done all the same: run `pulumi refresh`, then `pulumi up`.",
        example:
            'CVG504 customer "Acme Versicherung" (<token>): the answer 200 to GET /customers/{reseller}/{customer} (sent 3 times) cannot be read: it is not JSON (request id: <id>)\n  Check cvg:endpoint, and that this version of pulumi-cvg knows the gateway\'s contract.',
        says: {
            unreadable: ({ subject, request, status, problem, isWrite, details, check }: Unreadable) => ({
                code: "CVG504",
                what: `${subject}: the answer ${status} to ${request} cannot be read: ${problem}${isWrite ? ". Whether it was done is not known" : ""}${inBrackets(details)}`,
                remedy: `Check ${check}, and that this version of pulumi-cvg knows the gateway's contract.`,
            }),
            notTheGateway: answered("CVG504", "Check cvg:endpoint: it is not the gateway that answers."),
            noTokenEndpoint: answered("CVG504", "Check cvg:tokenUrl: it is not a token endpoint that answers."),
        },
    },
    CVG505: {
        title: "A create got no answer: the unit may exist",
        severity: "error",
        cause: "The request to make a unit may have arrived, but its answer did not. It is never repeated blindly, because that could make the unit twice. The gateway's tree was read again, and could not tell: the unit is not there so far, or what has come there is not clearly ours.",
        remedy: 'Run `pulumi up` again: if the unit is not there, it is made. If it is, the run is refused with CVG308, and `ifExists: "continue"` (or `pulumi config set cvg:ifExists continue` for the whole stack) goes on with it where it is just what would be made.',
        says: {
            inDoubt: ({ what }: Texts<"what">) => ({ code: "CVG505", what: `It may have been created: ${what}`, remedy: NEVER_TWO }),
            notInTree: ({ first }: Texts<"first">) => ({
                code: "CVG505",
                what: `${first}; by the gateway's tree it is not there so far`,
                remedy: NEVER_TWO,
            }),
            noTree: ({ first }: Texts<"first">) => ({
                code: "CVG505",
                what: `${first}; the gateway's tree could not be read`,
                remedy: NEVER_TWO,
            }),
            severalCame: ({ first, count, tokens }: Texts<"first"> & { readonly count: number; readonly tokens: readonly string[] }) => ({
                code: "CVG505",
                what: `${first}; ${count} units of this name have come there meanwhile: ${tokens.join(", ")}`,
                remedy: NEVER_TWO,
            }),
            anotherCame: ({ first, token }: Texts<"first" | "token">) => ({
                code: "CVG505",
                what: `${first}; a unit of this name has come there meanwhile, but it is not what was sent: ${token}`,
                remedy: NEVER_TWO,
            }),
        },
    },
    CVG506: {
        title: "The gateway limits the number of requests",
        severity: "error",
        cause: "The gateway answered 429, also after the waiting that it asked for.",
        remedy: "Lower `cvg:maxRequestsPerSecond`, or run the command again later.",
        example:
            'CVG506 customer "Acme Versicherung" (<token>): the gateway answered 429 TOO_MANY_REQUESTS to GET /customers/{reseller}/{customer}: A fault on order. (it asks to wait 3600 seconds; request id: <id>)\n  Lower cvg:maxRequestsPerSecond or cvg:maxConcurrency, or run again later.',
        says: {
            answered: answered("CVG506", "Lower cvg:maxRequestsPerSecond or cvg:maxConcurrency, or run again later."),
        },
    },
    CVG507: {
        title: "The credentials may not do this",
        severity: "error",
        cause: "The gateway answered 403.",
        remedy: "Use credentials that may administer this reseller.",
        example:
            'CVG507 new customer "Globex" under reseller "Sandbox" (<token>): the gateway answered 403 FORBIDDEN to POST /customers/{reseller}: A fault on order. (request id: <id>)\n  cvg:clientId may not do this at the reseller cvg:reseller: have the right granted, or use another client.',
        says: {
            token: answered(
                "CVG507",
                "Who cvg:accessToken belongs to may not do this at the reseller cvg:reseller: have the right granted, or use another token.",
            ),
            clientCredentials: answered(
                "CVG507",
                "cvg:clientId may not do this at the reseller cvg:reseller: have the right granted, or use another client.",
            ),
        },
    },
    CVG508: {
        title: "Nothing may be written: cvg:readOnly is set",
        severity: "error",
        cause: "The stack's configuration or the environment says `cvg:readOnly`, as pipelines do that only preview, and something would have been written. The request was not sent.",
        remedy: "Previews, refreshes and `cvg` commands that look need no write. To apply a change, run `pulumi up` where neither `cvg:readOnly` nor `CVG_READ_ONLY` is true.",
        example:
            'CVG508 new customer "Globex" under reseller "Sandbox" (<token>): cvg:readOnly is set, so POST /customers/{reseller} was not sent.\n  Nothing is written with it. Run what writes without cvg:readOnly, in the stack\'s configuration and in CVG_READ_ONLY.',
        says: {
            probe: () => ({
                code: "CVG508",
                what: "probe makes units of its own, and cvg:readOnly is set. Nothing was made.",
                remedy: "Run it without cvg:readOnly, in the stack's configuration and in CVG_READ_ONLY; without --yes it only says what it would do.",
            }),
            notSent: ({ subject, request }: Sent) => ({
                code: "CVG508",
                what: `${subject}: cvg:readOnly is set, so ${request} was not sent.`,
                remedy: "Nothing is written with it. Run what writes without cvg:readOnly, in the stack's configuration and in CVG_READ_ONLY.",
            }),
        },
    },
    CVG509: {
        title: "The shared budget of requests cannot be asked",
        severity: "error",
        cause: "`cvg:requestBudget` names a PostgreSQL in which all who share the gateway's limit take turns. It gave no slot for this request: it was asked for 30 seconds in vain, or it refuses for good. Nothing goes out without a slot, because the others count on it. For the next 30 seconds further requests of this run fail at once.",
        remedy: "Bring the database up, or correct `cvg:requestBudget`, and run the command again; what was done before is recorded. Without others at work, the budget can be removed.",
        example:
            'CVG509 customer "Acme Versicherung" (<token>): GET /customers/{reseller}/{customer} was not sent: the budget of cvg:requestBudget at db.example:5432/state gave no slot (asked for 30 s; the connection ends with ECONNREFUSED).\n  Check the database and cvg:requestBudget, then run again: what is done is kept.',
        says: {
            notSent: ({ subject, request, place, reason }: Sent & Texts<"place" | "reason">) => ({
                code: "CVG509",
                what: `${subject}: ${request} was not sent: the budget of cvg:requestBudget at ${place} gave no slot (${reason}).`,
                remedy: "Check the database and cvg:requestBudget, then run again: what is done is kept.",
            }),
        },
    },
    CVG599: {
        title: "A defect in pulumi-cvg",
        severity: "error",
        cause: "Something happened that the provider did not foresee.",
        remedy: "Please report it with the command that you ran and the text of the message.",
        says: {
            unexpected: ({ error }: Texts<"error">) => ({
                code: "CVG599",
                what: `unexpected: ${error}`,
                remedy: "This is a defect in pulumi-cvg. Please report it with the command that you ran.",
            }),
            ofCommand: ({ error }: Texts<"error">) => ({ code: "CVG599", what: error }),
            noToken: ({ token, route }: Texts<"token" | "route">) => ({
                code: "CVG599",
                what: `${token} stands where ${route} needs a token`,
            }),
            unsendable: ({ path, kind }: Texts<"path" | "kind">) => ({
                code: "CVG599",
                what: `a value at ${path} cannot be handed to the engine (${kind}).`,
                remedy: "Please report this.",
            }),
        },
    },
} as const satisfies Record<string, Entry>;
