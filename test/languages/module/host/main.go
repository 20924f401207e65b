// Stands in for Pulumi's language hosts of Python and Go where the official ones cannot be had: it runs a program as they do, and generates with
// the generators that they have. Its language is the end of its own name. For this repository's tests; whoever installs Pulumi has the official ones.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
	"pulumi-cvg/test/languages/generators"
)

// The program has shown its error already. Source: pulumi-language-python-exec.
const alreadyShown = 32

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	language, engine string
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: "0.0.0"}, nil
}

// The program's project names its plugins itself.
func (h *host) GetRequiredPackages(
	context.Context, *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	return &pulumirpc.GetRequiredPackagesResponse{}, nil
}

// python runs the program by the executor that Pulumi's Go module brings: CVG_PYTHON is the interpreter that has the packages of the program.
func (h *host) python(req *pulumirpc.RunRequest) (*exec.Cmd, error) {
	executor := os.Getenv("CVG_PYTHON_EXECUTOR")
	interpreter := os.Getenv("CVG_PYTHON")
	if executor == "" || interpreter == "" {
		return nil, errors.New("CVG_PYTHON and CVG_PYTHON_EXECUTOR have to be set")
	}
	return exec.Command(interpreter, "-u", executor,
		"--monitor", req.MonitorAddress, "--engine", h.engine,
		"--project", req.Project, "--stack", req.Stack, "--organization", req.Organization,
		"--root_directory", req.Info.RootDirectory, "--pwd", req.Pwd,
		"--parallel", strconv.Itoa(int(req.Parallel)), "--dry_run", strconv.FormatBool(req.DryRun),
		filepath.Join(req.Info.ProgramDirectory, req.Info.EntryPoint)), nil
}

// compiled builds the program, as `go run` would, so that its exit code is its own.
func (h *host) compiled(req *pulumirpc.RunRequest, folder string) (*exec.Cmd, error) {
	program := filepath.Join(folder, "program")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = req.Info.ProgramDirectory
	if said, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, said)
	}
	return exec.Command(program), nil
}

func environment(req *pulumirpc.RunRequest, engine string) ([]string, error) {
	// A stack without configuration sends none, and "null" is no configuration to an SDK.
	given, secrets := req.Config, req.ConfigSecretKeys
	if given == nil {
		given = map[string]string{}
	}
	if secrets == nil {
		secrets = []string{}
	}
	config, err := json.Marshal(given)
	if err != nil {
		return nil, err
	}
	secret, err := json.Marshal(secrets)
	if err != nil {
		return nil, err
	}
	return append(os.Environ(),
		pulumi.EnvOrganization+"="+req.Organization, pulumi.EnvProject+"="+req.Project, pulumi.EnvStack+"="+req.Stack,
		pulumi.EnvPulumiRootDirectory+"="+req.Info.RootDirectory,
		pulumi.EnvConfig+"="+string(config), pulumi.EnvConfigSecretKeys+"="+string(secret),
		pulumi.EnvDryRun+"="+strconv.FormatBool(req.DryRun), pulumi.EnvParallel+"="+strconv.Itoa(int(req.Parallel)),
		pulumi.EnvMonitor+"="+req.MonitorAddress, pulumi.EnvEngine+"="+engine,
	), nil
}

func (h *host) Run(_ context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	folder, err := os.MkdirTemp("", "pulumi-cvg-program-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	var program *exec.Cmd
	if h.language == "python" {
		program, err = h.python(req)
	} else {
		program, err = h.compiled(req, folder)
	}
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	if program.Env, err = environment(req, h.engine); err != nil {
		return nil, err
	}
	program.Dir, program.Stdout, program.Stderr = req.Pwd, os.Stdout, os.Stderr
	var ended *exec.ExitError
	if err := program.Run(); errors.As(err, &ended) && ended.ExitCode() == alreadyShown {
		return &pulumirpc.RunResponse{Bail: true}, nil
	} else if err != nil {
		return &pulumirpc.RunResponse{Error: "the program ended with " + err.Error()}, nil
	}
	return &pulumirpc.RunResponse{}, nil
}

func (h *host) GenerateProgram(
	_ context.Context, req *pulumirpc.GenerateProgramRequest,
) (*pulumirpc.GenerateProgramResponse, error) {
	loader, err := schema.NewLoaderClient(req.LoaderTarget)
	if err != nil {
		return nil, err
	}
	parser := syntax.NewParser()
	for name, source := range req.Source {
		if err := parser.ParseFile(strings.NewReader(source), name); err != nil {
			return nil, err
		}
	}
	if parser.Diagnostics.HasErrors() {
		return nil, parser.Diagnostics
	}
	program, found, err := pcl.BindProgram(parser.Files, schema.NewCachedLoader(loader))
	if err != nil {
		return nil, err
	}
	if program == nil || found.HasErrors() {
		return nil, found
	}
	source, more, err := generators.Program(h.language, program)
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.GenerateProgramResponse{Source: source}
	for _, each := range append(found, more...) {
		response.Diagnostics = append(response.Diagnostics, plugin.HclDiagnosticToRPCDiagnostic(each))
	}
	return response, nil
}

func (h *host) GeneratePackage(
	_ context.Context, req *pulumirpc.GeneratePackageRequest,
) (*pulumirpc.GeneratePackageResponse, error) {
	loader, err := schema.NewLoaderClient(req.LoaderTarget)
	if err != nil {
		return nil, err
	}
	files, err := generators.Package(h.language, req.Schema, schema.NewCachedLoader(loader))
	if err != nil {
		return nil, err
	}
	return &pulumirpc.GeneratePackageResponse{}, generators.Write(req.Directory, files)
}

func main() {
	_, language, _ := strings.Cut(filepath.Base(os.Args[0]), "pulumi-language-")
	// The last argument is where the engine listens. Without an engine there is nothing to do.
	engine := os.Args[len(os.Args)-1]
	ctx, cancel := context.WithCancel(context.Background())
	end := make(chan bool)
	if err := rpcutil.Healthcheck(ctx, engine, 5*time.Minute, cancel); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	go func() {
		<-ctx.Done()
		close(end)
	}()
	server, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: end,
		Init: func(srv *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(srv, &host{language: language, engine: engine})
			return nil
		},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(server.Port)
	if err := <-server.Done; err != nil {
		os.Exit(1)
	}
}
