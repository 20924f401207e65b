/** How a provider process reaches an embedded gateway. */
import type { Sandbox } from "../../provider/sandbox/index.js";

export const providerConfiguration = (sandbox: Sandbox): Readonly<Record<string, string>> => ({
    "cvg:endpoint": sandbox.endpoint,
    "cvg:reseller": sandbox.reseller,
    "cvg:tokenUrl": sandbox.tokenUrl,
    "cvg:clientId": sandbox.clientId,
    "cvg:clientSecret": sandbox.clientSecret,
});
