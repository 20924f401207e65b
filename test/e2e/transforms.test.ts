/** Transforms that pass every input through an output: at preview, what is known only in parts is then not known at all. */
import { type GatewayProject, gatewayProject } from "../harness/gateway-project.js";

const HEAD = `
const pulumi = require("@pulumi/pulumi");
const cvg = require("pulumi-cvg");
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "cognigy", endpointUrl: "https://bot.example/" };
`;
/** @param also what it does besides */
const mapping = (map: string, also = ""): string => `
pulumi.runtime.registerResourceTransform(({ name, props, opts }) => {
    ${also}
    for (const key of Object.keys(props)) props[key] = ${map};
    return { props, opts };
});
`;
const ASK = "pulumi.output(props[key]).apply((value) => value)";
const tenant = (name = `"Hotline"`): string => `
const acme = new cvg.Customer("acme", { name: "Acme", privacy: { recordings: false } });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
new cvg.Project("hotline", { account: claims, name: ${name}, bot, ...speech, platformNumbers: pulumi.secret(["+4930111222333"]), privacy: {} });
`;

let opened: GatewayProject;
beforeAll(async () => {
    opened = await gatewayProject(HEAD);
});
afterAll(() => opened.close());

const previewOf = (program: string) => {
    opened.project.write("index.js", HEAD + program);
    return opened.project.preview({ diff: true });
};

test("hide no rule: what one loosens is refused by the name of its resource", async () => {
    const { code, text } = await previewOf(mapping(ASK, `if (name === "hotline") props.privacy = { recordings: true };`) + tenant());
    expect(text).toContain('CVG101 hotline: recordings cannot be true: customer "Acme" (acme) has switched recordings off.');
    expect(code).not.toBe(0);
});

test("refuse nothing that breaks no rule, and show no name and no number that is secret", async () => {
    for (const map of [ASK, "pulumi.secret(props[key])"]) {
        const { code, text } = await previewOf(mapping(map) + tenant(`pulumi.secret("MARKER-name")`));
        expect(`${code} ${text}`).toMatch(/^0 /);
        expect(text).not.toMatch(/CVG330|MARKER|4930111222333/);
    }
});

test("of one resource refuse nothing that needs it, and those that seal all show no name: messages say the resource's", async () => {
    const claims = await previewOf(mapping(`name === "claims" ? ${ASK} : props[key]`) + tenant());
    expect(`${claims.code} ${claims.text}`).toMatch(/^0 /);
    expect(claims.text).not.toContain("CVG330");
    const recording = tenant(`"MARKER-name"`)
        .replace("recordings: false", "recordings: true")
        .replace("privacy: {} }", "privacy: { recordings: true } }");
    const sealed = await previewOf(mapping("pulumi.secret(props[key])") + recording);
    expect(sealed.text).toContain("CVG116 hotline: new, and calls may be recorded");
    expect(sealed.text).toContain('project hotline: "recordings"');
    expect(sealed.text).not.toContain("MARKER");
});

test("that leave nothing known are refused, and told what to leave as it is", async () => {
    const { code, text } = await previewOf(
        tenant().replace(
            "new cvg.Project",
            `${mapping('key === "__told" ? claims.id.apply(() => props[key]) : props[key]', 'if (name !== "hotline") return undefined;')}new cvg.Project`,
        ),
    );
    expect(text).toMatch(/CVG201 this resource: what the program tells of it beside its inputs, __told, came here changed or not known/);
    expect(text).toContain("let that leave inputs whose names begin with __ as they are.");
    expect(code).not.toBe(0);
});
