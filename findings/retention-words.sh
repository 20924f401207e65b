#!/usr/bin/env bash
# Question: a retention period is written in words or as an ISO 8601 period. For how long is the recording kept, by the library that reads it?
# Guess, before the run: "1 month" is 30 days in most and refused in the others; "1 year" is 365 days; nobody takes P1M for anything but a month.
# Versions: npm ms 2.1.3, parse-duration 2.1.9, luxon 3.7.2; PyPI pytimeparse 1.1.10, pytimeparse2 1.7.1, humanfriendly 10.0, durations 0.3.3, timelength 3.0.4,
#   pandas 3.1.1.
# Seen: a month is 30 days (pytimeparse2, luxon), 30.4375 (parse-duration), 30.5 (durations, timelength), or nothing at all (ms: undefined, pytimeparse: None:
#   no error). A year is 364 days (humanfriendly: 52 weeks), 365, 365.25 or 366 (durations: 12 months of 30.5). "1M" is a month for two and one MINUTE
#   for five. P1M, a month in ISO 8601, is one minute for parse-duration and for pandas.Timedelta, which knows ISO 8601 otherwise (P1D is a day).
#   The German "1,5 hours" is 15 hours for parse-duration and pandas, and none at all (0) for timelength.
# Why it matters here: "1 month" in a contract becomes a number of milliseconds somewhere. Two tools that check the same tenants can be half a day apart for a
#   month and two days for a year, in opposite directions; a period that was read as a minute deletes recordings that a court may want, and
#   undefined may mean "for ever" to the next program. Convert with a table of your own that names each period you allow, and refuse all else.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ms@2.1.3 parse-duration@2.1.9 luxon@3.7.2
cat >read.mjs <<'JS'
import { Duration } from "luxon";
import ms from "ms";
import parse from "parse-duration";
const days = (length) => (length === undefined || length === null ? "nothing" : length / 86_400_000);
const luxon = (period) => {
    const read = Duration.fromISO(period);
    return read.isValid ? read.as("days") : "refused";
};
const words = ["1 month", "1 year", "1M", "P1M", "1,5 hours"];
console.log(JSON.stringify({ ms: words.map((word) => days(ms(word))), "parse-duration": words.map((word) => days(parse(word))), luxon: words.map(luxon) }));
JS
node read.mjs >node.json

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pytimeparse==1.1.10 pytimeparse2==1.7.1 humanfriendly==10.0 durations==0.3.3 timelength==3.0.4 pandas==3.1.1
venv/bin/python - >python.json <<'PY'
import json, durations, humanfriendly, pandas, pytimeparse, pytimeparse2, timelength


def days(seconds):
    return "nothing" if seconds is None else seconds / 86400


def told(read, word):
    try:
        return read(word)
    except Exception:
        return "refused"


readers = {
    "pytimeparse": lambda word: days(pytimeparse.parse(word)),
    "pytimeparse2": lambda word: days(pytimeparse2.parse(word)),
    "humanfriendly": lambda word: days(humanfriendly.parse_timespan(word)),
    "durations": lambda word: durations.Duration(word).to_days(),
    "timelength": lambda word: days(timelength.TimeLength(word).result.seconds),
    "pandas": lambda word: days(pandas.Timedelta(word).total_seconds()),
}
words = ["1 month", "1 year", "1M", "P1M", "1,5 hours"]
print(json.dumps({name: [told(read, word) for word in words] for name, read in readers.items()}))
assert pandas.Timedelta("P1D").total_seconds() == 86400
PY
cat >compare.js <<'JS'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const read = (name) => JSON.parse(readFileSync(`${name}.json`, "utf8"));
const words = ["1 month", "1 year", "1M", "P1M", "1,5 hours"];
const minute = 1 / 1440;
const short = (days) => (typeof days === "string" ? days : Math.abs(days - minute) < 1e-9 ? "a minute" : Number(days.toFixed(4)));
const seen = Object.fromEntries(Object.entries({ ...read("node"), ...read("python") }).map(([name, answers]) => [name, answers.map(short)]));
console.log("\nin days:");
console.table(Object.fromEntries(Object.entries(seen).map(([name, answers]) => [name, Object.fromEntries(answers.map((days, i) => [words[i], days]))])));
const expected = JSON.parse(readFileSync("expected.json", "utf8"));
assert.deepStrictEqual(seen, expected);
console.log("As described.");
JS
cat >expected.json <<'JSON'
{
    "ms": ["nothing", 365.25, "a minute", "nothing", "nothing"],
    "parse-duration": [30.4375, 365.25, "a minute", "a minute", 0.625],
    "luxon": ["refused", "refused", "refused", 30, "refused"],
    "pytimeparse": ["nothing", "nothing", "a minute", "nothing", "nothing"],
    "pytimeparse2": [30, 365, "a minute", "nothing", "nothing"],
    "humanfriendly": ["refused", 364, "a minute", "refused", "refused"],
    "durations": [30.5, 366, 30.5, "refused", "refused"],
    "timelength": [30.5, 365, 30.5, 30.5, 0],
    "pandas": ["refused", "refused", "refused", "a minute", 0.625]
}
JSON
node compare.js
