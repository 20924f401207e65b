#!/usr/bin/env bash
# Question: urllib3 repeats what failed three times, but a POST only where no connection was made: a POST that was sent may have been done (`allowed_methods` has neither POST
#   nor PATCH). Does that hold for an https request through a proxy, when the answer is lost?
# Guess, before the run: yes. The proxy has opened its tunnel by then, the request went through, and what was lost is the other side's answer, not the proxy.
# Versions: PyPI urllib3 2.8.0, requests 2.34.2, cvg-python-sdk 0.5.1 (the voice gateway vendor's own client, which uses urllib3), httpx 0.28.1; Python 3.11.
# Seen: no. The same POST reaches the server once without a proxy and four times with one. The connection that ends is called "Unable to connect to proxy", which counts as a
#   connection that was never made, and those are repeated whatever the method is. So does PATCH. requests does nothing of its own (0 repeats) until somebody mounts the usual
#   adapter with max_retries=3: once without a proxy, four times with one; connect=0 in a Retry changes nothing. The vendor's client dials four times. httpx with retries=3
#   sends it once, both ways.
# Why it matters here: companies' build agents reach the gateway through a proxy, and the developer who tried out what happens did not have one. A create whose answer is lost makes
#   four customers there; a call is placed four times. With urllib3 say retries=False for what must not be done twice (Configuration.retries of the vendor's client), and
#   do not read "Unable to connect to proxy" as "nothing was sent".
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check urllib3==2.8.0 requests==2.34.2 cvg-python-sdk==0.5.1 httpx==0.28.1
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=local -addext "subjectAltName=DNS:localhost,DNS:gw.example" 2>/dev/null

# Reads each request to its end, counts it and ends the connection; in front of it a proxy whose every tunnel ends there. GET /came on the proxy's port tells the count and
# begins anew. It ends by itself.
cat >server.js <<'JS'
const fs = require("node:fs"), http = require("node:http"), https = require("node:https"), net = require("node:net");
let came = 0;
const server = https.createServer({ key: fs.readFileSync("key.pem"), cert: fs.readFileSync("cert.pem") }, (request) => {
    request.resume().on("end", () => {
        came++;
        request.socket.destroy();
    });
});
const proxy = http.createServer((_request, answer) => {
    answer.end(String(came));
    came = 0;
});
proxy.on("connect", (_request, near) => {
    const far = net.connect(server.address().port, "127.0.0.1", () => near.write("HTTP/1.1 200 OK\r\n\r\n") && near.pipe(far).pipe(near));
    for (const [one, other] of [[near, far], [far, near]]) one.on("error", () => other.destroy()).on("close", () => other.destroy());
});
const listens = (one) => new Promise((done) => one.listen(0, "127.0.0.1", () => done(one.address().port)));
Promise.all([server, proxy].map(listens)).then((ports) => console.log(ports.join(" ")));
setTimeout(() => process.exit(), 300_000);
JS
node server.js >ports &
server=$!
until [ -s ports ]; do sleep 0.1; done
read -r TLS PROXY <ports
export TLS PROXY

cat >ask.py <<'PY'
import os
import ssl
import urllib.request

import httpx
import requests
import urllib3
from cvg_sdk.api.call_api import CallApi
from cvg_sdk.api_client import ApiClient
from cvg_sdk.configuration import Configuration
from cvg_sdk.model.dial_parameters import DialParameters
from urllib3.util.retry import Retry

for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
    os.environ.pop(name, None)
    os.environ.pop(name.lower(), None)
ca = os.path.abspath("cert.pem")
proxy = f"http://127.0.0.1:{os.environ['PROXY']}"
ways = {"directly": (f"https://localhost:{os.environ['TLS']}", None), "by a proxy": ("https://gw.example", proxy)}
reseller = "00000000-0000-4000-8000-000000000001"


def came():
    return int(urllib.request.urlopen(f"{proxy}/came").read())


def by_urllib3(method):
    def ask(url, through):
        pool = urllib3.ProxyManager(through, ca_certs=ca) if through else urllib3.PoolManager(ca_certs=ca)
        pool.request(method, f"{url}/customers", body=b"{}")

    return ask


def by_requests(retries):
    def ask(url, through):
        session = requests.Session()
        session.verify = ca
        session.mount("https://", requests.adapters.HTTPAdapter(max_retries=retries))
        session.post(f"{url}/customers", json={}, proxies={"https": through} if through else None)

    return ask


def by_vendor(url, through):
    configuration = Configuration(host=url, access_token="secret")
    configuration.ssl_ca_cert, configuration.proxy = ca, through
    wanted = DialParameters(reseller_token=reseller, project_token=reseller, dialog_id="d", destination_number="+493023125002")
    CallApi(ApiClient(configuration)).dial(wanted)


def by_httpx(url, through):
    transport = httpx.HTTPTransport(retries=3, verify=ssl.create_default_context(cafile=ca), proxy=through)
    httpx.Client(transport=transport).post(f"{url}/customers", json={})


clients = {
    "urllib3 POST": (by_urllib3("POST"), 4),
    "urllib3 PATCH": (by_urllib3("PATCH"), 4),
    "requests as it is": (by_requests(0), 1),
    "requests, max_retries=3": (by_requests(3), 4),
    "requests, Retry(3, connect=0)": (by_requests(Retry(3, connect=0)), 4),
    "cvg-python-sdk, dial": (by_vendor, 4),
    "httpx, retries=3": (by_httpx, 1),
}
print()
for client, (ask, behind) in clients.items():
    seen = {}
    for way, (url, through) in ways.items():
        came()
        try:
            ask(url, through)
            raise AssertionError("an answer came")
        except (urllib3.exceptions.HTTPError, requests.exceptions.ConnectionError, httpx.RemoteProtocolError) as error:
            if way == "by a proxy" and behind == 4:
                assert "Unable to connect to proxy" in str(error), error
        seen[way] = came()
    print(f"{client:30}", seen)
    assert seen == {"directly": 1, "by a proxy": behind}, (client, seen)
print("As described.")
PY
venv/bin/python ask.py
