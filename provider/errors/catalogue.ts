/**
 * Every coded message of the provider: what users search for, and what docs/errors.md and the pages of docs/errors are generated from.
 *
 * 1xx privacy settings · 2xx inputs · 3xx life of a unit · 4xx configuration and installation · 5xx the gateway's answers · 6xx the embedded gateway and the CLI.
 * A code is never reused and never changes its meaning.
 */
import { GATEWAY } from "./codes/gateway.js";
import { INPUTS } from "./codes/inputs.js";
import { INSTALLATION } from "./codes/installation.js";
import { REVIEW } from "./codes/review.js";
import { SANDBOX } from "./codes/sandbox.js";
import { SETTINGS } from "./codes/settings.js";
import { TENANTS } from "./codes/tenants.js";
import { UNITS } from "./codes/units.js";

export const CATALOGUE = { ...SETTINGS, ...INPUTS, ...TENANTS, ...UNITS, ...GATEWAY, ...INSTALLATION, ...SANDBOX, ...REVIEW };

export type Code = keyof typeof CATALOGUE;
