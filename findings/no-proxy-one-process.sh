#!/usr/bin/env bash
# Question: NO_PROXY is one text. Do fetch and http.get of one Node process read it alike, and do Go and Python agree with them?
# Guess, before the run: inside Node yes, it is one feature (NODE_USE_ENV_PROXY); across languages all but address ranges.
# Versions: Node 26.10.0; golang.org/x/net 0.60.0 (what Go programs use); Python requests 2.34.2.
# Seen: Node has two readers. For "acme.example" fetch goes directly to gw.acme.example, as Go and requests do; http.get goes to the proxy: it takes a
#   plain name as that host alone. "a.example b.example" (a space, no comma) is two names for fetch and one for all others, "acme.example." with a
#   final dot works in fetch alone, and a range "127.0.0.1-127.0.0.9" in http.get alone. "*.acme.example" does not match subdomains for requests.
#   ".acme.example" matches the subdomains everywhere, but the name itself for Node's two readers and requests, and not for Go.
# Why it matters here: a pipeline that declares tenants runs the Pulumi CLI (Go), a provider that may use undici or node:http, and scripts in Python under one
#   NO_PROXY. One of them reaching the gateway does not mean that the next one does; what differs is sent to the proxy, with its Authorization
#   header. Name the full host of the gateway, with commas and nothing else between names; beyond that, all four agree on ".acme.example" for subdomains.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

# Each row: what NO_PROXY says, and the host that is called. "acme.example" stands for localhost in Node, where the calls are real and stay on this machine.
export FORMS='[["gw.acme.example","gw.acme.example"],["other.example,gw.acme.example","gw.acme.example"],["acme.example","gw.acme.example"],[".acme.example","gw.acme.example"],[".acme.example","acme.example"],["*.acme.example","gw.acme.example"],["other.example acme.example","acme.example"],["acme.example.","acme.example"]]'

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts "node26@npm:node-$(node -p 'process.platform + "-" + process.arch')@26.10.0"
cat >node.mjs <<'JS'
import { spawn } from "node:child_process";
import http from "node:http";

if (process.env.ASK) {
    const direct = "direct";
    const told = (text) => (text === "PROXY" ? "proxy" : direct);
    const byFetch = await fetch(process.env.ASK).then((answer) => answer.text()).catch(() => direct);
    const byGet = await new Promise((resolve) => {
        http.get(process.env.ASK, (answer) => {
            let text = "";
            answer.on("data", (part) => (text += part)).on("end", () => resolve(text));
        }).on("error", () => resolve(direct));
    });
    console.log(JSON.stringify([told(byFetch), told(byGet)]));
    process.exit(0);
}

const gateway = http.createServer((_request, answer) => answer.end("gateway")).listen(0, "127.0.0.1");
const proxy = http.createServer((_request, answer) => answer.end("PROXY")).listen(0, "127.0.0.1");
// fetch opens a tunnel even for http: whatever is asked inside, the proxy answers.
proxy.on("connect", (_request, socket) => {
    socket.on("error", () => {});
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nPROXY"));
});
await new Promise((done) => setTimeout(done, 200));
const rows = [...JSON.parse(process.env.FORMS).map((row) => row.map((text) => text.replaceAll("acme.example", "localhost"))), ["127.0.0.1-127.0.0.9", "127.0.0.1"]];
const seen = [];
for (const [form, host] of rows) {
    const env = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: `http://127.0.0.1:${proxy.address().port}`, NO_PROXY: form, ASK: `http://${host}:${gateway.address().port}/` };
    const child = spawn(process.execPath, [process.argv[1]], { env, stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    for await (const part of child.stdout) text += part;
    seen.push(JSON.parse(text));
}
console.log(JSON.stringify(seen));
process.exit(0);
JS
./node_modules/node26/bin/node node.mjs >node.out

mkdir go
cat >go/go.mod <<'MOD'
module reader

go 1.25.0

require golang.org/x/net v0.60.0
MOD
cat >go/main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"

	"golang.org/x/net/http/httpproxy"
)

func main() {
	var forms [][2]string
	_ = json.Unmarshal([]byte(os.Getenv("FORMS")), &forms)
	ways := []string{}
	for _, form := range forms {
		config := httpproxy.Config{HTTPProxy: "http://proxy:3128", NoProxy: form[0]}
		target, _ := url.Parse("http://" + form[1] + "/")
		if through, _ := config.ProxyFunc()(target); through == nil {
			ways = append(ways, "direct")
		} else {
			ways = append(ways, "proxy")
		}
	}
	text, _ := json.Marshal(ways)
	fmt.Println(string(text))
}
GO
(cd go && go run -mod=mod . 2>/dev/null) >go.out
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests==2.34.2
env -u no_proxy -u NO_PROXY venv/bin/python - >python.out <<'PY'
import json, os
from requests.utils import should_bypass_proxies

print(json.dumps(["direct" if should_bypass_proxies(f"http://{host}/", form) else "proxy" for form, host in json.loads(os.environ["FORMS"])]))
PY
cat >compare.js <<'JS'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const read = (name) => JSON.parse(readFileSync(`${name}.out`, "utf8"));
const rows = [...JSON.parse(process.env.FORMS), ["127.0.0.1-127.0.0.9", "127.0.0.1"]];
const [node, go, python] = [read("node"), [...read("go"), ""], [...read("python"), ""]];
console.log();
const seen = rows.map(([form, host], i) => ({ NO_PROXY: form, host, fetch: node[i][0], "http.get": node[i][1], Go: go[i], requests: python[i] }));
console.table(seen);
const [d, p] = ["direct", "proxy"];
assert.deepStrictEqual(
    seen.map((row) => Object.values(row).slice(2)),
    [[d, d, d, d], [d, d, d, d], [d, p, d, d], [d, d, d, d], [d, d, p, d], [d, d, d, p], [d, p, p, p], [d, p, p, p], [p, d, "", ""]],
);
console.log("As described.");
JS
node compare.js
