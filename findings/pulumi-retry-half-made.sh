#!/usr/bin/env bash
# Question: an error hook (`onError`) answers "retry" to a create that failed half-way: the resource is there, with an id, and something of it went wrong (what a provider
#   tells Pulumi as ErrorResourceInitFailed). The engine says "retrying create". What is the provider asked?
# Guess, before the run: create again, as for a create that failed as a whole; or a diff, and an update if that finds something.
# Versions: github.com/pulumi/pulumi/pkg/v3 3.276.0 (built from its Go module), @pulumi/pulumi 3.276.0 (npm) for program, hook and provider.
# Seen: neither. It is asked for an update at once, without a diff, from the state that it reported together with the error. A provider that reported what it had been asked
#   for, and updates what differs, finds nothing to do: the number that was refused is never put on, and the run ends well, with no error left in the state. A
#   provider that reported what is really there puts it on. Without a hook the run fails and
#   the error is kept in the state; the next run asks for the same update, though the diff says that nothing differs, and then it is forgotten.
# Why it matters here: a unit whose numbers could not be put on, or beside which somebody else made another, is reported as half-made. What it reports decides whether a
#   hook that insists mends it, or turns it into a green run of which nobody hears again. Report what the gateway has; in an update look at the gateway, not at the state.
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
# A provider whose creates make a unit and cannot put its number on. Its updates do what its state lacks.
cat >provider.cjs <<'JS'
const { appendFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");

const asked = (operation) => appendFileSync("asked.txt", `${operation}\n`);
pulumi.provider.main(
    {
        version: "1.0.0",
        create: async (urn, { number, reports }) => {
            asked("create");
            const properties = reports === "what was asked for" ? { number, reports } : { reports };
            throw Object.assign(new Error("the number was refused"), { id: "one", properties, reasons: ["the number was refused"] });
        },
        diff: async (id, urn, olds, news) => {
            asked("diff");
            return { changes: olds.number !== news.number };
        },
        update: async (id, urn, olds, news) => {
            asked(olds.number === news.number ? "update, which has nothing to do" : "update, which puts the number on");
            return { outs: news };
        },
        delete: async () => undefined,
    },
    process.argv.slice(2),
);
JS
cat >run.cjs <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

const asked = () => readFileSync("asked.txt", "utf8").split("\n").slice(0, -1).join("; ") || "nothing";

async function life(reports, withHook) {
    const program = async () => {
        const again = new pulumi.ErrorHook("again", async () => true);
        new pulumi.CustomResource("telephony:index:Unit", "unit", { number: "number", reports }, withHook ? { hooks: { onError: [again] } } : {});
    };
    const stackName = `${reports} ${withHook}`.replaceAll(" ", "-");
    const stack = await LocalWorkspace.createStack({ stackName, projectName: "half", program });
    console.log(`reports ${reports}, ${withHook ? "a hook that says retry" : "no hook"}:`);
    for (const run of ["first", "second"]) {
        writeFileSync("asked.txt", "");
        let printed = "";
        const print = (text) => {
            printed += text;
        };
        const ended = await stack.up({ onOutput: print }).then(() => "ends well", () => "fails");
        const { deployment } = await stack.exportStack();
        const { initErrors = [] } = deployment.resources.find(({ type }) => type === "telephony:index:Unit");
        const told = printed.includes("retrying create due to on-error hook request") ? '"retrying create", ' : "";
        console.log(`  ${run} up ${ended}, ${told}${initErrors.length} errors in the state; asked: ${asked()}`);
    }
}

(async () => {
    await life("what was asked for", true);
    await life("what is there", true);
    await life("what was asked for", false);
})();
JS

export PATH="$dir/bin:$PATH" PULUMI_HOME="$dir/home" PULUMI_BACKEND_URL="file://$dir/state" PULUMI_CONFIG_PASSPHRASE=example PULUMI_SKIP_UPDATE_CHECK=true
node provider.cjs 127.0.0.1:1 >port.txt 2>provider.log &
provider=$!
for _ in $(seq 100); do [ -s port.txt ] && break || sleep 0.1; done
PULUMI_DEBUG_PROVIDERS="telephony:$(head -1 port.txt)" timeout 300 node run.cjs | tee seen.txt

cat >expected.txt <<'TXT'
reports what was asked for, a hook that says retry:
  first up ends well, "retrying create", 0 errors in the state; asked: create; update, which has nothing to do
  second up ends well, 0 errors in the state; asked: diff
reports what is there, a hook that says retry:
  first up ends well, "retrying create", 0 errors in the state; asked: create; update, which puts the number on
  second up ends well, 0 errors in the state; asked: diff
reports what was asked for, no hook:
  first up fails, 1 errors in the state; asked: create
  second up ends well, 0 errors in the state; asked: diff; update, which has nothing to do
TXT
diff expected.txt seen.txt && echo "as seen"
