/** Tenants from tenants.yaml. What they are is in the file; what their callers' data may become is here. */
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "pulumi-cvg";

const config = new pulumi.Config();
const presets = cvg.presets({
    /** Nobody keeps a dialog for longer than a day, and bots see pseudonyms of callers' numbers. */
    strict: { recordings: false, anonymizeNumbers: true, dialogRetention: cvg.atMost("1 day") },
    /** Calls are recorded where the reseller allows that, for a week. */
    recorded: { recordings: cvg.ifAllowed(true), recordingRetention: cvg.atMost("1 week"), dialogRetention: cvg.atMost("1 week") },
});

const file = "tenants.yaml";
const secrets = (name: string) => config.requireSecret(name);
const tenants = Object.entries(cvg.parseTenants(readFileSync(file, "utf8"), { file, presets, secrets })).map(
    ([key, args]) => [key, new cvg.Tenant(key, args)] as const,
);

/** Tokens of the tenants by key. */
export const tokens = Object.fromEntries(tenants.map(([key, { token }]) => [key, token]));
