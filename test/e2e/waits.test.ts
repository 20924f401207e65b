/** Programs whose resources wait for each other in ways that nobody sees in their arguments, and engines that write one thing at a time. */
import { codedLines, type GatewayProject, gatewayProject } from "../harness/gateway-project.js";
import { plannedErrors } from "../harness/steps.js";

/** A policy of a customer that is made after an account below it: `dependsOn`, in every way to say it. */
const WAITING = `
const pulumi = require("@pulumi/pulumi");
const cvg = require("pulumi-cvg");
class Department extends pulumi.ComponentResource {
    constructor(name, customer) {
        super("test:Department", name);
        this.account = new cvg.Account(name + "-claims", { customer, name: "Schaden", privacy: {} }, { parent: this });
    }
}
class Closed extends pulumi.ComponentResource {
    constructor() {
        super("test:Closed", "closed");
        const customer = new cvg.Customer("inner", { name: "Inner" }, { parent: this });
        new cvg.PrivacyPolicy("inner-privacy", { scope: customer, recordings: false }, { parent: this, dependsOn: this });
    }
}
new Closed();
const ways = {
    component: (department) => department,
    promise: ({ account }) => Promise.resolve([account]),
    "promise-of-component": (department) => Promise.resolve(department),
    output: ({ account }) => pulumi.output([account]),
    "output-of-promise": ({ account }) => pulumi.output(Promise.resolve(account)),
    "output-of-it": (department) => department.account.id.apply(() => department),
    "late-promise": ({ account }) => new Promise((resolve) => setTimeout(() => resolve([account]), 300)),
};
for (const [name, dependsOn] of Object.entries(ways)) {
    const customer = new cvg.Customer(name, { name });
    const department = new Department(name, customer);
    new cvg.PrivacyPolicy(name + "-privacy", { scope: customer, recordings: false }, { dependsOn: dependsOn(department) });
}
`;

const numbers = (first: readonly string[], second: readonly string[], dependsOn = false): string => `
const cvg = require("pulumi-cvg");
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "custom", url: "https://bot.example/", token: "t" };
const acme = new cvg.Customer("acme", { name: "Acme" });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
const first = new cvg.Project("first", { account: claims, name: "First", bot, ...speech, platformNumbers: ${JSON.stringify(first)} });
new cvg.Project("second", { account: claims, name: "Second", bot, ...speech, platformNumbers: ${JSON.stringify(second)} }${dependsOn ? ", { dependsOn: first }" : ""});
`;
const [ONE, OTHER] = ["+4989200001", "+4989200002"];

let opened: GatewayProject;
beforeAll(async () => {
    opened = await gatewayProject(WAITING);
});
afterAll(() => opened.close());

test("a policy that is made after a unit below its own is not waited for by that unit, however the program says so, nor by itself", async () => {
    const { code, text } = await opened.project.preview();
    expect(text).toContain("+ 32 to create");
    expect(code).toBe(0);
});

test("numbers are exchanged in one run; where the giver may be written too late, the preview says that it takes two", async () => {
    const { project } = opened;
    project.write("index.js", numbers([ONE], [OTHER]));
    expect((await project.up()).code).toBe(0);
    project.write("index.js", numbers([OTHER], [ONE]));
    const serial = await project.preview({ json: true, args: ["--parallel", "1"] });
    expect(codedLines(plannedErrors(serial.json))).toContainEqual(
        expect.stringMatching(/^CVG318 \w+: number \+4989\d+ goes from \w+ to \w+, and with --parallel 1 it may not be free in time\.$/),
    );
    project.write("index.js", numbers([OTHER], [ONE], true));
    const waiting = await project.preview({ json: true });
    expect(codedLines(plannedErrors(waiting.json))).toEqual([
        `CVG318 second: its number ${OTHER} goes to first, which is written before it, because second waits for it.`,
    ]);
    project.write("index.js", numbers([OTHER], [ONE]));
    expect((await project.up()).code).toBe(0);
});
