import type { ErrorCode } from "../gateway/wire/contract.js";

/** HTTP status of each code of the contract. */
const STATUS: Readonly<Record<ErrorCode, number>> = {
    VALIDATION: 400,
    EXCEEDS_PARENT: 400,
    DESCENDANTS_EXCEED: 400,
    HAS_ACTIVE_CHILDREN: 400,
    PARENT_INACTIVE: 400,
    UNIT_INACTIVE: 400,
    UNAUTHORIZED: 401,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    NUMBER_TAKEN: 409,
    TOO_MANY_REQUESTS: 429,
    INTERNAL: 500,
    UNAVAILABLE: 503,
};

/** What the gateway answers instead of a result. Thrown where it is found out, answered in one place. */
export class Refusal extends Error {
    readonly status: number;

    /** @param code of the contract · @param description for people · @param fields every offending field of the body · @param status where it is not that of the code */
    constructor(
        readonly code: ErrorCode,
        readonly description: string,
        readonly fields: readonly string[] = [],
        status: number = STATUS[code],
    ) {
        super(description);
        this.status = status;
    }
}

export interface ErrorBody {
    readonly errorData: { readonly code: string; readonly fieldReferences: readonly string[]; readonly shortDescription: string };
}

export function errorBody(code: string, description: string, fields: readonly string[] = []): ErrorBody {
    return { errorData: { code, fieldReferences: fields, shortDescription: description } };
}

/** The code that a bare status stands for, for faults that name only a status. */
export function codeOf(status: number): ErrorCode {
    const codes = Object.keys(STATUS) as readonly ErrorCode[];
    return codes.find((code) => STATUS[code] === status) ?? (status < 500 ? "VALIDATION" : "INTERNAL");
}
