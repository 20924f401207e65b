// Makes SDKs in TypeScript, Python, Go and C# of the plugin's schema; no language host is needed for it.
// Arguments: the schema, the folder to write to.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"pulumi-cvg/test/languages/generators"
)

func run(file, folder string) error {
	spec, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for _, language := range generators.Languages {
		files, err := generators.Package(language, string(spec), schema.NewPluginLoader(nil))
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		into := filepath.Join(folder, language)
		if err := os.RemoveAll(into); err != nil {
			return err
		}
		if err := generators.Write(into, files); err != nil {
			return err
		}
		fmt.Printf("%s: %d files\n", into, len(files))
	}
	return nil
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "arguments: SCHEMA FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
