#!/usr/bin/env bash
# Question: the log of a gateway goes through a library that takes personal data out before it is kept. It holds retention periods as the gateway counts them, in
#   milliseconds: "maxDialogRetentionTime":2592000000 is thirty days. Do the periods come through?
# Guess, before the run: in nearly all, yes. A telephone number begins with + or 0, and this is a number of JSON behind a name that says what it is. One may take
#   ten digits for an American number, for all periods alike.
# Versions: npm redact-pii 3.4.0, @redactpii/node 1.0.17, @coffeeandfun/remove-pii 3.0.1, anonymize-nlp 1.0.6 on Node 24.21.0; PyPI scrubadub 2.0.1, clean-text 0.7.1,
#   datafog 4.9.0, presidio-analyzer 2.2.366 (its recognizer of phone numbers); all as they come.
# Seen: in none of eight do all periods come through, and each loses others. Thirty days, the usual period, is a phone number for five and a bank account for one. Fourteen
#   days to two years are a phone number for three libraries, fourteen days to half a year for two. One day and a week are a bank account or "digits" for two. scrubadub takes
#   sixty days alone, presidio sixty and ninety: they ask libphonenumber, and 518-400-0000 is a valid number in the USA, 7776 000000 one in Great Britain. Of a period with eleven
#   digits one library leaves the last behind its mark ("[phone removed]0"). No mark is quoted, so what is left is no JSON any more.
# Why it matters here: the log that should show a data protection officer for how long recordings were kept in October shows PHONE_NUMBER, and only for some tenants: those with
#   thirty days, not those with seven. Ninety days is the time until a deleted tenant is purged. Redact by the name of the field, before it is text, and write periods for people as "30 days".
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts redact-pii@3.4.0 @redactpii/node@1.0.17 @coffeeandfun/remove-pii@3.0.1 anonymize-nlp@1.0.6 \
    "node24@npm:node-$(node -p 'process.platform + "-" + process.arch')@24.21.0"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check scrubadub==2.0.1 clean-text==0.7.1 datafog==4.9.0 presidio-analyzer==2.2.366

cat >redact.mjs <<'JS'
import { createRequire } from "node:module";
import { removePII } from "@coffeeandfun/remove-pii";
import { Redactor } from "@redactpii/node";
import { AnonymizeNlp } from "anonymize-nlp";
const { SyncRedactor } = createRequire(import.meta.url)("redact-pii");
const redacts = {
    "redact-pii": (text) => new SyncRedactor().redact(text),
    "@redactpii/node": (text) => new Redactor().redact(text),
    "remove-pii": (text) => removePII(text),
    "anonymize-nlp": (text) => new AnonymizeNlp().anonymize(text),
};
for (const [name, redact] of Object.entries(redacts)) {
    const of = (days) => {
        const text = JSON.stringify({ maxDialogRetentionTime: days * 86_400_000 });
        const left = redact(text);
        return `${days}=${left === text ? "kept" : left.slice('{"maxDialogRetentionTime":'.length, -1).replaceAll(" ", "_")}`;
    };
    console.log(name, [1, 7, 14, 30, 60, 90, 180, 365, 730].map(of).join(" "));
}
JS
cat >redact.py <<'PY'
import json
import warnings

warnings.filterwarnings("ignore")
import datafog
import scrubadub
from cleantext import clean
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

scrubber, phones = scrubadub.Scrubber(), PhoneRecognizer()


def presidio(text):
    for found in sorted(phones.analyze(text, ["PHONE_NUMBER"], None), key=lambda found: -found.start):
        text = text[: found.start] + "<PHONE_NUMBER>" + text[found.end :]
    return text


redacts = {
    "scrubadub": scrubber.clean,
    "clean-text": lambda text: clean(text, lower=False, to_ascii=False, fix_unicode=False, no_phone_numbers=True),
    "datafog": datafog.sanitize,
    "presidio": presidio,
}
for name, redact in redacts.items():
    seen = []
    for days in (1, 7, 14, 30, 60, 90, 180, 365, 730):
        text = json.dumps({"maxDialogRetentionTime": days * 86_400_000})
        left = str(redact(text))
        seen.append(f"{days}={'kept' if left == text else left[len(text) - len(text.split(': ')[1]) : -1]}")
    print(name, *seen)
PY
{
    node_modules/node24/bin/node redact.mjs
    venv/bin/python redact.py 2>/dev/null
} | tee seen

cat >expected <<'E'
redact-pii 1=DIGITS 7=DIGITS 14=PHONE_NUMBER 30=PHONE_NUMBER 60=PHONE_NUMBER 90=PHONE_NUMBER 180=PHONE_NUMBER 365=PHONE_NUMBER 730=PHONE_NUMBER
@redactpii/node 1=kept 7=kept 14=PHONE_NUMBER 30=PHONE_NUMBER 60=PHONE_NUMBER 90=PHONE_NUMBER 180=PHONE_NUMBER 365=kept 730=kept
remove-pii 1=[bank_account_removed] 7=[bank_account_removed] 14=[phone_removed] 30=[phone_removed] 60=[phone_removed] 90=[phone_removed] 180=[phone_removed] 365=[phone_removed]0 730=[phone_removed]0
anonymize-nlp 1=kept 7=<ID> 14=<BANKACC> 30=<BANKACC> 60=<BANKACC> 90=<BANKACC> 180=<BANKACC> 365=<BANKACC> 730=<BANKACC>
scrubadub 1=kept 7=kept 14=kept 30=kept 60={{PHONE}} 90=kept 180=kept 365=kept 730=kept
clean-text 1=kept 7=kept 14=<PHONE> 30=<PHONE> 60=<PHONE> 90=<PHONE> 180=<PHONE> 365=<PHONE> 730=<PHONE>
datafog 1=kept 7=kept 14=[PHONE_1] 30=[PHONE_1] 60=[PHONE_1] 90=[PHONE_1] 180=[PHONE_1] 365=kept 730=kept
presidio 1=kept 7=kept 14=kept 30=kept 60=<PHONE_NUMBER> 90=<PHONE_NUMBER> 180=kept 365=kept 730=kept
E
diff expected seen
echo "As described."
