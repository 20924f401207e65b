#!/usr/bin/env bash
# Question: is a configuration value, as `pulumi config set` stores it, the same number and the same yes or no in every language that reads it?
# Guess, before the run: yes, or one of them refuses it. "1_000", "0x10" and "5 minutes" are refused by Node; "yes" is refused by all.
# Versions: @pulumi/pulumi 3.276.0 (npm), pulumi 3.272.0 (PyPI), github.com/pulumi/pulumi/sdk/v3 3.259.0 (Go). No engine is needed: the SDKs read
#   what the engine would hand them.
# Seen: Node takes the leading digits and says nothing of the rest: "1_000" is 1 (Python and Go: 1000), "5 minutes" is 5, "20/s" is 20, "0x10" is 0
#   (Go: 16, Python refuses). A leading zero is octal for Go's integers alone: "010" is 8 there and 10 elsewhere, "08" is refused.
#   The Get... half of Go never complains: GetInt of "1e3" is 0, and GetBool of "yes" or "on" is false, where Node and Python refuse the value.
#   "TRUE" and "1" are true in Go alone. "True" is true in Go and Python, and an error in Node.
# Why it matters here: one stack's configuration sets requests per second, timeouts and switches for programs in several languages. `maxRequestsPerSecond: 1_000`
#   slows a Node program to one request a second without a word, and an anonymize of "yes" read by Go's GetBool means no. Write plain decimal digits and
#   true or false, use Require... or Try... in Go, and check the text yourself in Node: get() and a pattern, not getNumber().
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

export VALUES='["20","010","08","1_000","0x10","1e3","5 minutes","20/s"]' SWITCHES='["true","True","TRUE","1","yes","on"]'

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0
cat >read.js <<'JS'
const pulumi = require("@pulumi/pulumi");
const values = JSON.parse(process.env.VALUES);
const switches = JSON.parse(process.env.SWITCHES);
pulumi.runtime.setAllConfig(Object.fromEntries([...values, ...switches].map((text, i) => [`cvg:k${i}`, text])));
const config = new pulumi.Config("cvg");
const told = (ask) => {
    try {
        return String(ask());
    } catch {
        return "refused";
    }
};
const all = [...values, ...switches].map((_, i) => told(() => (i < values.length ? config.requireNumber(`k${i}`) : config.requireBoolean(`k${i}`))));
console.log(JSON.stringify(all));
JS
node read.js >node.json

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pulumi==3.272.0
cat >read.py <<'PY'
import json, os, pulumi

values, switches = json.loads(os.environ["VALUES"]), json.loads(os.environ["SWITCHES"])
pulumi.runtime.set_all_config({f"cvg:k{i}": text for i, text in enumerate(values + switches)})
config = pulumi.Config("cvg")


def told(ask):
    try:
        return str(ask()).lower()
    except Exception:
        return "refused"


print(json.dumps([told(lambda: config.require_int(f"k{i}") if i < len(values) else config.require_bool(f"k{i}")) for i in range(len(values + switches))]))
PY
venv/bin/python read.py >python.json

mkdir go
cat >go/go.mod <<'MOD'
module reader

go 1.25.11

require github.com/pulumi/pulumi/sdk/v3 v3.259.0
MOD
cat >go/main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

type nothing struct{}

func (nothing) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	return args.Name, args.Inputs, nil
}

func (nothing) Call(pulumi.MockCallArgs) (resource.PropertyMap, error) { return nil, nil }

func told(ask func() any) (answer string) {
	defer func() {
		if recover() != nil {
			answer = "refused"
		}
	}()
	return fmt.Sprint(ask())
}

func main() {
	var values, switches []string
	_ = json.Unmarshal([]byte(os.Getenv("VALUES")), &values)
	_ = json.Unmarshal([]byte(os.Getenv("SWITCHES")), &switches)
	texts := map[string]string{}
	for i, text := range append(append([]string{}, values...), switches...) {
		texts[fmt.Sprintf("cvg:k%d", i)] = text
	}
	encoded, _ := json.Marshal(texts)
	os.Setenv("PULUMI_CONFIG", string(encoded))
	var require, get []string
	err := pulumi.RunErr(func(ctx *pulumi.Context) error {
		cvg := config.New(ctx, "cvg")
		for i := 0; i < len(texts); i++ {
			key := fmt.Sprintf("k%d", i)
			if i < len(values) {
				require = append(require, told(func() any { return cvg.RequireInt(key) }))
				get = append(get, told(func() any { return cvg.GetInt(key) }))
			} else {
				require = append(require, told(func() any { return cvg.RequireBool(key) }))
				get = append(get, told(func() any { return cvg.GetBool(key) }))
			}
		}
		return nil
	}, pulumi.WithMocks("project", "stack", nothing{}))
	if err != nil {
		panic(err)
	}
	answer, _ := json.Marshal([][]string{require, get})
	fmt.Println(string(answer))
}
GO
(cd go && go run -mod=mod . 2>/dev/null) >go.json

cat >compare.js <<'JS'
const { readFileSync } = require("node:fs");
const assert = require("node:assert");
const read = (name) => JSON.parse(readFileSync(`${name}.json`, "utf8"));
const texts = [...JSON.parse(process.env.VALUES), ...JSON.parse(process.env.SWITCHES)];
const [goRequire, goGet] = read("go");
const [node, python] = [read("node"), read("python")];
console.log();
console.table(Object.fromEntries(texts.map((text, i) => [text, { Node: node[i], Python: python[i], "Go Require": goRequire[i], "Go Get": goGet[i] }])));
assert.deepStrictEqual(node, ["20", "10", "8", "1", "0", "1000", "5", "20", "true", "refused", "refused", "refused", "refused", "refused"]);
assert.deepStrictEqual(python, ["20", "10", "8", "1000", "refused", "refused", "refused", "refused", "true", "true", "refused", "refused", "refused", "refused"]);
assert.deepStrictEqual(goRequire, ["20", "8", "refused", "1000", "16", "refused", "refused", "refused", "true", "true", "true", "true", "refused", "refused"]);
assert.deepStrictEqual(goGet, ["20", "8", "0", "1000", "16", "0", "0", "0", "true", "true", "true", "true", "false", "false"]);
console.log("As described: one text, up to four readings.");
JS
node compare.js
