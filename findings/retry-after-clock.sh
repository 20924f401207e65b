#!/usr/bin/env bash
# Question: 429 with "Retry-After: <date three seconds from now>", from a server whose clock is a minute off. When does a client come back?
# Guess, before the run: after three seconds: the same answer carries Date, so the difference of the two is known. Perhaps one client uses its own clock.
# Versions: npm got 16.1.0, ky 2.1.0, undici 8.13.1 RetryAgent (Node 24.21.0); PyPI urllib3 2.8.0; Go go-retryablehttp 0.7.8. Each GET, default settings.
# Seen: all five subtract their own clock and ignore Date. With the server a minute behind, urllib3 and go-retryablehttp come back at once, ky and got within
#   a quarter of a second, undici after its own half second. With the server a minute ahead none came back in the nine seconds that were watched (by
#   their clocks it is 63). With the clocks equal, dates carry whole seconds, so the pause is up to a second too short.
#   "Retry-After: 2.5" (some gateways send fractions) is kept by undici alone of the JavaScript clients; ky and got fall back to their own pause.
# Why it matters here: a build agent in a container with a drifting clock hammers the gateway that asked for a pause, and uses up its tries, so that `pulumi up`
#   fails; or it stands still for a minute a refusal. Ask the operator of a gateway for seconds instead of dates, or work out date minus Date
#   yourself, and put an upper bound on any pause.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts got@16.1.0 ky@2.1.0 undici@8.13.1 \
    "node24@npm:node-$(node -p 'process.platform + "-" + process.arch')@24.21.0"

# The first request on a path is refused, with a clock as the path says; GET /waits tells, in ms, when the second came. It ends by itself.
cat >server.js <<'JS'
const http = require("node:http");
const came = {};
const server = http.createServer((request, answer) => {
    if (request.url === "/waits") return answer.end(JSON.stringify(came));
    const key = request.url;
    came[key] ??= [];
    came[key].push(performance.now());
    if (came[key].length > 1) return answer.end("{}");
    const how = key.split("/").at(-1);
    const now = Date.now() + { equal: 0, behind: -60_000, ahead: 60_000, fraction: 0 }[how];
    answer.sendDate = false;
    answer.writeHead(429, { date: new Date(now).toUTCString(), "retry-after": how === "fraction" ? "2.5" : new Date(now + 3000).toUTCString() });
    answer.end("{}");
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
setTimeout(() => process.exit(), 300_000);
JS
node server.js >port &
server=$!
until [ -s port ]; do sleep 0.1; done
BASE="http://127.0.0.1:$(cat port)"
export BASE

cat >ask.mjs <<'JS'
import got from "got";
import ky from "ky";
import { Agent, RetryAgent, request } from "undici";
const dispatcher = new RetryAgent(new Agent());
const clients = {
    got: (url, signal) => got(url, { signal }),
    ky: (url, signal) => ky(url, { signal, timeout: false }),
    undici: (url, signal) => request(url, { dispatcher, signal }),
};
await Promise.all(
    Object.entries(clients).flatMap(([name, ask]) =>
        ["equal", "behind", "ahead", "fraction"].map((how) => ask(`${process.env.BASE}/${name}/${how}`, AbortSignal.timeout(9000)).catch(() => {})),
    ),
);
process.exit();
JS
./node_modules/node24/bin/node ask.mjs

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check urllib3==2.8.0
cat >ask.py <<'PY'
import os, threading, urllib3

pool = urllib3.PoolManager(maxsize=4, retries=urllib3.Retry(total=2, status_forcelist=[429]))
asks = [threading.Thread(target=lambda how=how: pool.request("GET", f"{os.environ['BASE']}/urllib3/{how}"), daemon=True) for how in ("equal", "behind", "ahead")]
for ask in asks:
    ask.start()
for ask in asks:
    ask.join(9 / len(asks) if ask is asks[-1] else 9)
os._exit(0)
PY
timeout 20 venv/bin/python ask.py

mkdir go
cat >go/go.mod <<'MOD'
module asker

go 1.25.0

require github.com/hashicorp/go-retryablehttp v0.7.8
MOD
cat >go/main.go <<'GO'
package main

import (
	"os"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func main() {
	for _, how := range []string{"equal", "behind", "ahead"} {
		go func() {
			client := retryablehttp.NewClient()
			client.Logger = nil
			_, _ = client.Get(os.Getenv("BASE") + "/retryablehttp/" + how)
		}()
	}
	time.Sleep(9 * time.Second)
}
GO
(cd go && go run -mod=mod . 2>/dev/null)

cat >compare.js <<'JS'
const assert = require("node:assert");
(async () => {
    const came = await (await fetch(`${process.env.BASE}/waits`)).json();
    const hows = ["equal", "behind", "ahead", "fraction"];
    const seen = {};
    for (const name of ["got", "ky", "undici", "urllib3", "retryablehttp"]) {
        seen[name] = {};
        for (const how of hows) {
            const at = came[`/${name}/${how}`];
            seen[name][how] = at === undefined ? "" : at.length > 1 ? Math.round(at[1] - at[0]) : "not in 9 s";
        }
    }
    console.log("\nms between the refusal and the next try, where 3000 (fraction: 2500) were asked for:");
    console.table(seen);
    for (const [name, waits] of Object.entries(seen)) {
        assert.ok(waits.equal > 1500 && waits.equal < 4500, `${name} equal`);
        assert.ok(waits.behind < 1500, `${name} behind`);
        assert.strictEqual(waits.ahead, "not in 9 s", `${name} ahead`);
    }
    assert.ok(seen.undici.fraction >= 2400 && seen.undici.fraction < 4500);
    assert.ok(seen.got.fraction < 1800 && seen.ky.fraction < 1800);
    console.log("As described.");
})();
JS
node compare.js
