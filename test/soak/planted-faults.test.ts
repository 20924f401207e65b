import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

test("the agreement test finds a fault in any setting on either side, and docs/agreement.md says so", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["test/agreement-faults/plant.mjs"], { cwd: root, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/\n12 of 12 faults caught\n$/);
    // What is out of date is put right by `npm run plant -- --write`.
    expect(readFileSync(join(root, "docs/agreement.md"), "utf8")).toContain(stdout.trim());
}, 300_000);
