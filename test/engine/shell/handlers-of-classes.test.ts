/** What the classes send to the engine, and every state keeps: type and handler. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "../../../provider/index.js";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { configurationOf } from "./shell.js";

const urnsOf = (resources: readonly pulumi.Resource[]): Promise<readonly string[]> =>
    new Promise((resolve) => void pulumi.all(resources.map(({ urn }) => urn)).apply(resolve));

test("each type is bound to its handler for ever", async () => {
    await using sandbox = await startSandbox();
    const sent = new Map<string, unknown>();
    pulumi.runtime.setAllConfig(configurationOf(sandbox));
    await pulumi.runtime.setMocks({
        newResource: ({ type, inputs, name }) => {
            sent.set(type, inputs.__provider);
            return { id: name, state: inputs };
        },
        call: () => ({}),
    });
    const acme = new cvg.Customer("acme", { name: "Acme" });
    const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
    const hotline = new cvg.Project("hotline", {
        account: claims,
        name: "Hotline",
        bot: { type: "custom", url: "https://bot.example", token: "t" },
        transcribers: [{ vendor: "GOOGLE" }],
        synthesizers: [{ vendor: "GOOGLE" }],
        transcriberLanguage: "de-DE",
        synthesizerLanguage: "de-DE",
    });
    const policy = new cvg.PrivacyPolicy("claims-privacy", { scope: claims, recordings: false });
    await urnsOf([acme, claims, hotline, policy]);
    sent.delete("pulumi:pulumi:Stack");
    expect(Object.fromEntries(sent)).toEqual({
        "pulumi-nodejs:dynamic/cvg:Customer": 'exports.handler = () => require("pulumi-cvg/handlers/customer")',
        "pulumi-nodejs:dynamic/cvg:Account": 'exports.handler = () => require("pulumi-cvg/handlers/account")',
        "pulumi-nodejs:dynamic/cvg:Project": 'exports.handler = () => require("pulumi-cvg/handlers/project")',
        "pulumi-nodejs:dynamic/cvg:PrivacyPolicy": 'exports.handler = () => require("pulumi-cvg/handlers/privacy-policy")',
    });
});
