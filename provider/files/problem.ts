/** What is wrong with a file, and the one error that holds all of it. */
import * as pulumi from "@pulumi/pulumi";
import { coded, type Refusal } from "../errors/index.js";
import type { Position } from "./located.js";

/** One mistake in a file. */
export interface FileProblem extends Refusal {
    readonly at: Position;
}

/** One mistake in a file of tenants, as {@link TenantsError} lists it. */
export interface TenantsProblem {
    /** Stable code of the message. */
    readonly code: string;
    readonly file: string;
    /** From 1. */
    readonly line: number;
    /** From 1; in CSV the name of the column. */
    readonly column: number | string;
    /** As it is printed: code, place, what is wrong, and what to do. */
    readonly message: string;
}

/**
 * A file of tenants with mistakes, all of them. Thrown by a program, `pulumi` prints its message and nothing else.
 */
export class TenantsError extends pulumi.RunError {
    override readonly name = "TenantsError";

    constructor(readonly problems: readonly TenantsProblem[]) {
        super(problems.map(({ message }) => message).join("\n"));
    }
}

const place = (file: string, { line, column }: Position): string =>
    typeof column === "number" ? `${file}:${line}:${column}` : `${file}:${line} (column ${column})`;

/** In the order of the file; what is wrong in one place is told once, however often the place is used. */
export function tenantsError(file: string, problems: readonly FileProblem[]): TenantsError {
    const told = new Map<string, TenantsProblem>();
    const sorted = [...problems].sort((a, b) => a.at.line - b.at.line || Number(a.at.column) - Number(b.at.column));
    for (const { code, what, remedy, at } of sorted) {
        const key = `${code} ${at.line} ${at.column}`;
        if (!told.has(key)) told.set(key, { code, file, ...at, message: coded(code, `${place(file, at)} ${what}`, remedy) });
    }
    return new TenantsError([...told.values()]);
}
