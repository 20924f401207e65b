#!/usr/bin/env bash
# Question: projects are declared with `deletedWith: account`, so that a destroy asks for the deletion of the account alone, which takes its projects along. The gateway refuses
#   to delete the account. What does the stack know of the project afterwards?
# Guess, before the run: what it knew before: nothing was deleted, so nothing is forgotten.
# Versions: github.com/pulumi/pulumi/pkg/v3 3.276.0 (built from its Go module), @pulumi/pulumi 3.276.0 (npm) for program and provider.
# Seen: the project's turn comes before the account's: it is told as deleted, nothing is asked of the provider, and the state has it no more. Then the account's deletion is refused, and the
#   account stays, in the state and at the gateway, where it still has its project. Where the program declares both again (the change was reverted), the account is
#   unchanged, and the project is created a second time.
# Why it matters here: a project that records calls goes on recording, and no stack, audit of states or destroy knows it. A gateway that refuses to delete a level with
#   something left below it makes this an everyday case. Whoever saves the calls of a destroy with `deletedWith` pays so for the one that fails.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
provider=
trap '[ -z "$provider" ] || kill "$provider" 2>/dev/null || true; chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"

mkdir build state home
cat >build/go.mod <<'MOD'
module example.com/pulumi

go 1.25

require github.com/pulumi/pulumi/pkg/v3 v3.276.0
MOD
cat >build/tools.go <<'GO'
//go:build tools

package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
GO
(cd build && export GOFLAGS=-mod=mod GOWORK=off && go mod tidy >/dev/null 2>&1 && go build -tags osusergo,grpcnotrace -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.276.0" -o ../bin/pulumi github.com/pulumi/pulumi/pkg/v3/cmd/pulumi)

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0
# A provider that notes what it is asked, and refuses every deletion.
cat >provider.cjs <<'JS'
const { appendFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");

const asked = (operation, urn) => appendFileSync("asked.txt", `${operation} ${urn.slice(urn.lastIndexOf("::") + 2)}\n`);
pulumi.provider.main(
    {
        version: "1.0.0",
        create: async (urn, inputs) => {
            asked("create", urn);
            return { id: inputs.name, outs: inputs };
        },
        delete: async (id, urn) => {
            asked("delete", urn);
            throw new Error("in use");
        },
    },
    process.argv.slice(2),
);
JS
cat >run.cjs <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

let declares = true;
const program = async () => {
    if (!declares) return;
    const account = new pulumi.CustomResource("telephony:index:Account", "account", { name: "Schaden" });
    new pulumi.CustomResource("telephony:index:Project", "project", { name: "Hotline", account: account.id }, { deletedWith: account });
};
const asked = () => readFileSync("asked.txt", "utf8").split("\n").slice(0, -1).join(", ") || "nothing";

(async () => {
    const stack = await LocalWorkspace.createStack({ stackName: "dev", projectName: "telephony", program });
    const up = async (what) => {
        writeFileSync("asked.txt", "");
        let printed = "";
        const print = (text) => {
            printed += text;
        };
        const ended = await stack.up({ onOutput: print, color: "never" }).then(() => "ends well", () => "fails");
        const { deployment } = await stack.exportStack();
        const known = deployment.resources.map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2)).filter((name) => /^(account|project)$/.test(name));
        console.log(`${what}: ${ended}; asked: ${asked()}; in the state: ${known.join(", ")}; told as deleted: ${/ project deleted/.test(printed)}`);
    };
    await up("both are declared");
    declares = false;
    await up("neither is");
    declares = true;
    await up("both again");
})();
JS

export PATH="$dir/bin:$PATH" PULUMI_HOME="$dir/home" PULUMI_BACKEND_URL="file://$dir/state" PULUMI_CONFIG_PASSPHRASE=example PULUMI_SKIP_UPDATE_CHECK=true
node provider.cjs 127.0.0.1:1 >port.txt 2>provider.log &
provider=$!
for _ in $(seq 100); do [ -s port.txt ] && break || sleep 0.1; done
PULUMI_DEBUG_PROVIDERS="telephony:$(head -1 port.txt)" timeout 300 node run.cjs | tee seen.txt

cat >expected.txt <<'TXT'
both are declared: ends well; asked: create account, create project; in the state: account, project; told as deleted: false
neither is: fails; asked: delete account; in the state: account; told as deleted: true
both again: ends well; asked: create project; in the state: account, project; told as deleted: false
TXT
diff expected.txt seen.txt && echo "as seen"
