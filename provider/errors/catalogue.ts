/**
 * Every coded message of the provider: what users search for, and what docs/errors.md and the pages of docs/errors are generated from.
 *
 * 1xx privacy settings · 2xx inputs · 3xx life of a unit · 4xx configuration and installation · 5xx the gateway's answers · 6xx the embedded gateway and the CLI.
 * A code is never reused and never changes its meaning.
 */
import { COMMAND_LINE } from "./codes/command-line.js";
import { COMMANDS } from "./codes/commands.js";
import { GATEWAY } from "./codes/gateway.js";
import { INACTIVE } from "./codes/inactive.js";
import { INPUTS } from "./codes/inputs.js";
import { INSTALLATION } from "./codes/installation.js";
import { NOT_FOUND } from "./codes/not-found.js";
import { PROJECTS } from "./codes/projects.js";
import { REVIEW } from "./codes/review.js";
import { SANDBOX } from "./codes/sandbox.js";
import { SETTINGS } from "./codes/settings.js";
import { TAKEOVERS } from "./codes/takeovers.js";
import { TENANTS } from "./codes/tenants.js";

export const CATALOGUE = {
    ...SETTINGS,
    ...INPUTS,
    ...TENANTS,
    ...NOT_FOUND,
    ...INACTIVE,
    ...PROJECTS,
    ...TAKEOVERS,
    ...GATEWAY,
    ...INSTALLATION,
    ...SANDBOX,
    ...COMMAND_LINE,
    ...COMMANDS,
    ...REVIEW,
};

type Catalogue = typeof CATALOGUE;

export type Code = keyof Catalogue;

/** Texts that carry another code than that of their page. */
type Misfiled = {
    [C in Code]: Catalogue[C] extends { readonly says: Readonly<Record<string, (facts: never) => { readonly code: infer Said }>> }
        ? Exclude<Said, C>
        : never;
}[Code];
const noneIsMisfiled: [Misfiled] extends [never] ? true : Misfiled = true;
void noneIsMisfiled;
