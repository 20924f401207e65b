#!/usr/bin/env bash
# Question: a unit that exists is taken over, and Pulumi writes the program for it (`pulumi import`, or `pulumi convert` from another language). A bot's text of several lines, with quotes, backslashes and
#   ${caller} in it, stands in that program. Is it the same text in each language?
# Guess, before the run: yes. A generator of programs knows how its language writes a text; a template's ${...}, which two of them give a meaning of their own, is what it is tested with.
# Versions: the generators of github.com/pulumi/pulumi/pkg/v3 3.276.0 (TypeScript, Python, Go) and of github.com/pulumi/pulumi-yaml 1.38.1, which reads its program itself; Python 3.11 and Node 24 read theirs.
# Seen: in TypeScript and Go. In Python a text of one line is right and one of several lines is put between triple quotes without escapes: "bots\bot" becomes a backspace and "ot", in silence, and a text that ends
#   with a quote is no Python any more. (\d stays, with a warning.) YAML has ${caller} right, and nothing that has a dollar before it: "$$" comes out as "$", in silence, and
#   "$${caller}" becomes a reference to something named caller. Ends of lines, blanks before and after and CRLF are right everywhere.
# Why it matters here: the first `up` after the import shows a change of a text that nobody changed, and whoever takes it for noise puts the damaged text on. Prompts with regular expressions, paths or quoted
#   sentences are such texts. Read the preview after an import, which must be empty, and keep long texts in files of their own.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"

cat >texts.json <<'JSON'
{
    "one line with all of it": "Hello ${caller}: \"yes\" \\d \\t `no` {0} 100 %",
    "lines": "Hello\nand welcome\n",
    "lines, ${caller}": "Hello ${caller},\nand welcome",
    "lines, \"\"": "Say \"yes\"\nor \"no\"\nor nothing",
    "lines, a quote at the end": "Say this:\n\"Hello\"",
    "lines, \\d+": "digits:\n\\d+",
    "lines, \\bot": "path:\nbots\\bot",
    "lines, CRLF": "Hello\r\nand welcome\r\n",
    "lines, blanks before": "  Hello\n  and welcome",
    "lines, blanks after": "Hello  \nand welcome",
    "lines, a last empty one": "Hello\n\n",
    "$$": "costs 5 $$ a call",
    "$${caller}": "Hello $${caller}"
}
JSON
cat >go.mod <<'MOD'
module example.com/texts

go 1.25

require (
	github.com/pulumi/pulumi-yaml v1.38.1
	github.com/pulumi/pulumi/pkg/v3 v3.276.0
)
MOD
cat >main.go <<'GO'
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/pulumi/pulumi-yaml/pkg/pulumiyaml"
	yamlast "github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/ast"
	"github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/codegen"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/zclconf/go-cty/cty"
)

type generator func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error)

func program(text string, generate generator) []byte {
	source := fmt.Sprintf("output \"greeting\" {\n  value = %s\n}\n", hclwrite.TokensForValue(cty.StringVal(text)).Bytes())
	parsed := syntax.NewParser()
	if err := parsed.ParseFile(bytes.NewReader([]byte(source)), "main.pp"); err != nil || parsed.Diagnostics.HasErrors() {
		panic(fmt.Sprint(err, parsed.Diagnostics))
	}
	bound, found, err := pcl.BindProgram(parsed.Files, schema.NewPluginLoader(nil))
	if err != nil || found.HasErrors() {
		panic(fmt.Sprint(err, found))
	}
	files, found, err := generate(bound)
	if err != nil || found.HasErrors() {
		panic(fmt.Sprint(err, found))
	}
	for _, each := range []string{"index.ts", "__main__.py", "main.go", "Main.yaml"} {
		if file, there := files[each]; there {
			return file
		}
	}
	panic("no program")
}

// The text that Go's compiler reads.
func byGo(source []byte) (read any) {
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", source, 0)
	if err != nil {
		return nil
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if call, is := node.(*ast.CallExpr); is && len(call.Args) == 1 {
			if literal, is := call.Args[0].(*ast.BasicLit); is && literal.Kind == token.STRING {
				read, _ = strconv.Unquote(literal.Value)
			}
		}
		return true
	})
	return read
}

// The text that Pulumi's own reader of YAML programs has, null where it sees a reference to something in it.
func byYaml(source []byte) any {
	template, found, err := pulumiyaml.LoadYAMLBytes("Main.yaml", append([]byte("name: texts\nruntime: yaml\n"), source...))
	if err != nil || found.HasErrors() {
		return nil
	}
	if text, is := template.Outputs.Entries[0].Value.(*yamlast.StringExpr); is {
		return text.Value
	}
	return nil
}

func main() {
	var texts map[string]string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	seen := map[string]map[string]any{}
	for name, text := range texts {
		seen[name] = map[string]any{
			"TypeScript": string(program(text, nodejs.GenerateProgram)),
			"Python":     string(program(text, python.GenerateProgram)),
			"Go":         byGo(program(text, gogen.GenerateProgram)),
			"YAML":       byYaml(program(text, codegen.GenerateProgram)),
		}
	}
	_ = json.NewEncoder(os.Stdout).Encode(seen)
}
GO
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto GOWORK=off
go mod tidy >/dev/null 2>&1
go run . <texts.json >programs.json

# Python and Node read what was written for them.
python3 -W ignore - <<'PY'
import json
import sys
import types

programs = json.load(open("programs.json"))
kept = {}
sys.modules["pulumi"] = types.SimpleNamespace(export=kept.__setitem__)
for each in programs.values():
    kept.clear()
    try:
        exec(compile(each["Python"].encode(), "__main__.py", "exec"), {})
    except SyntaxError:
        pass
    each["Python"] = kept.get("greeting")
json.dump(programs, open("read.json", "w"))
PY
cat >compare.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { runInNewContext } = require("node:vm");
const texts = require("./texts.json");
const read = require("./read.json");
const columns = ["TypeScript", "Python", "Go", "YAML"];
const row = (cells) => console.log(cells.map((cell, at) => cell.padEnd(at === 0 ? 30 : 13)).join("").trimEnd());
row(["", ...columns]);
for (const [name, text] of Object.entries(texts)) {
    const each = read[name];
    each.TypeScript = runInNewContext(`${each.TypeScript.replace(/^import .*$/m, "").replace("export const", "var")}; greeting`);
    row([name, ...columns.map((column) => (each[column] === text ? "same" : each[column] === null ? (column === "YAML" ? "A REFERENCE" : "NO PROGRAM") : "OTHER TEXT"))]);
    for (const column of columns) if (each[column] !== text && each[column] !== null) console.log(`    ${column} has ${JSON.stringify(each[column])} for ${JSON.stringify(text)}`);
}
JS
node compare.cjs | tee seen.txt

cat >expected.txt <<'TXT'
                              TypeScript   Python       Go           YAML
one line with all of it       same         same         same         same
lines                         same         same         same         same
lines, ${caller}              same         same         same         same
lines, ""                     same         same         same         same
lines, a quote at the end     same         NO PROGRAM   same         same
lines, \d+                    same         same         same         same
lines, \bot                   same         OTHER TEXT   same         same
    Python has "path:\nbots\bot" for "path:\nbots\\bot"
lines, CRLF                   same         same         same         same
lines, blanks before          same         same         same         same
lines, blanks after           same         same         same         same
lines, a last empty one       same         same         same         same
$$                            same         same         same         OTHER TEXT
    YAML has "costs 5 $ a call" for "costs 5 $$ a call"
$${caller}                    same         same         same         A REFERENCE
TXT
diff expected.txt seen.txt && echo "as seen"
