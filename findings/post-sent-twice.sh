#!/usr/bin/env bash
# Question: a POST that creates a tenant is answered 503 or 429, or the connection ends before the answer. Which clients send it again on their own?
# Guess, before the run: none. POST is not idempotent, and a client that retries leaves it out unless told.
# Versions: Go net/http, go-retryablehttp 0.7.8, resty 2.17.2 (retries on), heimdall 7.0.3 (retries on); Java HttpURLConnection and java.net.http of the JDK
#   in use (seen with 17.0.15), Apache httpclient5 5.6.5, okhttp 5.5.1; npm got 16.1.0, ky 2.1.0, undici 8.13.1 RetryAgent on Node 24.21.0.
#   All with their defaults but where "retries on" says otherwise.
# Seen: every JavaScript client keeps to it. Of eight in Go and Java six do not, and each in another way:
#   go-retryablehttp repeats after all four; heimdall after 500, 503 and a lost connection, not after 429; resty after a lost connection only.
#   Java's HttpURLConnection repeats a POST once, silently, after a lost connection; httpclient5 repeats it after 503 and 429, not after a lost
#   connection; okhttp repeats it when the lost connection had been used before, and only then, so a first test does not show it.
#   java.net.http and net/http never do.
# Why it matters here: the gateway has no idempotency key. A create whose answer was lost may have been done, so a repeated one makes a second customer of
#   the same name, silently, with a token that nobody recorded. go-retryablehttp sits in many Terraform providers. Switch its retries off for
#   creates (CheckRetry), disableAutomaticRetries() in httpclient5, -Dsun.net.http.retryPost=false, retryOnConnectionFailure(false) in okhttp.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts got@16.1.0 ky@2.1.0 undici@8.13.1 \
    "node24@npm:node-$(node -p 'process.platform + "-" + process.arch')@24.21.0"

# The first POST on a path is answered as the path says, each later one with 201. GET /hits tells how often each path was asked. It ends by itself.
cat >server.js <<'JS'
const http = require("node:http");
const hits = {};
const server = http.createServer((request, answer) => {
    request.resume().on("end", () => {
        if (request.url === "/hits") return answer.end(JSON.stringify(hits));
        const how = request.url.split("/").at(-1);
        hits[request.url] = (hits[request.url] ?? 0) + 1;
        if (hits[request.url] > 1 || how === "ok") answer.statusCode = 201;
        else if (how.startsWith("lost")) return request.socket.destroy();
        else answer.writeHead(Number(how), { "retry-after": "1" });
        answer.end("{}");
    });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
setTimeout(() => process.exit(), 300_000);
JS
node server.js >port &
server=$!
until [ -s port ]; do sleep 0.1; done
BASE="http://127.0.0.1:$(cat port)"
export BASE

# Each client posts to five paths; "lost-later" is a connection that was used once before ("ok").
cat >ask.mjs <<'JS'
import got from "got";
import ky from "ky";
import { Agent, RetryAgent, request } from "undici";
const dispatcher = new RetryAgent(new Agent());
const clients = {
    got: (url) => got.post(url, { json: {} }),
    ky: (url) => ky.post(url, { json: {} }).text(),
    "undici RetryAgent": async (url) => (await request(url, { method: "POST", body: "{}", dispatcher })).body.text(),
};
for (const [name, post] of Object.entries(clients))
    for (const how of ["lost", "500", "503", "429", "ok", "lost-later"]) await post(`${process.env.BASE}/${encodeURIComponent(name)}/${how}`).catch(() => {});
process.exit();
JS
./node_modules/node24/bin/node ask.mjs

mkdir go
cat >go/go.mod <<'MOD'
module asker

go 1.25.0

require (
	github.com/go-resty/resty/v2 v2.17.2
	github.com/gojek/heimdall/v7 v7.0.3
	github.com/hashicorp/go-retryablehttp v0.7.8
)
MOD
cat >go/main.go <<'GO'
package main

import (
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/hashicorp/go-retryablehttp"
)

type quiet struct{}

func (quiet) Errorf(string, ...any) {}
func (quiet) Warnf(string, ...any)  {}
func (quiet) Debugf(string, ...any) {}

func drain(answer *http.Response, err error) {
	if err == nil {
		_, _ = io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
	}
}

func main() {
	retryable := retryablehttp.NewClient()
	retryable.Logger = nil
	restful := resty.New().SetRetryCount(2).SetRetryWaitTime(10 * time.Millisecond).SetLogger(quiet{})
	heimdall := httpclient.NewClient(httpclient.WithRetryCount(2))
	clients := map[string]func(string){
		"net%2Fhttp":       func(url string) { drain(http.Post(url, "application/json", strings.NewReader("{}"))) },
		"go-retryablehttp": func(url string) { drain(retryable.Post(url, "application/json", []byte("{}"))) },
		"resty":            func(url string) { _, _ = restful.R().SetBody("{}").Post(url) },
		"heimdall":         func(url string) { drain(heimdall.Post(url, strings.NewReader("{}"), nil)) },
	}
	for name, post := range clients {
		for _, how := range []string{"lost", "500", "503", "429", "ok", "lost-later"} {
			post(os.Getenv("BASE") + "/" + name + "/" + how)
		}
	}
}
GO
(cd go && go run -mod=mod . >/dev/null 2>&1)

mkdir java
cat >java/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>asker</groupId><artifactId>asker</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.6.5</version></dependency>
    <dependency><groupId>com.squareup.okhttp3</groupId><artifactId>okhttp-jvm</artifactId><version>5.5.1</version></dependency>
  </dependencies>
</project>
XML
cat >java/Ask.java <<'JAVA'
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.*;
import java.util.*;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.*;
import org.apache.hc.core5.http.io.entity.*;

public class Ask {
    interface Post { void to(String url) throws Exception; }

    public static void main(String[] args) {
        CloseableHttpClient apache = HttpClients.createDefault();
        HttpClient jdk = HttpClient.newHttpClient();
        okhttp3.OkHttpClient ok = new okhttp3.OkHttpClient();
        okhttp3.MediaType json = okhttp3.MediaType.get("application/json");
        Map<String, Post> clients = new LinkedHashMap<>();
        clients.put("HttpURLConnection", url -> {
            HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.getOutputStream().write("{}".getBytes());
            connection.getInputStream().readAllBytes();
        });
        clients.put("java.net.http", url -> jdk.send(
            HttpRequest.newBuilder(URI.create(url)).version(HttpClient.Version.HTTP_1_1).POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
            HttpResponse.BodyHandlers.ofString()));
        clients.put("httpclient5", url -> {
            HttpPost post = new HttpPost(url);
            post.setEntity(new StringEntity("{}"));
            apache.execute(post, answer -> { EntityUtils.consume(answer.getEntity()); return null; });
        });
        clients.put("okhttp", url -> {
            try (okhttp3.Response answer = ok.newCall(new okhttp3.Request.Builder().url(url).post(okhttp3.RequestBody.create("{}", json)).build()).execute()) {
                answer.body().string();
            }
        });
        clients.forEach((name, post) -> {
            for (String how : List.of("lost", "500", "503", "429", "ok", "lost-later")) {
                try { post.to(System.getenv("BASE") + "/" + name + "/" + how); } catch (Exception refused) { }
            }
        });
        System.exit(0);
    }
}
JAVA
(cd java && mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >/dev/null && javac -cp "lib/*" Ask.java && java -cp "lib/*:." Ask 2>/dev/null)

cat >compare.js <<'JS'
const assert = require("node:assert");
(async () => {
    const hits = await (await fetch(`${process.env.BASE}/hits`)).json();
    const hows = ["lost", "lost-later", "500", "503", "429"];
    const expected = {
        got: [1, 1, 1, 1, 1],
        ky: [1, 1, 1, 1, 1],
        "undici RetryAgent": [1, 1, 1, 1, 1],
        "net/http": [1, 1, 1, 1, 1],
        "go-retryablehttp": [2, 2, 2, 2, 2],
        resty: [2, 2, 1, 1, 1],
        heimdall: [2, 2, 2, 2, 1],
        HttpURLConnection: [2, 2, 1, 1, 1],
        "java.net.http": [1, 1, 1, 1, 1],
        httpclient5: [1, 1, 1, 2, 2],
        okhttp: [1, 2, 1, 1, 1],
    };
    const seen = Object.fromEntries(Object.keys(expected).map((name) => [name, hows.map((how) => hits[`/${encodeURIComponent(name)}/${how}`])]));
    console.log("\nhow often one POST arrived:");
    console.table(Object.fromEntries(Object.entries(seen).map(([name, counts]) => [name, Object.fromEntries(counts.map((count, i) => [hows[i], count]))])));
    assert.deepStrictEqual(seen, expected);
    console.log("As described.");
})();
JS
node compare.js
