#!/usr/bin/env bash
# Question: every run of a stack starts a process for dynamic providers of its own: 0.4 s of processor time, 200 times in a fleet of 200 stacks. Pulumi can use one that
#   is running already (PULUMI_DEBUG_PROVIDERS="pulumi-nodejs:PORT"): each engine configures it anew and then asks. May stacks with different configurations share it?
# Guess, before the run: one after the other, yes: each engine sends Configure first, and the provider works with what it was told last. Side by side they mix.
# Versions: @pulumi/pulumi 3.276.0 (npm), its cmd/dynamic-provider asked by gRPC as two engines would; no engine.
# Seen: not even one after the other. The second engine's Configure is answered as if it counted, but the provider object was made and configured with the first one's, is kept by
#   the text of its serialized form, and is never configured again. What the second stack makes, it makes with the first stack's configuration. No warning, no error.
#   A provider whose text differs by one character gets the new configuration.
# Why it matters here: with one reseller or gateway for each stack, the tenants of the second stack are made at the first one's, with its credentials. A process for each run
#   is what keeps them apart; its start is worth its price.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
provider=
trap '[ -z "$provider" ] || kill "$provider"; rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.txt
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0 @grpc/grpc-js@1.14.7
cat >Pulumi.yaml <<'YAML'
name: shared
runtime: nodejs
YAML
cat >engines.cjs <<'JS'
const grpc = require("@grpc/grpc-js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");

const client = new ResourceProviderClient(`127.0.0.1:${process.argv[2]}`, grpc.credentials.createInsecure());
const ask = (method, request) => new Promise((done, failed) => client[method](request, (error, answer) => (error ? failed(error) : done(answer))));

const provider = `exports.handler = () => {
    let gateway;
    return {
        configure: ({ config }) => { gateway = config.get("gateway"); },
        create: async () => ({ id: "one", outs: { gateway } }),
    };
};`;

async function run(stack, gateway, text) {
    const configured = new messages.ConfigureRequest();
    configured.setArgs(Struct.fromJavaScript({ "shared:gateway": gateway }));
    await ask("configure", configured);
    const made = new messages.CreateRequest();
    made.setProperties(Struct.fromJavaScript({ __provider: text }));
    const outs = (await ask("create", made)).getProperties().toJavaScript();
    console.log(`${stack} is configured with ${gateway}; what it makes is made at ${outs.gateway}`);
}

(async () => {
    await run("stack one", "gateway-of-one", provider);
    await run("stack two", "gateway-of-two", provider);
    await run("stack two, one blank more", "gateway-of-two", `${provider} `);
    client.close();
})();
JS
PULUMI_NODEJS_PROJECT=shared node node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js 127.0.0.1:1 >port.txt &
provider=$!
for _ in $(seq 100); do [ -s port.txt ] && break || sleep 0.1; done
node engines.cjs "$(head -1 port.txt)" | tee seen.txt

cat >expected.txt <<'TXT'
stack one is configured with gateway-of-one; what it makes is made at gateway-of-one
stack two is configured with gateway-of-two; what it makes is made at gateway-of-one
stack two, one blank more is configured with gateway-of-two; what it makes is made at gateway-of-two
TXT
diff expected.txt seen.txt && echo "as seen"
