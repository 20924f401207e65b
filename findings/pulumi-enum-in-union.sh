#!/usr/bin/env bash
# Question: an input of a Pulumi package takes a switch or a word of a list (`oneOf` of boolean and an enumeration): true, false or "inherit". What can a
#   program write in each language, with the SDK that Pulumi's own generators make of the schema?
# Guess, before the run: both everywhere; in Go, which has no unions, anything at all. A generator that could not say it would refuse the schema.
# Versions: github.com/pulumi/pulumi/pkg/v3 3.276.0 (TypeScript, Python, Go), github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3 3.112.1 (C#).
# Seen: TypeScript, Python and C# take both. Go takes texts alone: the type of the place is that of the enumeration's values, the boolean is gone, and no
#   generator says a word. With a plain string in place of the enumeration Go takes anything, and the three others both.
# Why it matters here: a provider whose schema passes every check, and whose examples run in three languages, has an SDK for Go in which recordings cannot
#   be switched on. A provider for many languages has to compile a program of each; enumerations beside other types stay out of its schema.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

cat >go.mod <<'MOD'
module example.com/generators

go 1.26.6

require (
	github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3 v3.112.1
	github.com/pulumi/pulumi/pkg/v3 v3.276.0
)
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"

	dotnet "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

var loader = schema.NewPluginLoader(nil)

func packageWith(word schema.TypeSpec) *schema.Package {
	recordings := schema.PropertySpec{TypeSpec: schema.TypeSpec{OneOf: []schema.TypeSpec{{Type: "boolean"}, word}}}
	pkg, found, err := schema.BindSpec(schema.PackageSpec{
		Name:    "demo",
		Version: "1.0.0",
		Types: map[string]schema.ComplexTypeSpec{"demo:index:Word": {
			ObjectTypeSpec: schema.ObjectTypeSpec{Type: "string"},
			Enum:           []schema.EnumValueSpec{{Name: "Inherit", Value: "inherit"}},
		}},
		Resources: map[string]schema.ResourceSpec{"demo:index:Tenant": {
			InputProperties: map[string]schema.PropertySpec{"recordings": recordings},
		}},
	}, loader, schema.ValidationOptions{})
	if err != nil || len(found) > 0 {
		panic(fmt.Sprint(err, found))
	}
	return pkg
}

// The types of the places called recordings, in the files of an SDK.
func typesIn(files map[string][]byte, err error, place string) string {
	if err != nil {
		panic(err)
	}
	line := regexp.MustCompile(place)
	for name, content := range files {
		if !strings.Contains(strings.ToLower(name), "tenant") {
			continue
		}
		if match := line.FindSubmatch(content); match != nil {
			return string(match[1])
		}
	}
	return "no such place"
}

func main() {
	// The generator for C# fetches a logo.
	logo := httptest.NewServer(http.NotFoundHandler())
	defer logo.Close()
	for _, each := range []struct {
		name string
		word schema.TypeSpec
	}{{"enumeration", schema.TypeSpec{Ref: "#/types/demo:index:Word"}}, {"string", schema.TypeSpec{Type: "string"}}} {
		make := func() *schema.Package { return packageWith(each.word) }
		files, err := nodejs.GeneratePackage("demo", make(), nil, nil, false, loader)
		fmt.Printf("boolean or %s, TypeScript: %s\n", each.name, typesIn(files, err, `recordings\?: (.*);`))
		files, err = python.GeneratePackage("demo", make(), nil, loader)
		fmt.Printf("boolean or %s, Python: %s\n", each.name, typesIn(files, err, `recordings: (.*) = None\)`))
		files, err = gogen.GeneratePackage("demo", make(), nil)
		fmt.Printf("boolean or %s, Go: %s\n", each.name, typesIn(files, err, `Recordings (pulumi\.\w+)`))
		pkg := make()
		pkg.LogoURL = logo.URL
		files, err = dotnet.GeneratePackage("demo", pkg, nil, nil)
		fmt.Printf("boolean or %s, C#: %s\n", each.name, typesIn(files, err, `public (.*) Recordings`))
	}
}
GO
GOFLAGS=-mod=mod go mod tidy 2>/dev/null
go run . | tee seen.txt

cat >expected.txt <<'TXT'
boolean or enumeration, TypeScript: pulumi.Input<boolean | enums.Word | undefined>
boolean or enumeration, Python: pulumi.Input[Optional[Union[_builtins.bool, 'Word']]]
boolean or enumeration, Go: pulumi.StringPtrInput
boolean or enumeration, C#: InputUnion<bool, Pulumi.Demo.Word>?
boolean or string, TypeScript: pulumi.Input<boolean | string | undefined>
boolean or string, Python: pulumi.Input[Optional[Union[_builtins.bool, _builtins.str]]]
boolean or string, Go: pulumi.Input
boolean or string, C#: InputUnion<bool, string>?
TXT
diff expected.txt seen.txt && echo "as seen"
