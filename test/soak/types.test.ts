/** The same type test under each version of TypeScript that users have. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refusals } from "../harness/type-check.js";

test.each(["5.9", "6.0", "7.0"])("what a literal above forbids is refused by TypeScript %s", async (version) => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-typescript-"));
    try {
        execFileSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", `typescript@~${version}.0`], { stdio: "pipe" });
        const { expected, found } = await refusals(join(folder, "node_modules/typescript/bin/tsc"), join(__dirname, "../types/tenants.ts"));
        expect(found).toEqual(expected);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
});
