// Package generators makes SDKs of a schema, and programs of what `pulumi import` found, by the generators of Pulumi's own language hosts.
package generators

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/hashicorp/hcl/v2"
	dotnet "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-cvg"

// Files are contents by path.
type Files = map[string][]byte

// Languages an SDK can be made in.
var Languages = []string{"nodejs", "python", "go", "dotnet"}

// Package makes an SDK. Whatever Pulumi has to say against the schema is an error.
func Package(language, spec string, loader schema.ReferenceLoader) (Files, error) {
	var parsed schema.PackageSpec
	if err := json.Unmarshal([]byte(spec), &parsed); err != nil {
		return nil, err
	}
	pkg, found, err := schema.BindSpec(parsed, loader, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		return nil, found
	}
	switch language {
	case "nodejs":
		return nodejs.GeneratePackage(tool, pkg, nil, nil, true, loader)
	case "python":
		return python.GeneratePackage(tool, pkg, nil, loader)
	case "go":
		return gogen.GeneratePackage(tool, pkg, nil)
	case "dotnet":
		// It fetches a logo from where the schema says, or from the network.
		logo := httptest.NewServer(http.HandlerFunc(blank))
		defer logo.Close()
		pkg.LogoURL = logo.URL
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	}
	return nil, errors.New("there is no generator for " + language)
}

func blank(response http.ResponseWriter, _ *http.Request) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewNRGBA(image.Rect(0, 0, 1, 1))); err == nil {
		_, _ = response.Write(picture.Bytes())
	}
}

// Program makes source code of a bound program.
func Program(language string, program *pcl.Program) (Files, hcl.Diagnostics, error) {
	switch language {
	case "python":
		return python.GenerateProgram(program)
	case "go":
		return gogen.GenerateProgram(program)
	}
	return nil, nil, errors.New("there is no generator of programs for " + language)
}

// Write puts files into a folder.
func Write(folder string, files Files) error {
	for name, content := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
