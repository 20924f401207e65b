/** What each refusal means to a user: our code, and what to do. */
import type { Code } from "../../errors/index.js";
import type { Access } from "../configuration.js";
import { ERROR_CODES, type ErrorCode } from "../wire/contract.js";
import type { Kind } from "./call.js";
import type { Refusal } from "./refusal.js";

interface Meaning {
    readonly code: Code;
    readonly remedy?: string;
}

const AGAIN = "Run again later: what is done is kept.";

const BY_CODE: Readonly<Record<ErrorCode, Meaning>> = {
    VALIDATION: { code: "CVG502" },
    EXCEEDS_PARENT: { code: "CVG101", remedy: "Choose what the level above allows, or loosen it there first." },
    DESCENDANTS_EXCEED: { code: "CVG101", remedy: "Tighten the units below first." },
    HAS_ACTIVE_CHILDREN: { code: "CVG303", remedy: "Make the units below inactive first." },
    PARENT_INACTIVE: { code: "CVG304", remedy: "Restore the unit above first." },
    UNIT_INACTIVE: { code: "CVG304", remedy: "Restore the unit first." },
    UNAUTHORIZED: { code: "CVG501" },
    FORBIDDEN: { code: "CVG507" },
    NOT_FOUND: { code: "CVG301", remedy: "It may have been purged, or belong to another reseller than cvg:reseller." },
    NUMBER_TAKEN: { code: "CVG305", remedy: "Take the number off the other project first." },
    TOO_MANY_REQUESTS: { code: "CVG506", remedy: "Lower cvg:maxRequestsPerSecond or cvg:maxConcurrency, or run again later." },
    INTERNAL: { code: "CVG503", remedy: AGAIN },
    UNAVAILABLE: { code: "CVG503", remedy: AGAIN },
};

/** Which credential it was, and what becomes of it. */
const ABOUT_ACCESS = {
    CVG501: {
        token: "The gateway does not accept cvg:accessToken: it may have expired. Get a new one.",
        "client-credentials":
            "The token of cvg:tokenUrl for cvg:clientId is not accepted by the gateway: check that the three belong to cvg:endpoint.",
    },
    CVG507: {
        token: "Who cvg:accessToken belongs to may not do this at the reseller cvg:reseller: have the right granted, or use another token.",
        "client-credentials": "cvg:clientId may not do this at the reseller cvg:reseller: have the right granted, or use another client.",
    },
} as const;

/** @param kind of the call that was refused · @param access how it was authorized */
export function meaningOf(kind: Kind, refusal: Refusal, access: Access["kind"]): Meaning {
    const meaning = meaningOfAnswer(kind, refusal);
    const { code } = meaning;
    return meaning.remedy === undefined && (code === "CVG501" || code === "CVG507")
        ? { code, remedy: ABOUT_ACCESS[code][access] }
        : meaning;
}

function meaningOfAnswer(kind: Kind, { status, code }: Refusal): Meaning {
    const known = ERROR_CODES.find((candidate) => candidate === code);
    if (kind === "token") return atTokenEndpoint(status);
    if (known !== undefined) return BY_CODE[known];
    if (status === 401) return BY_CODE.UNAUTHORIZED;
    if (status === 403) return BY_CODE.FORBIDDEN;
    // A 404 that is not the gateway's own says nothing about the unit: a proxy or a wrong path answers so too.
    if (status === 404 && code !== undefined) return BY_CODE.NOT_FOUND;
    if (status === 404 || (status >= 300 && status < 400))
        return { code: "CVG504", remedy: "Check cvg:endpoint: it is not the gateway that answers." };
    if (status === 429) return BY_CODE.TOO_MANY_REQUESTS;
    return status >= 500 ? BY_CODE.UNAVAILABLE : { code: "CVG502" };
}

function atTokenEndpoint(status: number): Meaning {
    if (status === 400 || status === 401 || status === 403)
        return { code: "CVG501", remedy: "Check cvg:clientId, cvg:clientSecret and cvg:tokenUrl." };
    if (status === 429) return BY_CODE.TOO_MANY_REQUESTS;
    if (status >= 500) return { code: "CVG503", remedy: AGAIN };
    return { code: "CVG504", remedy: "Check cvg:tokenUrl: it is not a token endpoint that answers." };
}
