#!/usr/bin/env bash
# Question: a preview writes no state. A pipeline previews a program that declares 2,000 new resources: does PULUMI_SKIP_CHECKPOINTS=true, which keeps the engine from writing
#   the state before and after each resource, make any difference to it?
# Guess, before the run: none. There is nothing to write, so there is nothing to skip; a preview's time grows with the number of resources.
# Versions: github.com/pulumi/pulumi/pkg/v3 3.276.0 (built from its Go module), @pulumi/pulumi 3.276.0 (npm, an inline program of the Automation API), backend in a folder.
# Seen: five sixths of the engine's processor time. Also in a preview it serialises and checks the whole state twice for each resource that it would create, and hands
#   it to a store that throws it away. So the time grows with the square: 500 new resources 2.5 s, 2,000 of them 30 s; with the variable 5 s. Either way the state is
#   checked at the end, and no file is written. Resources without a change cost nothing of this. 3.274.1 does the same (30 s and 5 s), 3.259.0 did not (5 s and 5 s).
# Why it matters here: the first pull request of a thousand tenants that are taken over waits for 40 s of the engine's work in its preview, and for 4 s with the variable. For
#   `up` it is a trade (a run that is killed forgets what it made); for a preview it costs nothing.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"

mkdir build state home bin
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
(cd build && export GOFLAGS=-mod=mod GOWORK=off && go mod tidy >/dev/null 2>&1 && go build -tags osusergo,grpcnotrace -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.276.0" -o ../engine github.com/pulumi/pulumi/pkg/v3/cmd/pulumi)
# Notes the processor time of each command, in seconds.
cat >bin/pulumi <<'SH'
#!/usr/bin/env bash
TIMEFORMAT="%U %S"
{ time "$ENGINE" "$@" 2>&3; } 3>&2 2>"$NOTE.$$"
code=$?
echo "$1 $(tail -1 "$NOTE.$$")" >>"$NOTE"
exit $code
SH
chmod +x bin/pulumi

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0
cat >run.cjs <<'JS'
const { readFileSync, readdirSync, writeFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

const files = () => readdirSync("state", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

/** Processor time of the engine for a preview, in seconds. */
async function preview(count, envVars) {
    const program = async () => {
        for (let index = 0; index < count; index += 1) new pulumi.ComponentResource("example:index:Unit", `unit-${index}`);
    };
    const stackName = `units-${count}-${Object.keys(envVars).length}`;
    const stack = await LocalWorkspace.createStack({ stackName, projectName: "preview", program }, { envVars });
    const before = files();
    writeFileSync(process.env.NOTE, "");
    const { changeSummary } = await stack.preview();
    const [user, system] = readFileSync(process.env.NOTE, "utf8").split("\n").find((line) => line.startsWith("preview ")).split(" ").slice(1).map(Number);
    console.error(`${count} new resources${Object.keys(envVars).map((name) => `, ${name}`)}: ${(user + system).toFixed(1)} s`);
    return { seconds: user + system, created: changeSummary.create - 1, written: files() - before };
}

(async () => {
    const few = await preview(500, {});
    const many = await preview(2000, {});
    const skipping = await preview(2000, { PULUMI_SKIP_CHECKPOINTS: "true" });
    console.log(`planned: ${[few, many, skipping].map(({ created }) => created)}; files written: ${[few, many, skipping].map(({ written }) => written)}`);
    console.log(`four times the resources take more than seven times as long: ${many.seconds > 7 * few.seconds}`);
    console.log(`with the variable less than a quarter of that: ${skipping.seconds < many.seconds / 4}`);
})();
JS
export ENGINE="$dir/engine" NOTE="$dir/seconds.txt" PATH="$dir/bin:$PATH" PULUMI_HOME="$dir/home" PULUMI_BACKEND_URL="file://$dir/state" PULUMI_CONFIG_PASSPHRASE=example PULUMI_SKIP_UPDATE_CHECK=true
timeout 600 node run.cjs | tee seen.txt

cat >expected.txt <<'TXT'
planned: 500,2000,2000; files written: 0,0,0
four times the resources take more than seven times as long: true
with the variable less than a quarter of that: true
TXT
diff expected.txt seen.txt && echo "as seen"
