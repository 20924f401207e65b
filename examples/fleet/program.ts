/** What a stack declares: its tenants, from their part of the file. This is the file to make your own. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "pulumi-cvg";

const presets = cvg.presets({
    /** Nobody keeps a dialog for longer than a day, and bots see pseudonyms of callers' numbers. */
    strict: { recordings: false, anonymizeNumbers: true, dialogRetention: cvg.atMost("1 day") },
    /** Calls are recorded where the reseller allows that, for a week. */
    recorded: { recordings: cvg.ifAllowed(true), recordingRetention: cvg.atMost("1 week"), dialogRetention: cvg.atMost("1 week") },
});

/** What `token: { secret: botToken }` in the file means: the environment variable TENANT_SECRET_botToken. */
function secret(name: string): pulumi.Output<string> {
    const value = process.env[`TENANT_SECRET_${name}`];
    if (value === undefined) throw new Error(`the file names the secret ${name}: set TENANT_SECRET_${name}`);
    return pulumi.secret(value);
}

/** @throws cvg.TenantsError with all mistakes of the text */
export const tenantsIn = (text: string, file: string) => cvg.parseTenants(text, { file, presets, secrets: secret });

/** @param text of a file that has only this stack's tenants */
export const program = (text: string, file: string) => async () => {
    const tenants = Object.entries(tenantsIn(text, file)).map(([key, args]) => [key, new cvg.Tenant(key, args).token] as const);
    return { tokens: Object.fromEntries(tenants) };
};
