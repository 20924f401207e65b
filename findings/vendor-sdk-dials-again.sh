#!/usr/bin/env bash
# Question: a call is placed by the client library of a telephony vendor, and the answer is 503 or 429, is lost with its connection, or takes seven seconds. Is the
#   caller's number dialled again, without anybody asking for it?
# Guess, before the run: never. That a call must not be placed twice is what a telephony vendor knows best; at most after 429, where one has asked for it.
# Versions: npm twilio 6.3.1, telnyx 7.24.0, plivo 4.79.0, @vonage/voice 1.24.1, bandwidth-sdk 8.1.4, @jambonz/node-client 0.4.11 on Node 24.21.0; PyPI twilio 9.13.0,
#   telnyx 4.189.0, plivo 4.63.0, vonage 4.9.1 (requests 2.34.2, urllib3 2.8.0), bandwidth-sdk 23.3.1. All with their defaults.
# Seen: five of eleven do, each after something else, and the two languages of one vendor do not agree.
#   - vonage (Python) places it ten times at once after a lost answer: the bound of that loop is the size of its connection pool. Behind a proxy forty times, because urllib3
#     takes the lost answer for a proxy that cannot be reached and repeats each of the ten three times more. Its npm package: once.
#   - telnyx, npm and Python: three times after 503, after 429 and after a lost answer, without a key by which the other side could know the second from the first.
#   - plivo, npm and Python: three times after 503, once otherwise; three addresses are tried that are the same one.
#   - twilio, bandwidth, jambonz: once, whatever happens. An answer that takes seven seconds is waited for by all but plivo, which gives up after five and does not repeat.
# Why it matters here: the setting "outgoing calls" of a tenant decides whether its bots may call, not how often a person's telephone rings. A bot whose program uses one of
#   these rings the same person three, ten or forty times on a bad evening of the network, and each of the calls is recorded, where recordings are on. Where the
#   option is there, set it: maxRetries: 0 (telnyx, npm), max_retries=0 (telnyx, Python), HttpClientOptions(pool_maxsize=1, max_retries=0) (vonage).
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts twilio@6.3.1 telnyx@7.24.0 plivo@4.79.0 @vonage/voice@1.24.1 @vonage/auth@1.13.1 bandwidth-sdk@8.1.4 \
    @jambonz/node-client@0.4.11 "node24@npm:node-$(node -p 'process.platform + "-" + process.arch')@24.21.0"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check twilio==9.13.0 telnyx==4.189.0 plivo==4.63.0 vonage==4.9.1 bandwidth-sdk==23.3.1 requests==2.34.2 urllib3==2.8.0
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=local \
    -addext "subjectAltName=DNS:localhost,DNS:*.plivo.com,DNS:*.nexmo.com" 2>/dev/null

# Stands for all vendors, on plain HTTP, with TLS, and behind a proxy whose every tunnel ends here; nothing leaves the machine. GET /mode/HOW says how to answer from now
# on, and tells how many calls were placed since the last such request. It ends by itself.
cat >server.js <<'JS'
const fs = require("node:fs"), http = require("node:http"), https = require("node:https"), net = require("node:net");
let how = "fine", placed = 0;
const answer = (request, reply) => {
    request.resume().on("end", () => {
        if (request.url.startsWith("/mode/")) {
            const was = placed;
            [how, placed] = [request.url.slice(6), 0];
            return reply.end(String(was));
        }
        placed++;
        if (how === "lost") return request.socket.destroy();
        if (how === "slow") return setTimeout(() => reply.end("{}"), 7000);
        reply.writeHead(how === "fine" ? 201 : Number(how), { "content-type": "application/json", "retry-after": "1" });
        reply.end("{}");
    });
};
const plain = http.createServer(answer);
const tls = https.createServer({ key: fs.readFileSync("key.pem"), cert: fs.readFileSync("cert.pem") }, answer);
const proxy = http.createServer().on("connect", (_request, near) => {
    const far = net.connect(tls.address().port, "127.0.0.1", () => near.write("HTTP/1.1 200 OK\r\n\r\n") && near.pipe(far).pipe(near));
    for (const [one, other] of [[near, far], [far, near]]) one.on("error", () => other.destroy()).on("close", () => other.destroy());
});
const listens = (one) => new Promise((done) => one.listen(0, "127.0.0.1", () => done(one.address().port)));
Promise.all([plain, tls, proxy].map(listens)).then((ports) => console.log(ports.join(" ")));
setTimeout(() => process.exit(), 900_000);
JS
node server.js >ports &
server=$!
until [ -s ports ]; do sleep 0.1; done
read -r PLAIN TLS PROXY <ports
export PLAIN TLS PROXY NODE_EXTRA_CA_CERTS=$dir/cert.pem REQUESTS_CA_BUNDLE=$dir/cert.pem

cat >place.cjs <<'JS'
const base = `http://127.0.0.1:${process.env.PLAIN}`;
const [to, from, bot] = ["+493023125002", "+493023125001", "https://bot.example/answer"];
const place = {
    twilio() {
        const twilio = require("twilio");
        const own = new twilio.RequestClient();
        const httpClient = { request: (asked) => own.request({ ...asked, uri: asked.uri.replace(/^https:\/\/[^/]+/, base) }) };
        return twilio(`AC${"0".repeat(32)}`, "secret", { httpClient }).calls.create({ to, from, url: bot });
    },
    telnyx: () => new (require("telnyx").default)({ apiKey: "secret", baseURL: base }).calls.dial({ to, from, connection_id: "1" }),
    plivo: () => new (require("plivo").Client)("MANWVLYTK4ZWU1YTY4ZT", "secret", { proxy: `http://127.0.0.1:${process.env.PROXY}` }).calls.create(from, to, bot),
    vonage() {
        const pem = (type) => ({ type, format: "pem" });
        const { privateKey } = require("node:crypto").generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: pem("pkcs8"), publicKeyEncoding: pem("spki") });
        const auth = new (require("@vonage/auth").Auth)({ applicationId: "00000000-0000-4000-8000-000000000000", privateKey });
        const phone = (number) => ({ type: "phone", number: number.slice(1) });
        return new (require("@vonage/voice").Voice)(auth, { apiHost: base }).createOutboundCall({ to: [phone(to)], from: phone(from), answerUrl: [bot] });
    },
    bandwidth() {
        const { CallsApi, Configuration } = require("bandwidth-sdk");
        return new CallsApi(new Configuration({ basePath: base, username: "u", password: "p" })).createCall("1", { to, from, applicationId: "1", answerUrl: bot });
    },
    jambonz: () => require("@jambonz/node-client")("1", "secret", { baseUrl: base }).calls.create({ to: { type: "phone", number: to }, from, application_sid: "1" }),
};
place[process.argv[2]]().catch(() => {});
JS

cat >place.py <<'PY'
import contextlib
import os
import re
import sys

base = f"http://127.0.0.1:{os.environ['PLAIN']}"
proxy = f"http://127.0.0.1:{os.environ['PROXY']}"
to, sender, bot = "+493023125002", "+493023125001", "https://bot.example/answer"


def twilio():
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

    class Here(TwilioHttpClient):
        def request(self, method, url, *rest, **more):
            return super().request(method, re.sub(r"^https://[^/]+", base, url), *rest, **more)

    Client("AC" + "0" * 32, "secret", http_client=Here()).calls.create(to=to, from_=sender, url=bot)


def telnyx():
    from telnyx import Telnyx

    Telnyx(api_key="secret", base_url=base).calls.dial(to=to, from_=sender, connection_id="1")


def plivo():
    import plivo

    client = plivo.RestClient("MANWVLYTK4ZWU1YTY4ZT", "secret", proxies={"https": proxy})
    client.session.verify = os.environ["REQUESTS_CA_BUNDLE"]
    client.calls.create(sender, to, bot)


def vonage(host=f"localhost:{os.environ['TLS']}"):
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from vonage import Auth, HttpClientOptions, Vonage
    from vonage_voice import CreateCallRequest, Phone, ToPhone

    pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key = rsa.generate_private_key(65537, 2048).private_bytes(*pem).decode()
    client = Vonage(Auth(application_id="00000000-0000-4000-8000-000000000000", private_key=key), HttpClientOptions(api_host=host))
    client.voice.create_call(CreateCallRequest(to=[ToPhone(number=to[1:])], from_=Phone(number=sender[1:]), answer_url=[bot]))


def vonage_behind_proxy():
    os.environ["HTTPS_PROXY"] = proxy
    vonage("api.nexmo.com")


def bandwidth():
    import bandwidth

    client = bandwidth.ApiClient(bandwidth.Configuration(username="u", password="p", host=base, ignore_operation_servers=True))
    bandwidth.CallsApi(client).create_call("1", bandwidth.CreateCall(to=to, var_from=sender, application_id="1", answer_url=bot))


with contextlib.suppress(Exception):
    globals()[sys.argv[1]]()
PY

mode() { node -e 'fetch(`http://127.0.0.1:${process.env.PLAIN}/mode/${process.argv[1]}`).then((r) => r.text()).then((t) => console.log(t))' "$1"; }
row() { # row CLIENT COMMAND...: how often the call is placed, for each way to answer
    local line=$1 how
    shift
    for how in fine 503 429 lost slow; do
        mode "$how" >/dev/null
        "$@" >/dev/null 2>&1 || true
        line+=" $how=$(mode fine)"
    done
    echo "$line"
}
{
    for client in twilio telnyx plivo vonage bandwidth jambonz; do row "npm:$client" node_modules/node24/bin/node place.cjs "$client"; done
    for client in twilio telnyx plivo vonage vonage_behind_proxy bandwidth; do row "python:$client" venv/bin/python place.py "$client"; done
} | tee seen

cat >expected <<'E'
npm:twilio fine=1 503=1 429=1 lost=1 slow=1
npm:telnyx fine=1 503=3 429=3 lost=3 slow=1
npm:plivo fine=1 503=3 429=1 lost=1 slow=1
npm:vonage fine=1 503=1 429=1 lost=1 slow=1
npm:bandwidth fine=1 503=1 429=1 lost=1 slow=1
npm:jambonz fine=1 503=1 429=1 lost=1 slow=1
python:twilio fine=1 503=1 429=1 lost=1 slow=1
python:telnyx fine=1 503=3 429=3 lost=3 slow=1
python:plivo fine=1 503=3 429=1 lost=1 slow=1
python:vonage fine=1 503=1 429=1 lost=10 slow=1
python:vonage_behind_proxy fine=1 503=1 429=1 lost=40 slow=1
python:bandwidth fine=1 503=1 429=1 lost=1 slow=1
E
diff expected seen
echo "As described."
