#!/usr/bin/env bash
# Question: two purge calendars (one of each reseller) are joined to one file: RFC 5545 lets a stream hold several VCALENDAR objects, so `cat a.ics b.ics` should do. Does the
#   file that ical-generator writes survive it, and who reads both?
# Guess, before the run: every line of such a file ends with CRLF, as the RFC wants, so the joined file is valid, and libraries read the events of both.
# Versions: ical-generator 11.1.2, ical.js 2.2.1, node-ical 0.22.1 (npm), icalendar 6.3.2 (PyPI).
# Seen: ical-generator leaves the last line without its end: the joined file has the line "END:VCALENDARBEGIN:VCALENDAR". Python's icalendar and ical.js raise an error of their
#   own insides, which name neither line nor cause; node-ical says nothing and gives the events of the second alone. With the ends of lines put in, icalendar and ical.js
#   read both; node-ical still gives the second calendar's events alone, from a stream that is valid.
# Why it matters here: a deadline that is silently missing from a calendar of what is lost for good is missed. Whoever joins calendars ends each with a CRLF, and imports
#   each file by itself where the reader is node-ical. `curl` of two calendars after one another into one file is the same.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ical-generator@11.1.2 ical.js@2.2.1 node-ical@0.22.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check icalendar==6.3.2
cat >write.mjs <<'JS'
import { writeFileSync } from "node:fs";
import ical from "ical-generator";

const [first, second] = ["acme", "bravo"].map((name) => {
    const calendar = ical({ name });
    calendar.createEvent({ id: name, start: new Date("2027-02-26T00:00:00Z"), allDay: true, summary: `purge of ${name}` });
    return calendar.toString();
});
console.log(`each ends with a line end: ${[first, second].every((text) => text.endsWith("\r\n"))}`);
writeFileSync("as-written.ics", first + second);
writeFileSync("with-line-ends.ics", `${first}\r\n${second}\r\n`);
JS
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const readers = {
    "ical.js": (text) => [ICAL.parse(text)].flat().flatMap((each) => JSON.stringify(each).match(/purge of \w+/g) ?? []),
    "node-ical": (text) => Object.values(nodeIcal.sync.parseICS(text)).filter(({ type }) => type === "VEVENT").map(({ summary }) => summary),
};
for (const [name, read] of Object.entries(readers)) {
    for (const file of ["as-written", "with-line-ends"]) {
        let seen;
        try {
            seen = [...new Set(read(readFileSync(`${file}.ics`, "utf8")))].join(", ");
        } catch (error) {
            seen = `raises ${error.name}`;
        }
        console.log(`${name}, ${file}: ${seen}`);
    }
}
JS
cat >read.py <<'PY'
from icalendar import Calendar

for name in ("as-written", "with-line-ends"):
    try:
        with open(f"{name}.ics", "rb") as file:
            calendars = Calendar.from_ical(file.read(), multiple=True)
        seen = ", ".join(str(event["SUMMARY"]) for calendar in calendars for event in calendar.walk("VEVENT"))
    except ValueError as error:
        seen = f"raises {type(error).__name__}"
    print(f"icalendar, {name}: {seen}")
PY
{
    node write.mjs
    node read.mjs
    venv/bin/python read.py
} | tee seen.txt

cat >expected.txt <<'TXT'
each ends with a line end: false
ical.js, as-written: raises TypeError
ical.js, with-line-ends: purge of acme, purge of bravo
node-ical, as-written: purge of bravo
node-ical, with-line-ends: purge of bravo
icalendar, as-written: raises ValueError
icalendar, with-line-ends: purge of acme, purge of bravo
TXT
diff expected.txt seen.txt && echo "as seen"
