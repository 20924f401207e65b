/** The commands that put a tenancy's secrets into a stack's configuration. */
import type { ConfigSecret } from "./exported.js";

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Without values: for eyes. */
export const commandFor = ({ key }: ConfigSecret): string => `pulumi config set --secret ${key}`;

/**
 * A script with the values. They go in by standard input, so that no list of processes shows them. A value that the gateway hides is asked for.
 */
export function secretsScript(secrets: readonly ConfigSecret[]): string {
    const lines = secrets.map((secret) =>
        secret.value === undefined
            ? `# The gateway hides this one: type it.\n${commandFor(secret)}`
            : `printf '%s' ${quoted(secret.value)} | ${commandFor(secret)}`,
    );
    return `${["#!/bin/sh", "# Holds secrets in plain: run it once in the folder of the program, with the stack selected, then delete it.", "set -eu", ...lines].join("\n")}\n`;
}
