/** 4xx and 5xx: the configuration and the gateway's answers. */
import type { Entry, Texts } from "../entry.js";

export const GATEWAY = {
    CVG401: {
        title: "The configuration is incomplete or wrong",
        severity: "error",
        cause: "Settings of the provider are missing or have values that cannot be used. All problems are listed together.",
        remedy: "Run the `pulumi config set` lines of the message, or set the environment variables that it names.",
        example:
            "CVG401 The configuration of pulumi-cvg is incomplete or wrong:\n  cvg:endpoint is plain http, which only an address of this machine may be: use https: pulumi config set cvg:endpoint https://<host>/master-api (or the environment variable CVG_ENDPOINT)\n  cvg:reseller is missing: pulumi config set cvg:reseller <token of the reseller> (or the environment variable CVG_RESELLER)\n  Credentials are missing: pulumi config set cvg:clientId <client id> (or the environment variable CVG_CLIENT_ID), with cvg:clientSecret and cvg:tokenUrl, or else pulumi config set --secret cvg:accessToken (or the environment variable CVG_ACCESS_TOKEN)",
        says: {
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
    },
    CVG501: {
        title: "The gateway does not accept the credentials",
        severity: "error",
        cause: "The token endpoint or the gateway answered 401.",
        remedy: "Check `cvg:clientId`, `cvg:clientSecret` and `cvg:tokenUrl`, or `cvg:accessToken`.",
        example:
            'CVG501 customer "Acme Versicherung" (<token>): the gateway answered 401 UNAUTHORIZED to GET /customers/{reseller}/{customer}: A fault on order. (request id: <id>)\n  The token of cvg:tokenUrl for cvg:clientId is not accepted by the gateway: check that the three belong to cvg:endpoint.',
    },
    CVG502: {
        title: "The gateway refused the request",
        severity: "error",
        cause: "The gateway found the request invalid. The message names the fields that it complained about.",
        remedy: "Correct these fields. If they look right, report it with the X-Request-Id of the message.",
        example:
            'CVG502 new customer "Globex" under reseller "Sandbox" (<token>): the gateway answered 400 VALIDATION to POST /customers/{reseller}: A fault on order. (request id: <id>)',
    },
    CVG503: {
        title: "The gateway cannot be reached or does not answer",
        severity: "error",
        cause: "The connection failed, the answer did not come in time, or the gateway answered 5xx, also when the request was repeated as often as is sound.",
        remedy: "Run the command again when the gateway answers; what was done before is recorded.",
        example:
            'CVG503 customer "Acme Versicherung" (<token>): the gateway answered 503 UNAVAILABLE to GET /customers/{reseller}/{customer} (sent 5 times): A fault on order. (request id: <id>)\n  Run again later: what is done is kept.',
    },
    CVG504: {
        title: "The gateway's answer cannot be read",
        severity: "error",
        cause: "The answer is not JSON, or not of the documented shape: often a proxy's page, or an endpoint that is not the gateway's. A write counts as done only when it is answered as documented, with an empty body. Longer than 32 MB, not UTF-8, compressed, of another unit or another reseller, with a token that is none or a date that cannot be: each of these is refused too. What can be repeated without harm is sent three times first.",
        remedy: "Check `cvg:endpoint`, and what stands between you and the gateway. A write may have been done all the same: run `pulumi refresh`, then `pulumi up`.",
        example:
            'CVG504 customer "Acme Versicherung" (<token>): the answer 200 to GET /customers/{reseller}/{customer} (sent 3 times) cannot be read: it is not JSON (request id: <id>)\n  Check cvg:endpoint, and that this version of pulumi-cvg knows the gateway\'s contract.',
    },
    CVG505: {
        title: "A create got no answer: the unit may exist",
        severity: "error",
        cause: "The request to make a unit may have arrived, but its answer did not. It is never repeated blindly, because that could make the unit twice. The gateway's tree was read again, and could not tell: the unit is not there so far, or what has come there is not clearly ours.",
        remedy: 'Run `pulumi up` again: if the unit is not there, it is made. If it is, the run is refused with CVG308, and `ifExists: "continue"` (or `pulumi config set cvg:ifExists continue` for the whole stack) goes on with it where it is just what would be made.',
    },
    CVG506: {
        title: "The gateway limits the number of requests",
        severity: "error",
        cause: "The gateway answered 429, also after the waiting that it asked for.",
        remedy: "Lower `cvg:maxRequestsPerSecond`, or run the command again later.",
        example:
            'CVG506 customer "Acme Versicherung" (<token>): the gateway answered 429 TOO_MANY_REQUESTS to GET /customers/{reseller}/{customer}: A fault on order. (it asks to wait 3600 seconds; request id: <id>)\n  Lower cvg:maxRequestsPerSecond or cvg:maxConcurrency, or run again later.',
    },
    CVG507: {
        title: "The credentials may not do this",
        severity: "error",
        cause: "The gateway answered 403.",
        remedy: "Use credentials that may administer this reseller.",
        example:
            'CVG507 new customer "Globex" under reseller "Sandbox" (<token>): the gateway answered 403 FORBIDDEN to POST /customers/{reseller}: A fault on order. (request id: <id>)\n  cvg:clientId may not do this at the reseller cvg:reseller: have the right granted, or use another client.',
    },
    CVG508: {
        title: "Nothing may be written: cvg:readOnly is set",
        severity: "error",
        cause: "The stack's configuration or the environment says `cvg:readOnly`, as pipelines do that only preview, and something would have been written. The request was not sent.",
        remedy: "Previews, refreshes and `cvg` commands that look need no write. To apply a change, run `pulumi up` where neither `cvg:readOnly` nor `CVG_READ_ONLY` is true.",
        example:
            'CVG508 new customer "Globex" under reseller "Sandbox" (<token>): cvg:readOnly is set, so POST /customers/{reseller} was not sent.\n  Nothing is written with it. Run what writes without cvg:readOnly, in the stack\'s configuration and in CVG_READ_ONLY.',
    },
    CVG599: {
        title: "A defect in pulumi-cvg",
        severity: "error",
        cause: "Something happened that the provider did not foresee.",
        remedy: "Please report it with the command that you ran and the text of the message.",
    },
} as const satisfies Record<string, Entry>;
