#!/usr/bin/env bash
# Question: a nightly audit is due at 02:30 in Berlin, and a look for drift every quarter of an hour. How often do they run in the night of March in which 02:30 does not exist, and in
#   the night of October which has it twice? Does a scheduler run when it says that it will?
# Guess, before the run: in October once, by all but one; in March some leave it out, the others run at 03:00 or 03:30. The quarters go on as ever, 16 in four hours. What is told as the next run is it.
# Versions: npm croner 11.0.1, cron 4.4.0, node-cron 4.6.0, node-schedule 2.1.1 (their schedulers, under the clock of @sinonjs/fake-timers 15.5.0); PyPI croniter 7.0.0, cronsim 2.8, APScheduler 3.11.3; Go
#   github.com/robfig/cron/v3 3.0.1, github.com/reugn/go-quartz 0.15.2, github.com/adhocore/gronx 1.20.4 (what each gives as its next times). The nights are those of 2027.
# Seen: croniter, APScheduler and robfig run the audit twice in October; node-cron, robfig and gronx leave it out in March. Once in both nights: croner, cron, cronsim, node-schedule, go-quartz.
#   The quarters are where it gets worse: node-cron, go-quartz and gronx leave out the whole first hour from 02:00 to 03:00 in October: 12 runs in the place of 16, and nothing for an hour
#   and a quarter. And `cron`, asked after the first 02:30 when it runs next, says the second 02:30, in which it then does not run.
# Why it matters here: what is switched on behind a tenant's back is found by these looks, and a promise like "within half an hour" is broken by an hour that no log mentions. An audit that runs twice at once
#   is a lock or a limit that two share. Give such jobs the zone UTC, or an hour that no clock change touches; a probe that asks the library for its next run does not show it.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts croner@11.0.1 cron@4.4.0 node-cron@4.6.0 node-schedule@2.1.1 @sinonjs/fake-timers@15.5.0
cat >cases.json <<'JSON'
[
    ["02:30 March", "30 2 * * *", "2027-03-27T12:00:00Z", "2027-03-28T12:00:00Z"],
    ["02:30 October", "30 2 * * *", "2027-10-30T12:00:00Z", "2027-10-31T12:00:00Z"],
    ["quarters March", "*/15 * * * *", "2027-03-27T23:05:00Z", "2027-03-28T03:05:00Z"],
    ["quarters October", "*/15 * * * *", "2027-10-30T23:05:00Z", "2027-10-31T03:05:00Z"]
]
JSON
cat >one.cjs <<'JS'
const FakeTimers = require("@sinonjs/fake-timers");
const realImmediate = setImmediate;
const [name, index] = process.argv.slice(2);
const [, at, from, to] = require("./cases.json")[index];
const clock = FakeTimers.install({ now: new Date(from), toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
const zone = "Europe/Berlin";
const ran = [];
const run = () => ran.push(new Date().toISOString().slice(11, 16));
const start = {
    croner: () => {
        const { Cron } = require("croner");
        const job = new Cron(at, { timezone: zone }, run);
        return () => job.nextRun();
    },
    cron: () => {
        const { CronJob } = require("cron");
        const job = new CronJob(at, run, null, true, zone);
        return () => job.nextDate().toJSDate();
    },
    "node-cron": () => {
        const job = require("node-cron").schedule(at, run, { timezone: zone });
        return () => job.getNextRun();
    },
    "node-schedule": () => {
        const job = require("node-schedule").scheduleJob({ rule: at, tz: zone }, run);
        return () => new Date(job.nextInvocation().getTime());
    },
};
(async () => {
    const next = start[name]();
    const told = new Set();
    while (Date.now() < new Date(to).getTime()) {
        await clock.tickAsync(20_000);
        await new Promise((done) => realImmediate(done));
        const said = new Date(next());
        // What is told for a moment that is still to come within the night.
        if (said.getTime() > Date.now() && said < new Date(to)) told.add(said.toISOString().slice(11, 16));
    }
    console.log(JSON.stringify({ ran, broken: [...told].filter((time) => !ran.includes(time)) }));
    process.exit();
})();
JS
for name in croner cron node-cron node-schedule; do
    for index in 0 1 2 3; do echo "$name $index $(timeout 120 node one.cjs $name $index)"; done
done >node.txt

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check croniter==7.0.0 APScheduler==3.11.3 cronsim==2.8 tzdata==2026.2
venv/bin/python - >python.txt <<'PY'
import json
from datetime import datetime, timezone
from itertools import takewhile
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger
from croniter import croniter
from cronsim import CronSim

berlin = ZoneInfo("Europe/Berlin")


def by_croniter(at, start):
    times = croniter(at, start)
    while True:
        yield times.get_next(datetime)


def by_apscheduler(at, start):
    trigger, last, now = CronTrigger.from_crontab(at, timezone=berlin), None, start
    while True:
        last = now = trigger.get_next_fire_time(last, now)
        yield last


libraries = {"croniter": by_croniter, "cronsim": CronSim, "APScheduler": by_apscheduler}
for name, times in libraries.items():
    for index, (_, at, start, end) in enumerate(json.load(open("cases.json"))):
        start, end = (datetime.fromisoformat(each.replace("Z", "+00:00")).astimezone(berlin) for each in (start, end))
        ran = [each.astimezone(timezone.utc).strftime("%H:%M") for each in takewhile(lambda each: each.astimezone(timezone.utc) < end.astimezone(timezone.utc), times(at, start))]
        print(name, index, json.dumps({"ran": ran, "broken": []}))
PY

mkdir go
cat >go/go.mod <<'MOD'
module example.com/nights

go 1.25

require (
	github.com/adhocore/gronx v1.20.4
	github.com/reugn/go-quartz v0.15.2
	github.com/robfig/cron/v3 v3.0.1
)
MOD
cat >go/main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/adhocore/gronx"
	"github.com/reugn/go-quartz/quartz"
	"github.com/robfig/cron/v3"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	berlin := must(time.LoadLocation("Europe/Berlin"))
	var cases [][4]string
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	for index, each := range cases {
		at, from, to := each[1], must(time.Parse(time.RFC3339, each[2])).In(berlin), must(time.Parse(time.RFC3339, each[3]))
		schedule := must(cron.ParseStandard("CRON_TZ=Europe/Berlin " + at))
		trigger := must(quartz.NewCronTriggerWithLoc("0 "+at[:len(at)-1]+"?", berlin))
		for name, next := range map[string]func(time.Time) time.Time{
			"robfig":    schedule.Next,
			"go-quartz": func(now time.Time) time.Time { return time.Unix(0, must(trigger.NextFireTime(now.UnixNano()))) },
			"gronx":     func(now time.Time) time.Time { return must(gronx.NextTickAfter(at, now.In(berlin), false)) },
		} {
			ran := []string{}
			for now := next(from); now.Before(to) && len(ran) < 50; now = next(now) {
				ran = append(ran, now.UTC().Format("15:04"))
			}
			fmt.Println(name, index, string(must(json.Marshal(map[string]any{"ran": ran, "broken": []string{}}))))
		}
	}
}
GO
(cd go && export GOFLAGS=-mod=mod GOTOOLCHAIN=auto && go mod tidy >/dev/null 2>&1 && go run . <../cases.json) | sort >go.txt

cat >compare.cjs <<'JS'
const { readFileSync } = require("node:fs");
const cases = require("./cases.json").map(([title]) => title);
const rows = {};
for (const line of ["node", "python", "go"].flatMap((name) => readFileSync(`${name}.txt`, "utf8").trim().split("\n"))) {
    const [, name, index, json] = /^(\S+) (\d) (.*)$/.exec(line);
    const { ran, broken } = JSON.parse(json);
    rows[name] ??= { told: "kept" };
    rows[name][cases[index]] = ran.length > 2 ? ran.length : ran.join(" ") || "never";
    if (broken.length > 0) rows[name].told = "broken";
}
console.log("\nTimes are UTC: 00:30 is the first 02:30 of October, 01:30 the second, and 03:30 in March.");
const columns = [...cases, "told"];
console.log(["", ...columns].map((text) => String(text).padEnd(17)).join("").trimEnd());
for (const [name, row] of Object.entries(rows)) console.log([name, ...columns.map((column) => row[column])].map((text) => String(text).padEnd(17)).join("").trimEnd());
JS
node compare.cjs | tee seen.txt

cat >expected.txt <<'TXT'

Times are UTC: 00:30 is the first 02:30 of October, 01:30 the second, and 03:30 in March.
                 02:30 March      02:30 October    quarters March   quarters October told
croner           01:00            00:30            16               16               kept
cron             01:00            00:30            16               16               broken
node-cron        never            01:30            16               12               kept
node-schedule    01:30            00:30            16               16               kept
croniter         01:00            00:30 01:30      16               16               kept
cronsim          01:00            00:30            16               16               kept
APScheduler      01:30            00:30 01:30      16               16               kept
go-quartz        01:30            01:30            16               12               kept
gronx            never            01:30            16               12               kept
robfig           never            00:30 01:30      16               16               kept
TXT
diff expected.txt seen.txt && echo "as seen"
