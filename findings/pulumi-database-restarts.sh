#!/usr/bin/env bash
# Question: the PostgreSQL that holds the states is restarted (an upgrade, a failover) in the middle of a `pulumi up` that creates 40 units. What of them does the stack know afterwards?
# Guess, before the run: the run fails at the first write that meets the outage, however short it is; what was under way ends, and what was created is in the state, if the database is there again by then.
# Versions: github.com/pulumi/pulumi/pkg/v3 3.276.0 (built from its Go module), @pulumi/pulumi 3.276.0 (npm) for program and provider, PostgreSQL 15 (Debian's package, or the folder of initdb in
#   POSTGRES_BIN).
# Seen: an outage of five seconds is not even told of. The backend writes a state up to eleven times more, for half a minute in all, and each write that waits behind it has a half minute of its own.
#   An outage of 45 s fails the run, and what it says is wrong: "creating failed" stands at a unit that was made, and that the state knows, for the
#   next write, which met the database again, holds it too. Nothing is lost, nothing is made twice, the lock is given back, and the next `up` makes what is left.
#   (Away for good, each of the writes that wait takes its half minute until the run ends: 112 s with two creates at once. Those two units are in the last state as pending operations.)
# Why it matters here: a window of maintenance below 25 s needs no stop of the pipelines. After a longer one do not delete at the gateway what the run calls failed, and do not cancel a run that stands
#   still after it: a kill in that half minute is what loses tokens of units. Run `up` again. Only the write of the state is repeated: the lock, which is the first, and every read fail at once.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
export POSTGRES_BIN=${POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)}
provider=
cleanup() {
    [ -z "$provider" ] || kill "$provider" 2>/dev/null || true
    chmod -R u+w "$dir" && rm -rf "$dir"
}
trap cleanup EXIT
cd "$dir"

mkdir build home
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
# A provider whose creates take a tenth of a second and are written down.
cat >provider.cjs <<'JS'
const { appendFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
pulumi.provider.main(
    {
        version: "1.0.0",
        create: async (urn, inputs) => {
            await new Promise((done) => setTimeout(done, 100));
            appendFileSync("made.txt", `${inputs.unit}\n`);
            return { id: inputs.unit, outs: inputs };
        },
        diff: async () => ({ changes: false }),
    },
    process.argv.slice(2),
);
JS
cat >run.cjs <<'JS'
const { execFileSync, spawn } = require("node:child_process");
const { once } = require("node:events");
const { readFileSync, writeFileSync } = require("node:fs");
const { setTimeout: pause } = require("node:timers/promises");
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

const bin = process.env.POSTGRES_BIN;
const port = process.argv[2];
const as = process.getuid() === 0 ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : ["env"];
let server;
async function start() {
    server = spawn(as[0], [...as.slice(1), `${bin}/postgres`, "-D", "database/data", "-k", `${process.cwd()}/database`, "-h", "127.0.0.1", "-p", port], { stdio: "ignore" });
    for (let i = 0; i < 100; i += 1) {
        try {
            return execFileSync(`${bin}/pg_isready`, ["-q", "-h", "127.0.0.1", "-p", port]);
        } catch {
            await pause(100);
        }
    }
}
async function stop() {
    server.kill("SIGINT");
    await once(server, "exit");
}
async function away(seconds) {
    await stop();
    await pause(seconds * 1000);
    await start();
}

const made = () => readFileSync("made.txt", "utf8").split("\n").slice(0, -1);
async function life(seconds) {
    const program = async () => {
        for (let i = 0; i < 40; i += 1) new pulumi.CustomResource("telephony:index:Unit", `unit-${i}`, { unit: `unit-${i}` });
    };
    const stack = await LocalWorkspace.createStack({ stackName: `away-${seconds}`, projectName: "restarts", program });
    writeFileSync("made.txt", "");
    for (const run of ["first", "second"]) {
        let printed = "";
        let outage;
        const onOutput = (text) => {
            printed += text;
            if (run === "first" && made().length > 10) outage ??= away(seconds);
        };
        const ended = await stack.up({ parallel: 4, onOutput, color: "never" }).then(() => "ends well", () => "fails");
        await outage;
        const { deployment } = await stack.exportStack();
        const known = deployment.resources.filter(({ type }) => type === "telephony:index:Unit").map(({ id }) => id);
        const failed = new Set([...printed.matchAll(/(unit-\d+) \*\*creating failed/g)].map(([, unit]) => unit));
        const told = [...failed].filter((unit) => known.includes(unit)).length;
        const unknown = made().filter((unit) => !known.includes(unit)).length + (deployment.pending_operations?.length ?? 0);
        console.log(`away for ${seconds} s, ${run} up: ${ended}; made twice: ${made().length - new Set(made()).size}; made and not in the state: ${unknown}; told as failed, and in the state: ${told === 0 ? "none" : "some"}`);
        if (run === "second") console.log(`  units in the state: ${known.length}`);
    }
}

(async () => {
    execFileSync(as[0], [...as.slice(1), `${bin}/initdb`, "-D", "database/data", "-A", "trust", "-U", "me", "--no-sync"], { stdio: "ignore" });
    await start();
    try {
        await life(5);
        await life(45);
    } finally {
        await stop();
    }
})();
JS

chmod 755 . && mkdir -m 777 database
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
export PATH="$dir/bin:$PATH" PULUMI_HOME="$dir/home" PULUMI_BACKEND_URL="postgres://me@127.0.0.1:$port/postgres?sslmode=disable" PULUMI_CONFIG_PASSPHRASE=example PULUMI_SKIP_UPDATE_CHECK=true
node provider.cjs 127.0.0.1:1 >port.txt 2>provider.log &
provider=$!
for _ in $(seq 100); do [ -s port.txt ] && break || sleep 0.1; done
PULUMI_DEBUG_PROVIDERS="telephony:$(head -1 port.txt)" timeout 400 node run.cjs "$port" | tee seen.txt

cat >expected.txt <<'TXT'
away for 5 s, first up: ends well; made twice: 0; made and not in the state: 0; told as failed, and in the state: none
away for 5 s, second up: ends well; made twice: 0; made and not in the state: 0; told as failed, and in the state: none
  units in the state: 40
away for 45 s, first up: fails; made twice: 0; made and not in the state: 0; told as failed, and in the state: some
away for 45 s, second up: ends well; made twice: 0; made and not in the state: 0; told as failed, and in the state: none
  units in the state: 40
TXT
diff expected.txt seen.txt && echo "as seen"
