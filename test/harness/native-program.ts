/** Programs in JavaScript for the plugin, which the engine finds through Pulumi.yaml. */
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { repository } from "./engine-environment.js";
import { gatewayEnvironment } from "./provider-environment.js";
import { type PulumiProject, pulumiProject } from "./pulumi-cli.js";

export const nativeManifest = JSON.stringify({
    name: "test",
    runtime: { name: "nodejs", options: { typescript: false } },
    main: "index.js",
    plugins: { providers: [{ name: "cvg", path: join(repository, "node_modules/.bin") }] },
});

/** What a generated SDK does: a class for each type, with the aliases of the schema. */
export const nativeSdk = `
const pulumi = require("@pulumi/pulumi");
const { resources } = require(${JSON.stringify(join(repository, "docs/pulumi.schema.json"))});
const kind = (type) => class extends pulumi.CustomResource {
    constructor(name, args, options) {
        const { aliases } = resources[type];
        super(type, name, { effective: undefined, ...args }, pulumi.mergeOptions(options ?? {}, { aliases }));
    }
};
const [Customer, Account, Project] = ["Customer", "Account", "Project"].map((name) => kind("cvg:index:" + name));
class Tenant extends pulumi.ComponentResource {
    constructor(name, args, options) {
        super("cvg:index:Tenant", name, { customer: undefined, accounts: undefined, projects: undefined, ...args }, options, true);
    }
}
`;

/** For either way in. */
export const nativeTenant = (dialogRetention = "1 day"): string => `
const acme = new Customer("acme", { name: "Acme", privacy: { recordings: true, dialogRetention: ${JSON.stringify(dialogRetention)} } });
const claims = new Account("claims", { customer: acme, name: "Schaden" });
const hotline = new Project("hotline", {
    account: claims, name: "Hotline", privacy: {},
    bot: { type: "custom", url: "https://bot.example", token: "MARKER-token" },
    transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
});
exports.effective = hotline.effective;
`;

/** The same as one resource. */
export const nativeWholeTenant = (dialogRetention = "1 day"): string => `
const acme = new Tenant("acme", {
    name: "Acme", privacy: { recordings: true, dialogRetention: "1 day" },
    accounts: { claims: { name: "Schaden", projects: { hotline: {
        name: "Hotline", privacy: { dialogRetention: ${JSON.stringify(dialogRetention)} },
        bot: { type: "custom", url: "https://bot.example", token: pulumi.secret("MARKER-token") },
        transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
    } } } },
});
`;

/** Before each test: a gateway, and a project of the plugin's with a tenant. Not to be looked at before one runs. */
export function nativeProjectBeforeEach(): { readonly sandbox: Sandbox; readonly project: PulumiProject } {
    let sandbox: Sandbox;
    let project: PulumiProject | undefined;
    beforeEach(async () => {
        sandbox = await startSandbox();
        const files = { "Pulumi.yaml": nativeManifest, "index.js": nativeSdk + nativeTenant() };
        project = await pulumiProject({ files, env: gatewayEnvironment(sandbox) });
    });
    afterEach(async () => {
        await project?.close();
        project = undefined;
        await sandbox.close();
    });
    return {
        get sandbox() {
            return sandbox;
        },
        get project() {
            if (project === undefined) throw new Error("no test runs");
            return project;
        },
    };
}

/** What a command printed. @throws Error with that, where it failed */
export async function demand(run: Promise<{ readonly code: number | null; readonly text: string }>): Promise<string> {
    const { code, text } = await run;
    if (code !== 0) throw new Error(`it ended with ${code}\n${text}`);
    return text;
}
