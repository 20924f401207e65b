#!/usr/bin/env bash
# Question: the planned purge of a tenant goes into a calendar file as a JavaScript Date, in a calendar of zone Europe/Berlin. Is it the right moment?
# Guess, before the run: yes. A Date is one moment for everybody; naming the calendar's zone has the library convert it.
# Versions: npm ical-generator 11.1.2 and ics 3.12.0 on Node 24.21.0; the calendar is the same, only TZ of the process differs.
# Seen: ical-generator writes the wall clock of the PROCESS and leaves it to be read as Berlin's. A purge at 2027-02-25T23:30Z, half past midnight of the 26th in
#   Berlin, is written as 23:30 of the 25th on a build agent in UTC, as 08:30 of the 26th on one in Tokyo, and rightly only on a desk in Berlin. As an
#   all-day event it moves to another DAY. DTSTAMP, which RFC 5545 wants in UTC, lacks its Z. Without a calendar zone the file is
#   right everywhere (20270225T233000Z): the option that seems to make it safer breaks it.
#   ics takes milliseconds and is right, but writes a duration of one day as "P1DT", which that RFC's grammar does not have (a T needs a time).
# Why it matters here: after the planned date nothing can be restored. A reminder made in a pipeline says another day than the same code on a desk, and, from an
#   agent east of Berlin, one that is too late. Give no zone and the moment in UTC, or hand in an object that carries its zone; test under TZ=Asia/Tokyo.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ical-generator@11.1.2 ics@3.12.0 \
    "node24@npm:node-$(node -p 'process.platform + "-" + process.arch')@24.21.0"
cat >write.mjs <<'JS'
import ical from "ical-generator";
import { createEvent } from "ics";
const purge = new Date("2027-02-25T23:30:00Z");
const lines = (text) => Object.fromEntries(text.split("\r\n").map((line) => line.split(/[:;](.*)/)));
const written = (timezone, event) => {
    const calendar = ical({ name: "purges", timezone });
    calendar.createEvent({ start: purge, summary: "purge of Acme", ...event });
    return lines(calendar.toString());
};
const withZone = written("Europe/Berlin", {});
const ics = lines(createEvent({ start: purge.getTime(), duration: { days: 1 }, title: "purge of Acme" }).value);
console.log(
    JSON.stringify({
        "in Berlin": withZone.DTSTART,
        "all day": written("Europe/Berlin", { allDay: true }).DTSTART,
        "no zone": written(undefined, {}).DTSTART,
        "stamp ends": withZone.DTSTAMP.slice(-1) === "Z" ? "Z" : "digit",
        "ics": ics.DTSTART,
        "ics duration": ics.DURATION,
    }),
);
JS
for zone in UTC Europe/Berlin Asia/Tokyo; do
    TZ=$zone ./node_modules/node24/bin/node write.mjs >"$(basename $zone).json"
done
cat >compare.js <<'JS'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const seen = Object.fromEntries(["UTC", "Berlin", "Tokyo"].map((zone) => [zone, JSON.parse(readFileSync(`${zone}.json`, "utf8"))]));
console.log();
console.table(seen);
const row = (start, day) => ({
    "in Berlin": start,
    "all day": `VALUE=DATE:${day}`,
    "no zone": "20270225T233000Z",
    "stamp ends": "digit",
    ics: "20270225T233000Z",
    "ics duration": "P1DT",
});
assert.deepStrictEqual(seen, {
    UTC: row("20270225T233000", "20270225"),
    Berlin: row("20270226T003000", "20270226"),
    Tokyo: row("20270226T083000", "20270226"),
});
console.log("As described.");
JS
node compare.js
