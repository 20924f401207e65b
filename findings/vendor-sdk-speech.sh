#!/usr/bin/env bash
# Question: can the voice gateway vendor's own Python client read the dialog of a call?
# Guess, before the run: yes, all of it: the client is generated from the vendor's specification, and reading dialogs is its first use.
# Versions: cvg-python-sdk 0.5.1 from PyPI (newest in November 2026), against a server made here that answers with one entry.
# Seen: only if nobody spoke. An entry of type Transcription or Synthesis, that is what the caller said and what the bot said, raises ApiValueError about a
#   "ProjectHealthEvent" that lacks count and status: two schemas of one name were merged when the client was generated, and the health event won.
#   Start, End, Custom and others are read. An entry of a type that the client does not know raises too, so one new type on the server makes whole
#   dialogs unreadable for a client in use; an unknown FIELD is let pass. Timestamps arrive as float for Start and as int for End.
#   A refused call is no better: {"status": "Failure", "reason": "DISABLED"} without a message raises, so the reason is lost.
# Why it matters here: whoever wants to prove that dialogs are gone after dialogRetention, or to answer a request for access, takes the vendor's client first. An
#   exception is easily taken for "deleted", which is a 404 and another class (NotFoundException). Read the JSON itself for dialogs
#   (get_dialog(..., _preload_content=False)), and use the typed client for calls only.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cvg-python-sdk==0.5.1 python-dateutil==2.9.0.post0 urllib3==2.8.0
cat >read.py <<'PY'
import http.server, json, threading
from cvg_sdk.api.call_api import CallApi
from cvg_sdk.api.dialog_api import DialogApi
from cvg_sdk.api_client import ApiClient
from cvg_sdk.configuration import Configuration
from cvg_sdk.exceptions import ApiTypeError, ApiValueError, NotFoundException
from cvg_sdk.model.dial_parameters import DialParameters

answer, status = {}, 200


class Gateway(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = ApiClient(Configuration(host=f"http://127.0.0.1:{server.server_port}/v1"))
reseller = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
dialogs = DialogApi(client)


def told(ask):
    try:
        return ask()
    except Exception as error:
        return f"raises {type(error).__name__}: {str(error).splitlines()[0][:420]}"


entries = {
    "Start": {"type": "Start", "timestamp": 1, "customSipHeaders": {}},
    "End": {"type": "End", "timestamp": 2, "reason": "botTerminated"},
    "Custom": {"type": "Custom", "timestamp": 3, "key": "a", "value": "b"},
    "Transcription": {"type": "Transcription", "timestamp": 4, "text": "hello", "confidence": 90, "language": "de-DE", "vendor": "GOOGLE"},
    "Synthesis": {"type": "Synthesis", "timestamp": 5, "text": "hello", "plainText": "hello", "language": "de-DE", "vendor": "GOOGLE"},
    "unknown type": {"type": "Handover", "timestamp": 6},
    "unknown field": {"type": "End", "timestamp": 7, "reason": "botTerminated", "new": 1},
}
seen = {}
print()
for name, entry in entries.items():
    answer = {"dialogId": "d", "callId": "c", "data": [entry]}
    seen[name] = told(lambda: type(dialogs.get_dialog(reseller, "d").data[0]).__name__)
    print(f"{name:14}", seen[name][:160])
assert [seen[name] for name in ("Start", "End", "Custom", "unknown field")] == ["Start", "End", "Custom", "End"], seen
for name in ("Transcription", "Synthesis"):
    assert "ApiValueError" in seen[name] and "ProjectHealthEvent" in seen[name], seen[name]
assert "ApiValueError" in seen["unknown type"], seen

raw = dialogs.get_dialog(reseller, "d", _preload_content=False)
assert json.loads(raw.data)["dialogId"] == "d"

status = 404
try:
    dialogs.get_dialog(reseller, "d")
    raise AssertionError("no error for 404")
except NotFoundException as error:
    assert not isinstance(error, ApiValueError)

status, answer = 200, {"status": "Failure", "reason": "DISABLED"}
parameters = DialParameters(reseller_token=reseller, project_token=reseller, dialog_id="d", destination_number="+4930231250")
refused = told(lambda: CallApi(client).dial(parameters).reason)
print(f"{'refused call':14}", refused)
assert refused.startswith("raises ApiValueError") and "OutboundCallFailureAllOf" in refused and "message" in refused, refused
print("As described.")
PY
venv/bin/python read.py
