/** How a provider process, or a program on the command line, reaches an embedded gateway. */
import { type Configuration, parseConfiguration } from "../../provider/gateway/index.js";
import type { Sandbox } from "../../provider/sandbox/index.js";

type Texts = Readonly<Record<string, string>>;

const CLIENT_SECRET = "cvg:clientSecret";

/** A stack's configuration without its secret. */
const plain = (sandbox: Sandbox): Texts => ({
    "cvg:endpoint": sandbox.endpoint,
    "cvg:reseller": sandbox.reseller,
    "cvg:tokenUrl": sandbox.tokenUrl,
    "cvg:clientId": sandbox.clientId,
});

/** As a provider process gets it. */
export const providerConfiguration = (sandbox: Sandbox): Texts => ({ ...plain(sandbox), [CLIENT_SECRET]: sandbox.clientSecret });

/** As a client gets it: in no hurry of the gateway's. */
export function clientConfiguration(sandbox: Sandbox): Configuration {
    const texts: Texts = { ...providerConfiguration(sandbox), "cvg:maxRequestsPerSecond": "1000" };
    return parseConfiguration((key) => texts[`cvg:${key}`], {});
}

/** As `pulumi config set` gets it. */
export const stackConfiguration = (sandbox: Sandbox): { readonly config: Texts; readonly secrets: Texts } => ({
    config: plain(sandbox),
    secrets: { [CLIENT_SECRET]: sandbox.clientSecret },
});

/** The same as variables of the environment. */
export const gatewayEnvironment = (sandbox: Sandbox): Texts => ({
    CVG_ENDPOINT: sandbox.endpoint,
    CVG_RESELLER: sandbox.reseller,
    CVG_TOKEN_URL: sandbox.tokenUrl,
    CVG_CLIENT_ID: sandbox.clientId,
    CVG_CLIENT_SECRET: sandbox.clientSecret,
});
