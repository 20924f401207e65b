/** Engines of other versions than this repository's, built from their Go module once and kept beside its own. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../../harness/command.js";
import { pulumiPath, repository } from "../../harness/engine-environment.js";

/** The version that `npm run engine` brings. */
export const OWN = "3.276.0";

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** The command line of an engine. Built in some minutes where it is not there. */
export async function engineOf(version: string): Promise<string> {
    if (version === OWN) return pulumiPath();
    const folder = join(repository, ".engine/versions", version);
    const pulumi = join(folder, "pulumi");
    if (existsSync(pulumi)) return pulumi;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "go.mod"), `module pulumi-cvg/engines\n\ngo 1.26\n\nrequire github.com/pulumi/pulumi/pkg/v3 v${version}\n`);
    const flags = ["-mod=mod", "-buildvcs=false", "-tags", "osusergo,grpcnotrace"];
    const link = ["-ldflags", `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`];
    const env = { ...process.env, GOWORK: "off" };
    const { code, stdout, stderr } = await runCommand("go", ["build", ...flags, ...link, "-o", "pulumi.made", PACKAGE], {
        cwd: folder,
        env,
        timeoutSeconds: 1800,
    });
    if (code !== 0) throw new Error(`pulumi ${version} cannot be built\n${stdout}\n${stderr}`);
    renameSync(join(folder, "pulumi.made"), pulumi);
    return pulumi;
}
