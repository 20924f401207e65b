#!/usr/bin/env bash
# Question: a policy pack holds validateResourceOfType(Customer, ...), with the very class that the program uses. Does the rule see the resource?
# Guess, before the run: yes. The helper is given a class and works by class.
# Versions: @pulumi/policy 1.21.0, @pulumi/pulumi 3.276.0. The pack's real server is asked over gRPC, as the engine asks it.
# Seen: for a class that a person wrote it never does, and nothing fails: a subclass of pulumi.dynamic.Resource, a subclass of CustomResource, a
#   ComponentResource and pulumi.dynamic.Resource itself all match nothing. The rule is answered as "not applicable", which no gate counts, so a
#   mandatory rule passes everything. The helper compares the type's text with a static __pulumiType (or asks isInstance), which generated SDKs
#   carry and hand-written classes do not; for pulumi.dynamic.Resource, the inherited isInstance says no. One line on the class cures it:
#   `static __pulumiType = "pulumi-nodejs:dynamic/acme:Customer"`. So does comparing args.type in a plain validateResource.
# Why it matters here: whoever guards tenants with a policy pack ("no customer without anonymized numbers") writes the rule with the class, sees a green
#   pipeline, and guards nothing. Test every rule once with a resource that breaks it.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/policy@1.21.0 @pulumi/pulumi@3.276.0

cat >pack.js <<'JS'
const pulumi = require("@pulumi/pulumi");
const { PolicyPack, validateResourceOfType } = require("@pulumi/policy");

class Customer extends pulumi.CustomResource {}
class CustomerWithType extends pulumi.CustomResource {
    static __pulumiType = "pulumi-nodejs:dynamic/acme:Customer";
}
class Plain extends pulumi.dynamic.Resource {}
class Tenant extends pulumi.ComponentResource {}

const never = (name, cls) => ({
    name,
    description: `no ${name} may exist`,
    enforcementLevel: "mandatory",
    validateResource: validateResourceOfType(cls, (_properties, _args, report) => report("seen")),
});
const types = ["pulumi-nodejs:dynamic:Resource", "pulumi-nodejs:dynamic/acme:Customer", "acme:index:Tenant"];
new PolicyPack("tenants", {
    policies: [
        never("custom-class", Customer),
        never("custom-class-with-type", CustomerWithType),
        never("dynamic-class", Plain),
        never("dynamic-resource-itself", pulumi.dynamic.Resource),
        never("component-class", Tenant),
        {
            name: "by-text",
            description: "no resource of these types may exist",
            enforcementLevel: "mandatory",
            validateResource: (args, report) => types.includes(args.type) && report("seen"),
        },
    ],
});
JS
# The SDK looks for the address of the engine among its arguments when a pack starts; this pack never calls back.
cat >start.js <<'JS'
process.argv.splice(2, 0, "127.0.0.1:1");
require("./pack.js");
JS
cat >ask.js <<'JS'
const assert = require("node:assert");
const { spawn } = require("node:child_process");
const grpc = require("@grpc/grpc-js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { AnalyzerClient } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
const { AnalyzeRequest, AnalyzerResourceOptions } = require("@pulumi/pulumi/proto/analyzer_pb");

const pack = spawn(process.execPath, ["start.js"], { stdio: ["ignore", "pipe", "inherit"] });
setTimeout(() => process.exit(1), 60_000).unref();
process.on("exit", () => pack.kill());
pack.stdout.once("data", async (line) => {
    const client = new AnalyzerClient(`127.0.0.1:${String(line).trim()}`, grpc.credentials.createInsecure());
    const seen = {};
    for (const type of ["pulumi-nodejs:dynamic:Resource", "pulumi-nodejs:dynamic/acme:Customer", "acme:index:Tenant"]) {
        const request = new AnalyzeRequest();
        request.setType(type);
        request.setName("acme");
        request.setUrn(`urn:pulumi:dev::tenants::${type}::acme`);
        request.setOptions(new AnalyzerResourceOptions());
        request.setProperties(Struct.fromJavaScript({ name: "Acme" }));
        const answer = await new Promise((resolve, reject) => client.analyze(request, (error, found) => (error ? reject(error) : resolve(found))));
        seen[type] = {
            fired: answer.getDiagnosticsList().map((found) => found.getPolicyname()).join(", "),
            "not applicable": answer.getNotApplicableList().map((found) => found.getPolicyName()).join(", "),
        };
    }
    console.log();
    for (const [type, told] of Object.entries(seen)) console.log(`${type}\n    fired:          ${told.fired}\n    not applicable: ${told["not applicable"]}`);
    assert.deepStrictEqual(
        Object.values(seen).map((told) => told.fired),
        ["by-text", "custom-class-with-type, by-text", "by-text"],
    );
    console.log("As described: four of five rules that name a class fire for nothing.");
    process.exit(0);
});
JS
node ask.js
