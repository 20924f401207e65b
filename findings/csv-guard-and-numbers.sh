#!/usr/bin/env bash
# Question: a list of tenants with their telephone numbers is exported as CSV, with the option that keeps spreadsheets from running cells as formulas. Is a number in
#   E.164 form ("+493023125002") still that number for the next program that reads the file?
# Guess, before the run: yes. The guard is an apostrophe or a quote that readers know and take off again, at least the reader of the same library.
# Versions: npm papaparse 5.7.1, csv-stringify 6.9.0, csv-parse 7.0.3; PyPI defusedcsv 3.0.0, pandas 3.1.1, polars 2.1.0, duckdb 2.0.1.
# Seen: never. A plus is what formulas begin with, so all three writers put an apostrophe in front of every number, as a character of the cell, and no reader takes it
#   off: not papaparse what papaparse wrote, not csv-parse, not defusedcsv. pandas, polars and duckdb read the text '+493023125002, with the apostrophe.
#   Without the guard it depends on the reader: polars and duckdb keep the number as a text, pandas makes 493023125002 of it, an integer without its plus, and so
#   does csv-parse with `cast`; papaparse with `dynamicTyping` does not. In no column do all readers have the number; they agree only on the wrong one.
# Why it matters here: lists of numbers go from a gateway's tenants into other tools. A guarded file is for eyes alone; for programs take JSON, or a column whose
#   values begin with something else than a plus ("tel:+49..."), which every reader here keeps as it is, guarded or not.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1 csv-stringify@6.9.0 csv-parse@7.0.3
python3 -m venv py
py/bin/pip install -q --disable-pip-version-check defusedcsv==3.0.0 pandas==3.1.1 polars==2.1.0 duckdb==2.0.1
cat >write.cjs <<'JS'
const { writeFileSync } = require("node:fs");
const Papa = require("papaparse");
const { stringify } = require("csv-stringify/sync");
const number = "+493023125002";
const rows = [["number"], [number]];
writeFileSync("plain.csv", stringify(rows));
writeFileSync("papaparse.csv", Papa.unparse(rows, { escapeFormulae: true }));
writeFileSync("csv-stringify.csv", stringify(rows, { escape_formulas: true }));
writeFileSync("tel.csv", stringify([["number"], [`tel:${number}`]], { escape_formulas: true }));
JS
node write.cjs
cat >read.cjs <<'JS'
const { readFileSync } = require("node:fs");
const Papa = require("papaparse");
const { parse } = require("csv-parse/sync");
for (const file of process.argv.slice(2)) {
    const text = readFileSync(`${file}.csv`, "utf8").trimEnd();
    const say = (reader, rows) => console.log(JSON.stringify([file, reader, rows[1][0]]));
    say("papaparse", Papa.parse(text).data);
    say("papaparse typed", Papa.parse(text, { dynamicTyping: true }).data);
    say("csv-parse", parse(text));
    say("csv-parse typed", parse(text, { cast: true }));
}
JS
cat >read.py <<'PY'
import json, sys
import defusedcsv.csv as defused, duckdb, pandas, polars
with open("defusedcsv.csv", "w", newline="") as file:
    defused.writer(file).writerows([["number"], ["+493023125002"]])
for name in sys.argv[1:]:
    path = name + ".csv"
    say = lambda reader, value: print(json.dumps([name, reader, value]))
    say("defusedcsv", [row for row in defused.reader(open(path, newline=""))][1][0])
    say("pandas", pandas.read_csv(path)["number"].tolist()[0])
    say("polars", polars.read_csv(path)["number"].to_list()[0])
    say("duckdb", duckdb.sql(f"select number from read_csv('{path}', header = true)").fetchall()[0][0])
PY
files="plain papaparse csv-stringify defusedcsv tel"
py/bin/python read.py $files >seen.txt
node read.cjs $files >>seen.txt
cat >compare.cjs <<'JS'
const assert = require("node:assert");
const seen = {};
for (const line of require("node:fs").readFileSync("seen.txt", "utf8").trim().split("\n")) {
    const [file, reader, value] = JSON.parse(line);
    seen[reader] = { ...seen[reader], [file]: value };
}
console.log();
console.table(seen);
const number = "+493023125002";
const guarded = { papaparse: `'${number}`, "csv-stringify": `'${number}`, defusedcsv: `'${number}`, tel: `tel:${number}` };
for (const reader of ["papaparse", "papaparse typed", "csv-parse", "defusedcsv", "polars", "duckdb"])
    assert.deepStrictEqual(seen[reader], { plain: number, ...guarded }, reader);
for (const reader of ["csv-parse typed", "pandas"])
    assert.deepStrictEqual(seen[reader], { plain: 493023125002, ...guarded }, reader);
console.log("As described.");
JS
node compare.cjs
