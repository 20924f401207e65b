/** What each refusal means to a user: our code, and what to do. */
import { type Answered, CATALOGUE, type Refusal as Said } from "../../errors/index.js";
import type { Access } from "../configuration.js";
import { ERROR_CODES, type ErrorCode } from "../wire/contract.js";
import type { Kind } from "./call.js";
import type { Refusal } from "./refusal.js";

/** The text of a refusal, with its code and what to do. */
type Meaning = (facts: Answered) => Said;

const BY_CODE: Readonly<Record<Exclude<ErrorCode, "UNAUTHORIZED" | "FORBIDDEN">, Meaning>> = {
    VALIDATION: CATALOGUE.CVG502.says.answered,
    EXCEEDS_PARENT: CATALOGUE.CVG101.says.exceedsParent,
    DESCENDANTS_EXCEED: CATALOGUE.CVG101.says.descendantsExceed,
    HAS_ACTIVE_CHILDREN: CATALOGUE.CVG303.says.hasActiveChildren,
    PARENT_INACTIVE: CATALOGUE.CVG304.says.parentInactive,
    UNIT_INACTIVE: CATALOGUE.CVG304.says.unitInactive,
    NOT_FOUND: CATALOGUE.CVG301.says.answered,
    NUMBER_TAKEN: CATALOGUE.CVG305.says.numberTaken,
    TOO_MANY_REQUESTS: CATALOGUE.CVG506.says.answered,
    INTERNAL: CATALOGUE.CVG503.says.answered,
    UNAVAILABLE: CATALOGUE.CVG503.says.answered,
};

/** Which credential it was, and what becomes of it. */
const BY_ACCESS: Readonly<Record<"UNAUTHORIZED" | "FORBIDDEN", Readonly<Record<Access["kind"], Meaning>>>> = {
    UNAUTHORIZED: { token: CATALOGUE.CVG501.says.token, "client-credentials": CATALOGUE.CVG501.says.clientCredentials },
    FORBIDDEN: { token: CATALOGUE.CVG507.says.token, "client-credentials": CATALOGUE.CVG507.says.clientCredentials },
};

/** @param kind of the call that was refused · @param access how it was authorized */
export function meaningOf(kind: Kind, { status, code }: Refusal, access: Access["kind"]): Meaning {
    if (kind === "token") return atTokenEndpoint(status);
    const known = ERROR_CODES.find((candidate) => candidate === code);
    if (known === "UNAUTHORIZED" || known === "FORBIDDEN") return BY_ACCESS[known][access];
    if (known !== undefined) return BY_CODE[known];
    if (status === 401) return BY_ACCESS.UNAUTHORIZED[access];
    if (status === 403) return BY_ACCESS.FORBIDDEN[access];
    // A 404 that is not the gateway's own says nothing about the unit: a proxy or a wrong path answers so too.
    if (status === 404 && code !== undefined) return BY_CODE.NOT_FOUND;
    if (status === 404 || (status >= 300 && status < 400)) return CATALOGUE.CVG504.says.notTheGateway;
    if (status === 429) return BY_CODE.TOO_MANY_REQUESTS;
    if (status >= 500) return BY_CODE.UNAVAILABLE;
    return code === undefined ? CATALOGUE.CVG502.says.uncoded : BY_CODE.VALIDATION;
}

function atTokenEndpoint(status: number): Meaning {
    if (status === 400 || status === 401 || status === 403) return CATALOGUE.CVG501.says.tokenEndpoint;
    if (status === 429) return BY_CODE.TOO_MANY_REQUESTS;
    if (status >= 500) return BY_CODE.UNAVAILABLE;
    return CATALOGUE.CVG504.says.noTokenEndpoint;
}
