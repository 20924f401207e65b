/**
 * The committed previews are what the real engine makes of the programs of test/review today: each reads as its committed report.
 * `npm run review:previews` makes them anew.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Made, makeGroup, previewFile, reportFile } from "../../review/make.js";
import { reportText } from "../../review/read.js";
import { GROUPS, type Scenario } from "../../review/scenarios.js";

const write = process.env.PREVIEWS === "write";
const only = process.env.GROUP;

function keep(scenario: Scenario, made: Made): void {
    mkdirSync(dirname(previewFile(scenario.name)), { recursive: true });
    writeFileSync(previewFile(scenario.name), gzipSync(JSON.stringify(made), { level: 9 }));
}

describe("the previews of the real engine read as the committed reports", () => {
    const sandboxes = new Map<string, Sandbox>();
    afterAll(async () => {
        for (const sandbox of sandboxes.values()) await sandbox.close();
    });

    // The reseller's policy stands beside the fleet, at the same gateway.
    const at = (name: string): string => (name === "reseller" ? "fleet" : name);

    test.each(GROUPS.filter(({ name }) => only === undefined || only.split(",").includes(name)))("of the group $name", async (group) => {
        const sandbox = sandboxes.get(at(group.name)) ?? (await startSandbox());
        sandboxes.set(at(group.name), sandbox);
        const seen: string[] = [];
        const differing: Record<string, readonly [string, string]> = {};
        await makeGroup(group, sandbox, async (scenario, made) => {
            seen.push(scenario.name);
            if (write) return keep(scenario, made);
            const [text, expected] = [await reportText(scenario, made), readFileSync(reportFile(scenario.name), "utf8")];
            if (text !== expected) differing[scenario.name] = [text, expected];
        });
        expect(differing).toEqual({});
        expect(seen).toHaveLength(group.scenarios.length);
    });
});
