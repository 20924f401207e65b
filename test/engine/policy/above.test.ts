/** What applies above a unit, as far as it can be known: what nobody knows yet is claimed by nobody, and refuses nothing. */

import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Link, tell } from "../../../provider/told.js";
import { openConsole } from "../../harness/console.js";
import { type Properties, UNKNOWN } from "../../harness/properties.js";
import { handledBy, type ProviderProcess } from "../../harness/provider-process.js";
import { eachSetting } from "../../harness/settings.js";
import { configurationOf, configured } from "../shell/shell.js";
import { OPEN, type TenantInConsole, tenantInConsole } from "./tenant-in-console.js";

let sandbox: Sandbox;
let provider: ProviderProcess;
let tenant: TenantInConsole;

/** The reseller allows a week, the account a day. */
beforeAll(async () => {
    sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    tenant = await tenantInConsole(console, sandbox);
    const limit = (maxDialogRetentionTime: number) => (body: object) => ({
        ...body,
        commonConfiguration: { ...OPEN, maxDialogRetentionTime },
    });
    await console.edit(`/reseller/${sandbox.reseller}`, limit(604_800_000));
    await console.edit(`/account/${sandbox.reseller}/${tenant.account}`, limit(86_400_000));
    provider = await configured(configurationOf(sandbox));
});
afterAll(async () => {
    await provider.close();
    await sandbox.close();
});

const project = (above: readonly Link[] | undefined, privacy: Properties) => {
    const bot = { type: "cognigy", endpointUrl: "https://bot.example/" };
    const speech = {
        transcribers: [{ vendor: "G" }],
        synthesizers: [{ vendor: "G" }],
        transcriberLanguage: "de-DE",
        synthesizerLanguage: "de-DE",
    };
    const hidden = tell({ by: "new", above });
    const inputs = { name: "New", account: UNKNOWN, bot, ...speech, privacy, ...hidden, ...handledBy("project") };
    return provider.check("urn:pulumi:s::p::t::new", {}, inputs);
};
const named = (level: Link["level"], name: string, more: Partial<Link> = {}): Link => ({ level, name, id: UNKNOWN, ...more });
const token = (level: Link["level"], id: unknown): Link => ({ level, id });
const ALL_UNKNOWN = eachSetting(
    () => UNKNOWN,
    () => UNKNOWN,
);

test.each([
    ["an account whose token nobody knows", [token("account", UNKNOWN)]],
    ["an account of which the program says nothing", undefined],
    ["a new account below a customer whose token nobody knows", [named("account", "Neu"), token("customer", UNKNOWN)]],
    ["a new account of which nothing above is told", [named("account", "Neu")]],
])("below %s nothing is claimed and nothing refused", async (_, above) => {
    const free = await project(above, {});
    expect({ failures: free.failures, effective: free.inputs.effective }).toEqual({ failures: [], effective: ALL_UNKNOWN });
    const asking = await project(above, { dialogRetention: "1 month" });
    expect(asking.failures).toEqual([]);
    expect(asking.inputs.effective).toEqual({ ...ALL_UNKNOWN, dialogRetention: "1 month" });
});

test.each([
    ["a new account of a new customer", () => [named("account", "Neu"), named("customer", "Neu")], '"1 week" that reseller (live)'],
    [
        "a new account of a customer that is there",
        () => [named("account", "Neu"), token("customer", tenant.customer)],
        '"1 week" that reseller',
    ],
    [
        "an account that is taken over",
        () => [named("account", "Schaden", { existing: tenant.account }), named("customer", "Acme", { existing: tenant.customer })],
        '"1 day" that account "Schaden" (live)',
    ],
    [
        "a new account of a customer with settings of its own",
        () => [
            named("account", "Neu"),
            { ...named("customer", "Neu"), by: "neu", effective: { ...ALL_UNKNOWN, dialogRetention: "1 hour" } },
        ],
        '"1 hour" that customer "Neu" (neu)',
    ],
])("below %s it is what it will be born with, or has", async (_, above, limit) => {
    const [refused, ...more] = (await project(above(), { dialogRetention: "1 month" })).failures;
    expect(more).toEqual([]);
    expect(refused?.reason).toContain(`dialogRetention "1 month" is longer than the ${limit}`);
});
