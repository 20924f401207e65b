/** A whole tenant, and a file of tenants, without an engine: what is forbidden throws where it stands. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "pulumi-cvg";

beforeAll(() =>
    pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: `token-of-${name}`, state: inputs }),
        call: ({ inputs }) => inputs,
    }),
);

const presets = cvg.presets({ strict: { dialogRetention: "1 day", anonymizeNumbers: true } });

test("a preset binds what is below its tenant, and says so", () => {
    // The compiler would refuse the literal; this comes from elsewhere.
    const wish: cvg.PrivacyArgs = { dialogRetention: "1 week" };
    const accounts = { claims: { name: "Schaden", privacy: wish } };
    expect(() => new cvg.Tenant("acme", { name: "Acme", preset: presets.strict, accounts })).toThrow(
        /CVG101 acme-claims: .* that customer "Acme" \(acme, preset strict\) allows/,
    );
});

test("a file of tenants is right before it is deployed", () => {
    const text = "tenants:\n  acme:\n    name: 007\n    preset: strict\n";
    expect(() => cvg.parseTenants(text, { presets })).toThrow(/CVG208 tenants.yaml:3:11 .*\n {2}Write "007"/);
});
