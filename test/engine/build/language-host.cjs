#!/usr/bin/env node
// Stands in for Pulumi's Node language host where the official one cannot be had: starts the program that the engine asks for, with the SDK
// that the program has installed. For this repository's own runs; whoever installs Pulumi has the official one.
const { spawn } = require("node:child_process");
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { Server, ServerCredentials, credentials } = require("@grpc/grpc-js");
const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const {
    GetRequiredPackagesResponse,
    GetRequiredPluginsResponse,
    RunPluginResponse,
    RunResponse,
} = require("@pulumi/pulumi/proto/language_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { version } = require("@pulumi/pulumi/package.json");

/** The SDK's exit code for "the error has been reported already". Source: its `cmd/run`. */
const REPORTED = 32;
/** The state of a channel that is connected. Source: grpc-js, `connectivityState`. */
const READY = 2;

const engineAddress = process.argv.at(-1);
if (!/:\d+$/.test(engineAddress)) {
    console.error(`the last argument is the engine's address, host:port, not ${JSON.stringify(engineAddress)}`);
    process.exit(1);
}

const programs = new Set();
const end = () => {
    for (const program of programs) program.kill("SIGKILL");
    process.exit(0);
};

/** A killed engine tells nobody. Without it there is nothing to do. */
function endWithEngine() {
    const engine = new EngineClient(engineAddress, credentials.createInsecure());
    engine.waitForReady(Date.now() + 5000, (error) => {
        if (!error) engine.getChannel().watchConnectivityState(READY, Number.POSITIVE_INFINITY, end);
    });
}

function runArguments(request, info) {
    const where = createRequire(join(info.getProgramDirectory(), "program.js"));
    return [
        where.resolve("@pulumi/pulumi/cmd/run"),
        ...["--monitor", request.getMonitorAddress()],
        ...["--engine", engineAddress],
        ...["--organization", request.getOrganization()],
        ...["--project", request.getProject()],
        ...["--stack", request.getStack()],
        ...["--pwd", request.getPwd()],
        ...["--root-directory", info.getRootDirectory()],
        ...["--parallel", String(request.getParallel())],
        ...(request.getDryrun() ? ["--dry-run"] : []),
        info.getEntryPoint() || ".",
        ...request.getArgsList(),
    ];
}

/** Starts the program; settles when it has ended. */
function run(request) {
    const info = request.getInfo();
    if (!info) throw new Error("the engine names no program");
    const options = info.getOptions()?.toJavaScript() ?? {};
    const environment = {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true),
    };
    const program = spawn(process.execPath, runArguments(request, info), {
        cwd: info.getProgramDirectory(),
        env: environment,
        stdio: ["ignore", "inherit", "inherit"],
    });
    programs.add(program);
    return new Promise((resolve, reject) => {
        program.once("error", reject);
        program.once("exit", (code, signal) => {
            programs.delete(program);
            const response = new RunResponse();
            if (code === REPORTED) response.setBail(true);
            else if (code !== 0) response.setError(`the program ended with ${signal ?? `exit code ${code}`}`);
            resolve(response);
        });
    });
}

/** Starts a policy pack, with the SDK that the pack has installed, and passes on what it prints: its first line is the port at which it answers. */
function runPlugin(call) {
    const folder = call.request.getInfo()?.getProgramDirectory() ?? "";
    const [address = engineAddress] = call.request.getArgsList();
    const start = createRequire(join(folder, "program.js")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const given = call.request.getEnvList().map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]);
    const pack = spawn(process.execPath, [start, address, "."], {
        cwd: folder,
        env: { ...process.env, ...Object.fromEntries(given) },
        stdio: ["ignore", "pipe", "pipe"],
    });
    programs.add(pack);
    pack.stdout.on("data", (data) => call.write(new RunPluginResponse().setStdout(data)));
    pack.stderr.on("data", (data) => call.write(new RunPluginResponse().setStderr(data)));
    pack.once("error", (error) => call.destroy(error));
    pack.once("close", (code) => {
        programs.delete(pack);
        call.write(new RunPluginResponse().setExitcode(code ?? 1));
        call.end();
    });
    call.once("cancelled", () => pack.kill());
}

const server = new Server();
server.addService(LanguageRuntimeService, {
    getPluginInfo: (_, respond) => respond(null, new PluginInfo().setVersion(version)),
    getRequiredPlugins: (_, respond) => respond(null, new GetRequiredPluginsResponse()),
    getRequiredPackages: (_, respond) => respond(null, new GetRequiredPackagesResponse()),
    runPlugin: (call) => {
        if (call.request.getKind() === "analyzer") return runPlugin(call);
        call.destroy(new Error(`this host runs programs and policy packs, no ${call.request.getKind()}`));
    },
    run: (call, respond) => {
        new Promise((resolve) => resolve(run(call.request))).then((response) => respond(null, response), respond);
    },
});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(String(port));
    endWithEngine();
});
process.once("SIGINT", end).once("SIGTERM", end);
