#!/usr/bin/env bash
# Question: a list of phone numbers is kept in YAML without quotes. What does each language that reads the file get?
# Guess, before the run: a number without its plus sign or zero, everywhere the same, and an error where a program declares the field as text.
# Versions: npm yaml 2.9.1 and js-yaml 5.5.0; PyPI PyYAML 6.0.4 and ruamel.yaml 0.19.1; Go gopkg.in/yaml.v3 3.0.1 and github.com/goccy/go-yaml 1.19.2.
# Seen: it depends on the town. Cologne's 02214710123 has no 8 or 9 in it, so PyYAML and both Go libraries read it as octal: 305369171. Munich's
#   08999998123 is a text for PyYAML and goccy, the float 8.999998123e+09 for yaml.v3, and 8999998123 for both npm libraries and ruamel. The mobile
#   00491713920012 likewise (4.91713920012e+11 in Go). "0112" (112 behind an outside-line zero) is 74, and 0221_4710123 is 305369171 where 0221... is octal.
#   A field that is declared as text does not help everywhere: yaml.v3 then gives back what was written, goccy writes "305369171" into the string
#   and drops the plus sign of +498999998123. A number with a space in it is a text for all six.
# Why it matters here: platform numbers and numbers that may call a bot live in YAML beside the program (Pulumi's own files are read by a Go library). An
#   octal number is a valid-looking number of somebody else, and one file gives two readers two numbers, so a hotline works in staging, where a
#   Munich number was tested, and fails for Cologne. Write "+49..." in quotes and check E.164 after reading, never before writing.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

export NUMBERS='["+498999998123","02214710123","08999998123","00491713920012","0112","0221_4710123","0221 4710123"]'

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts yaml@2.9.1 js-yaml@5.5.0
cat >read.mjs <<'JS'
import { load } from "js-yaml";
import { parse } from "yaml";
const told = (value) => (typeof value === "string" ? `text ${value}` : String(value));
console.log(JSON.stringify([parse, load].map((read) => JSON.parse(process.env.NUMBERS).map((number) => told(read(`number: ${number}`).number)))));
JS
node read.mjs >node.json
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PyYAML==6.0.4 ruamel.yaml==0.19.1
venv/bin/python - >python.json <<'PY'
import json, os, ruamel.yaml, yaml


def told(value):
    return f"text {value}" if isinstance(value, str) else str(value)


readers = [yaml.safe_load, ruamel.yaml.YAML(typ="safe").load]
print(json.dumps([[told(read(f"number: {number}")["number"]) for number in json.loads(os.environ["NUMBERS"])] for read in readers]))
PY
mkdir go
cat >go/go.mod <<'MOD'
module reader

go 1.25.0

require (
	github.com/goccy/go-yaml v1.19.2
	gopkg.in/yaml.v3 v3.0.1
)
MOD
cat >go/main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	goccy "github.com/goccy/go-yaml"
	v3 "gopkg.in/yaml.v3"
)

func told(value any) string {
	if text, ok := value.(string); ok {
		return "text " + text
	}
	return fmt.Sprint(value)
}

func main() {
	var numbers []string
	_ = json.Unmarshal([]byte(os.Getenv("NUMBERS")), &numbers)
	var loose, strict [2][]string
	for _, number := range numbers {
		written := []byte("number: " + number)
		for i, read := range []func([]byte, any) error{v3.Unmarshal, func(b []byte, to any) error { return goccy.Unmarshal(b, to) }} {
			var anything map[string]any
			var declared struct{ Number string }
			if err := read(written, &anything); err != nil {
				panic(err)
			}
			if err := read(written, &declared); err != nil {
				panic(err)
			}
			loose[i] = append(loose[i], told(anything["number"]))
			strict[i] = append(strict[i], told(declared.Number))
		}
	}
	text, _ := json.Marshal([][]string{loose[0], loose[1], strict[0], strict[1]})
	fmt.Println(string(text))
}
GO
(cd go && go run -mod=mod . 2>/dev/null) >go.json
cat >compare.js <<'JS'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const read = (name) => JSON.parse(readFileSync(`${name}.json`, "utf8"));
const readers = ["yaml", "js-yaml", "PyYAML", "ruamel", "Go yaml.v3", "Go goccy", "yaml.v3 as text", "goccy as text"];
const columns = [...read("node"), ...read("python"), ...read("go")];
const seen = Object.fromEntries(JSON.parse(process.env.NUMBERS).map((number, i) => [number, Object.fromEntries(readers.map((name, j) => [name, columns[j][i]]))]));
console.log();
for (const [number, byReader] of Object.entries(seen)) console.log(number, JSON.stringify(byReader, null, 1).replaceAll("\n", ""));
const expected = {
    "+498999998123": ["498999998123", "498999998123", "498999998123", "498999998123", "498999998123", "498999998123", "text +498999998123", "text 498999998123"],
    "02214710123": ["2214710123", "2214710123", "305369171", "2214710123", "305369171", "305369171", "text 02214710123", "text 305369171"],
    "08999998123": ["8999998123", "8999998123", "text 08999998123", "8999998123", "8.999998123e+09", "text 08999998123", "text 08999998123", "text 08999998123"],
    "00491713920012": ["491713920012", "491713920012", "text 00491713920012", "491713920012", "4.91713920012e+11", "text 00491713920012", "text 00491713920012", "text 00491713920012"],
    "0112": ["112", "112", "74", "112", "74", "74", "text 0112", "text 74"],
    "0221_4710123": ["text 0221_4710123", "text 0221_4710123", "305369171", "2214710123", "305369171", "305369171", "text 0221_4710123", "text 305369171"],
    "0221 4710123": Array(8).fill("text 0221 4710123"),
};
for (const [number, values] of Object.entries(expected)) assert.deepStrictEqual(Object.values(seen[number]), values, number);
console.log("As described.");
JS
node compare.js
