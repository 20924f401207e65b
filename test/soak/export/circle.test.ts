/**
 * The circle: a live tree -> `cvg export` -> the program on the real engine -> nothing written -> an empty preview -> exported again, the same bytes.
 * Under every row of the pairwise table, for random trees, and once with a thousand units in each form.
 */
import fc from "fast-check";
import { exported } from "../../../provider/export/exported.js";
import { asClasses, asTenants } from "../../../provider/export/typescript.js";
import { asYaml, PROGRAM } from "../../../provider/export/yaml.js";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { openTenancy, type Tenancy } from "../../gateway/inventory/tenancy.js";
import { openConsole } from "../../harness/console.js";
import { PAIRWISE, titleOf } from "../../harness/pairwise.js";
import { type PlantedUnit, planted, plantedTenancy } from "../../harness/planted-tenancy.js";
import { stackConfiguration } from "../../harness/provider-environment.js";
import { pulumiProject } from "../../harness/pulumi-cli.js";
import { plannedErrors, plannedSteps } from "../../harness/steps.js";
import { soaked } from "../matrices.js";

const FORMS = { tenants: asTenants, classes: asClasses, yaml: asYaml } as const;
type Form = keyof typeof FORMS;
const SEED = Number(process.env.LAWS_SEED ?? 20261127);
const MINUTES_20 = 1200;

interface Ends {
    readonly units: number;
    /** Writes of the first `up`, as the notes of the program foretell them: one for each unit that has one. */
    readonly foretold: number;
    readonly written: number;
}

/** @throws where the circle does not close */
async function circle(tenancy: Tenancy, form: Form): Promise<Ends> {
    const console = await openConsole(tenancy.sandbox);
    const now = async () => exported(await takeInventory(tenancy.another()));
    const before = await now();
    const text = FORMS[form](before);
    const { config, secrets } = stackConfiguration(tenancy.sandbox);
    await using project = await pulumiProject({
        files: form === "yaml" ? { "index.ts": PROGRAM, "tenants.yaml": text } : { "index.ts": text },
        config: { ...config, "cvg:maxRequestsPerSecond": "1000" },
        secrets: { ...secrets, ...Object.fromEntries(before.secrets.map(({ key, value }) => [key, value ?? "typed-by-a-person"])) },
        timeoutSeconds: MINUTES_20,
    });
    const preview = await project.preview({ json: true });
    expect(plannedErrors(preview.json)).toEqual([]);
    await console.control("DELETE", "/requests");
    const up = await project.up();
    expect({ code: up.code, problems: up.code === 0 ? "" : up.text }).toEqual({ code: 0, problems: "" });
    const written = await console.writes();
    const after = await project.preview({ json: true, args: ["--refresh"] });
    expect(plannedErrors(after.json)).toEqual([]);
    expect(Object.entries(plannedSteps(after.json)).filter(([, step]) => step !== "refresh")).toEqual([]);
    const again = await now();
    // What the notes foretold has happened: they are gone, and nothing else has changed.
    expect(FORMS[form](again).replace(NOTE, "")).toBe(text.replace(NOTE, ""));
    return { units: units(before.tenants), foretold: noted(before.tenants), written };
}

const NOTE = /^ *(?:#|\/\/).* the first `pulumi up` writes .*\n/gm;
type Units = Awaited<ReturnType<typeof exported>>["tenants"];
const units = (all: Units): number => all.reduce((sum, { below }) => sum + 1 + units(below), 0);
const noted = (all: Units): number =>
    all.reduce(
        (sum, { notes, below }) => sum + (notes.some((note) => note.includes("the first `pulumi up` writes")) ? 1 : 0) + noted(below),
        0,
    );

async function ofTrees(trees: readonly PlantedUnit[], row: object, form: Form): Promise<Ends> {
    const tenancy = await openTenancy({});
    try {
        await planted(tenancy.gateway, trees);
        await tenancy.control("POST", "/behaviour", row);
        return await circle(tenancy, form);
    } finally {
        await tenancy.close();
    }
}

const tighter = { allowRecordings: false, maxDialogRetentionTime: 3_600_000 };
const open = {
    allowOutboundCalls: true,
    allowRecordings: true,
    maxRecordingRetentionTime: 604_800_000,
    anonymizeRemoteNumbers: false,
    storeDialogData: true,
    maxDialogRetentionTime: 86_400_000,
};
const unit = (
    level: PlantedUnit["level"],
    name: string,
    settings: object,
    below: readonly PlantedUnit[] = [],
    inactive = false,
): PlantedUnit => ({ level, name, settings: { ...open, ...settings }, below, inactive });
/** Thirty units: settings at every level, none looser than what is above it, one unit inactive. */
const THIRTY: readonly PlantedUnit[] = ["Acme", "Globex"].map((customer, index) =>
    unit(
        "customer",
        customer,
        index === 0 ? {} : { anonymizeRemoteNumbers: true },
        ["Schaden", "Vertrieb"].map((account, place) =>
            unit(
                "account",
                account,
                { ...(place === 0 ? {} : tighter), ...(index === 0 ? {} : { anonymizeRemoteNumbers: true }) },
                ["A", "B", "C", "D", "E", "F"].map((name) =>
                    unit(
                        "project",
                        name,
                        {
                            ...(place === 0 ? {} : tighter),
                            ...(index === 0 ? {} : { anonymizeRemoteNumbers: true }),
                            ...(name === "B" ? { allowOutboundCalls: false } : {}),
                        },
                        [],
                        name === "F",
                    ),
                ),
            ),
        ),
    ),
);

describe("under every row of the pairwise table", () => {
    const soak = soaked("Exported, taken over and exported again");
    soak.write(PAIRWISE.length, (cases) => `${cases} units in ${PAIRWISE.length} circles, one under each row of the table`);
    test.each(PAIRWISE.map((row, index) => [titleOf(row), row, index] as const))("%s", async (_title, row, index) => {
        const form = (["yaml", "tenants", "classes"] as const)[index % 3] ?? "yaml";
        const ends = await ofTrees(THIRTY, row, form);
        expect(ends.written).toBe(ends.foretold);
        if (row.secretsOnRead === "plain") expect(ends.written).toBe(0);
        expect(ends.units).toBe(26);
        soak.add(30);
    });
});

describe("for random trees", () => {
    const trees = fc.sample(plantedTenancy(3), { numRuns: 9, seed: SEED });
    test.each(trees.map((tree, index) => [index, tree] as const))(`tree %i of seed ${SEED}`, async (index, tree) => {
        const ends = await ofTrees(tree, {}, (["yaml", "tenants", "classes"] as const)[index % 3] ?? "yaml");
        expect(ends.written).toBe(ends.foretold);
    });
});

test.each(["yaml", "tenants", "classes"] as const)("a thousand units as %s", async (form) => {
    const tenancy = await openTenancy({ seed: "large:900" });
    try {
        expect(await circle(tenancy, form)).toEqual({ units: 999, foretold: 0, written: 0 });
    } finally {
        await tenancy.close();
    }
});
