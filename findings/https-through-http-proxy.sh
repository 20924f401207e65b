#!/usr/bin/env bash
# Question: a machine sets HTTP_PROXY and no HTTPS_PROXY, or only ALL_PROXY. Which clients send an https request through that proxy?
# Guess, before the run: HTTP_PROXY is for http:// alone, everywhere. ALL_PROXY is for all, and all know it, since curl does.
# Versions: Node 26.9.0 with NODE_USE_ENV_PROXY=1 (fetch, node:https), undici 8.13.1 (EnvHttpProxyAgent), axios 1.21.1; requests 2.34.2, httpx 0.28.1 and
#   urllib of Python; net/http of Go.
# Seen: fetch of Node and undici take HTTP_PROXY for https too where HTTPS_PROXY is missing; node:https in the very same process goes directly, and so do Go,
#   Python and axios. ALL_PROXY is known to requests, httpx and axios, and not to Node, undici, Go and urllib.
# Why it matters here: under one environment the Pulumi command line (Go) reaches the gateway directly, a provider with undici asks the proxy for a tunnel, and
#   a script of the same team with node:https or requests does something else again. A firewall that lets one pass says nothing about the others. Set
#   HTTPS_PROXY itself, and do not rely on ALL_PROXY.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@26.9.0 undici@8.13.1 axios@1.21.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 httpx==0.28.1
printf 'module example.com/client\n\ngo 1.21\n' >go.mod
cat >main.go <<'GO'
package main

import (
	"net/http"
	"os"
)

func main() {
	if response, err := http.Get(os.Args[1]); err == nil {
		response.Body.Close()
	}
}
GO
go build -o client-in-go .

cat >ask.mjs <<'JS'
import { spawn } from "node:child_process";
import http from "node:http";

// A name that no name server knows: whoever does not ask the proxy asks nobody.
const url = "https://gateway.invalid/";
const node = (code) => [process.execPath, "--input-type=module", "--eval", code];
const python = (code) => ["venv/bin/python", "-c", code];
const clients = {
    "fetch of Node": node(`await fetch("${url}").catch(() => {})`),
    "node:https": node(`import { get } from "node:https"; get("${url}").on("error", () => {})`),
    undici: node(`import { EnvHttpProxyAgent, request } from "undici"; await request("${url}", { dispatcher: new EnvHttpProxyAgent() }).catch(() => {})`),
    axios: node(`import axios from "axios"; await axios.get("${url}").catch(() => {})`),
    requests: python(`import requests; requests.get("${url}")`),
    httpx: python(`import httpx; httpx.get("${url}")`),
    urllib: python(`import urllib.request; urllib.request.urlopen("${url}")`),
    "net/http of Go": ["./client-in-go", url],
};
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy/i.test(name)));

async function way(command, variable) {
    let asked = false;
    const proxy = http.createServer().on("connect", (_request, socket) => {
        asked = true;
        socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const [name, ...args] = command;
    // axios has a way of its own, and takes Node's too where that is switched on.
    const env = { ...plain, ...(args.join().includes("axios") ? {} : { NODE_USE_ENV_PROXY: "1" }), [variable]: `http://127.0.0.1:${proxy.address().port}` };
    const client = spawn(name, args, { env, stdio: "ignore", timeout: 60_000 });
    await new Promise((resolve) => client.on("close", resolve));
    proxy.close();
    proxy.closeAllConnections();
    return asked ? "proxy" : "direct";
}

for (const [client, command] of Object.entries(clients)) {
    const ways = [];
    for (const variable of ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"]) ways.push(`${variable} ${await way(command, variable)}`);
    console.log(`${client}: ${ways.join(", ")}`);
}
JS
node_modules/node/bin/node ask.mjs | tee seen.txt

cat >expected.txt <<'TXT'
fetch of Node: HTTPS_PROXY proxy, HTTP_PROXY proxy, ALL_PROXY direct
node:https: HTTPS_PROXY proxy, HTTP_PROXY direct, ALL_PROXY direct
undici: HTTPS_PROXY proxy, HTTP_PROXY proxy, ALL_PROXY direct
axios: HTTPS_PROXY proxy, HTTP_PROXY direct, ALL_PROXY proxy
requests: HTTPS_PROXY proxy, HTTP_PROXY direct, ALL_PROXY proxy
httpx: HTTPS_PROXY proxy, HTTP_PROXY direct, ALL_PROXY proxy
urllib: HTTPS_PROXY proxy, HTTP_PROXY direct, ALL_PROXY direct
net/http of Go: HTTPS_PROXY proxy, HTTP_PROXY direct, ALL_PROXY direct
TXT
diff expected.txt seen.txt && echo "as seen"
