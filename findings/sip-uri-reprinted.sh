#!/usr/bin/env bash
# Question: a SIP URI that a bot's calls fall back to is parsed and printed again. Is it the same address?
# Guess, before the run: yes, but for small and large letters of the host: parse and print undo each other.
# Versions: npm sip.js 0.21.2, jssip 3.13.8 and sip 0.0.6; PyPI sipmessage 0.7.1. Nothing is called or connected.
# Seen: not for valid addresses that telephone systems use. `maddr` REPLACES the host: "sip:+4930231250@gw.acme.example;maddr=192.0.2.7" comes back from sip.js
#   and jssip with 192.0.2.7 in the place of the host, and maddr still behind it. An extension in the user part, "+4930231250;ext=55@", comes back with
#   %3Bext%3D55: RFC 3261 says that escaping a reserved character makes another address. "?" headers are renamed (subject becomes Subject).
#   A tel: URI gives undefined, not an error. sip 0.0.6 changes nothing and refuses what the others accept ("SIP:" in capitals, an IPv6 host). sipmessage
#   refuses "?" headers and accepts tel:.
# Why it matters here: the fallback of a project is "E.164 or a SIP URI" and is compared as text with what the gateway holds. A tool that normalises it on the way
#   makes a difference at every run, or sends calls to another host. Keep the URI as it was written, and use a parser to judge it only.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

export URIS='["sip:+4930231250@gw.acme.example;user=phone","sip:+4930231250@gw.acme.example;maddr=192.0.2.7","sip:+4930231250;ext=55@gw.acme.example;user=phone","sip:agent@gw.acme.example?subject=fallback","sip:agent@GW.acme.example","tel:+49-30-231250","SIP:agent@gw.acme.example","sip:agent@[::1]:5070","sip:agent%20one@gw.acme.example"]'
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sip.js@0.21.2 jssip@3.13.8 sip@0.0.6 \
    "node24@npm:node-$(node -p 'process.platform + "-" + process.arch')@24.21.0"
cat >print.cjs <<'JS'
const jssip = require("jssip");
const sip = require("sip");
const { Grammar } = require("sip.js");
const readers = {
    "sip.js": (uri) => Grammar.URIParse(uri)?.toString(),
    jssip: (uri) => jssip.URI.parse(uri)?.toString(),
    sip: (uri) => sip.stringifyUri(sip.parseUri(uri)),
};
const told = (read, uri) => {
    try {
        const printed = read(uri);
        return printed === undefined ? "undefined" : printed === uri ? "same" : printed;
    } catch {
        return "refused";
    }
};
console.log(JSON.stringify(Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, JSON.parse(process.env.URIS).map((uri) => told(read, uri))]))));
JS
./node_modules/node24/bin/node print.cjs >node.json
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sipmessage==0.7.1
venv/bin/python - >python.json <<'PY'
import json, os, sipmessage


def told(uri):
    try:
        printed = str(sipmessage.URI.parse(uri))
        return "same" if printed == uri else printed
    except ValueError:
        return "refused"


print(json.dumps({"sipmessage": [told(uri) for uri in json.loads(os.environ["URIS"])]}))
PY
cat >compare.js <<'JS'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const seen = Object.assign({}, ...["node", "python"].map((name) => JSON.parse(readFileSync(`${name}.json`, "utf8"))));
console.log();
JSON.parse(process.env.URIS).forEach((uri, i) => {
    console.log(uri);
    for (const [name, printed] of Object.entries(seen)) console.log(`    ${name.padEnd(11)} ${printed[i]}`);
});
const family = [
    "same",
    "sip:+4930231250@192.0.2.7;maddr=192.0.2.7",
    "sip:+4930231250%3Bext%3D55@gw.acme.example;user=phone",
    "sip:agent@gw.acme.example?Subject=fallback",
    "sip:agent@gw.acme.example",
    "undefined",
    "sip:agent@gw.acme.example",
    "same",
    "same",
];
assert.deepStrictEqual(seen["sip.js"], family);
assert.deepStrictEqual(seen.jssip, family);
assert.deepStrictEqual(seen.sip, ["same", "same", "same", "same", "same", "refused", "refused", "refused", "same"]);
assert.deepStrictEqual(seen.sipmessage.slice(0, 3), ["same", "same", "same"]);
assert.strictEqual(seen.sipmessage[3], "refused");
assert.strictEqual(seen.sipmessage[5], "same");
console.log("As described.");
JS
node compare.js
