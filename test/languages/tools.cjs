// The Go programs of ./module, built once (three minutes) into .engine/languages: Pulumi's language host for YAML, stand-ins for those of Python
// and Go, and the generator of SDKs.
const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const repository = join(__dirname, "../..");
const source = join(__dirname, "module");
const folder = join(repository, ".engine/languages");
const stampFile = join(folder, "stamp");
const YAML = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";

function stamp() {
    const hash = createHash("sha256");
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => /\.(?:go|mod|sum)$/.test(file));
    for (const file of files.sort()) hash.update(file).update(readFileSync(join(source, file)));
    return hash.digest("hex");
}

const go = (...args) => execFileSync("go", args, { cwd: source, env: { ...process.env, GOWORK: "off" }, encoding: "utf8" });

/** @returns the folder of the programs */
function languageTools() {
    const wanted = stamp();
    if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return folder;
    console.error("languages: building hosts and generators from their Go modules: about three minutes, once");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    go("build", "-mod=readonly", "-buildvcs=false", "-tags", "osusergo,grpcnotrace", "-o", `${folder}/`, YAML, "./host", "./sdks");
    for (const language of ["python", "go"]) linkSync(join(folder, "host"), join(folder, `pulumi-language-${language}`));
    writeFileSync(stampFile, wanted);
    return folder;
}

/** Where Go keeps Pulumi's own SDK, which has the executor of Python programs in it. */
const pulumiModule = () => go("list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3").trim();

module.exports = { languageTools, repository };

// For tests: where everything is, as JSON.
if (require.main === module) console.log(JSON.stringify({ folder: languageTools(), pulumi: pulumiModule() }));
