#!/usr/bin/env bash
# Question: behind a company proxy, does a Pulumi program in Node talk to its own engine, on 127.0.0.1, directly?
# Guess, before the run: always. It is the loopback address of one machine; and if not, NO_PROXY=127.0.0.1,localhost says so.
# Versions: @pulumi/pulumi 3.276.0 with @grpc/grpc-js 1.14.7. The real SDK logs one line to a gRPC engine made here; a small proxy counts what passes.
# Seen: with http_proxy or https_proxy in small letters the program asks the proxy to CONNECT to 127.0.0.1, and everything between program and engine
#   goes through it. The exception is read from no_proxy in small letters only, and literally: NO_PROXY in capitals, "localhost" (the engine is named
#   by its number), "*", "127.0.0.1:PORT" and an entry after a comma and a space ("acme.example, 127.0.0.1") all leave it on the proxy.
#   "127.0.0.1" and "127.0.0.0/8" work. HTTP_PROXY in capitals is not read at all.
# Why it matters here: images of build agents often set http_proxy in small letters and NO_PROXY in capitals, which satisfies the Pulumi CLI (Go), curl and
#   undici. A proxy on another host then looks for the engine on its own loopback, or refuses, and the program cannot declare one tenant;
#   one on the same host sees every input. Set no_proxy=127.0.0.1 in small letters, without a space, for each job that runs pulumi.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0 @grpc/grpc-js@1.14.7

cat >program.js <<'JS'
const pulumi = require("@pulumi/pulumi");
setTimeout(() => process.exit(1), 30_000).unref();
pulumi.log.info("hello").then(() => process.exit(0));
JS
cat >engine.js <<'JS'
const assert = require("node:assert");
const { spawn } = require("node:child_process");
const net = require("node:net");
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb");

let logged = 0;
let asked = [];
const unused = (_call, answer) => answer({ code: grpc.status.UNIMPLEMENTED });
const engine = new grpc.Server();
engine.addService(EngineService, {
    ...Object.fromEntries(Object.keys(EngineService).map((name) => [name, unused])),
    log: (_call, answer) => {
        logged += 1;
        answer(null, new Empty());
    },
});
const proxy = net.createServer((client) => {
    client.on("error", () => {});
    client.once("data", (head) => {
        asked.push(String(head).split("\r\n")[0]);
        const [host, port] = String(head).split(" ")[1].split(":");
        const server = net.connect(Number(port), host, () => {
            client.write("HTTP/1.1 200 OK\r\n\r\n");
            client.pipe(server).pipe(client);
        });
        server.on("error", () => client.destroy());
    });
});

engine.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    proxy.listen(0, "127.0.0.1", async () => {
        const address = `http://127.0.0.1:${proxy.address().port}`;
        const way = async (settings) => {
            logged = 0;
            asked = [];
            const env = { PATH: process.env.PATH, PULUMI_NODEJS_MONITOR: `127.0.0.1:${port}`, PULUMI_NODEJS_ENGINE: `127.0.0.1:${port}`, ...settings };
            await new Promise((done) => spawn(process.execPath, ["program.js"], { env, stdio: "inherit" }).on("exit", done));
            assert.strictEqual(logged, 1);
            if (asked.length > 0) assert.match(asked[0], /^CONNECT 127\.0\.0\.1:\d+ HTTP/);
            return asked.length > 0 ? "proxy" : "direct";
        };
        const p = address;
        const cases = [
            [{}, "direct"],
            [{ HTTP_PROXY: p, HTTPS_PROXY: p }, "direct"],
            [{ http_proxy: p }, "proxy"],
            [{ https_proxy: p }, "proxy"],
            [{ http_proxy: p, NO_PROXY: "127.0.0.1,localhost" }, "proxy"],
            [{ http_proxy: p, no_proxy: "localhost" }, "proxy"],
            [{ http_proxy: p, no_proxy: "*" }, "proxy"],
            [{ http_proxy: p, no_proxy: `127.0.0.1:${port}` }, "proxy"],
            [{ http_proxy: p, no_proxy: "acme.example, 127.0.0.1" }, "proxy"],
            [{ http_proxy: p, no_proxy: "acme.example,127.0.0.1" }, "direct"],
            [{ http_proxy: p, no_proxy: "127.0.0.0/8" }, "direct"],
        ];
        console.log();
        const wrong = [];
        for (const [settings, expected] of cases) {
            const seen = await way(settings);
            console.log(seen.padEnd(7), JSON.stringify(settings).replaceAll(p, "PROXY").replaceAll(String(port), "PORT"));
            if (seen !== expected) wrong.push(settings);
        }
        assert.deepStrictEqual(wrong, []);
        console.log("As described.");
        process.exit(0);
    });
});
JS
node engine.js 2>&1 | grep -v 'Warning\|trace-warnings'
