/** The circle: a live tree -> `cvg export` -> the program on the real engine -> nothing written -> an empty preview -> exported again, the same bytes. */
import { transformSync } from "@swc/core";
import { exported } from "../../../provider/export/exported.js";
import { asClasses, asTenants } from "../../../provider/export/typescript.js";
import { asYaml, PROGRAM } from "../../../provider/export/yaml.js";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { openTenancy, type Tenancy } from "../../gateway/inventory/tenancy.js";
import { openConsole } from "../../harness/console.js";
import { type PlantedUnit, planted } from "../../harness/planted-tenancy.js";
import { stackConfiguration } from "../../harness/provider-environment.js";
import { pulumiProject } from "../../harness/pulumi-cli.js";
import { plannedErrors, plannedSteps } from "../../harness/steps.js";

const FORMS = { tenants: asTenants, classes: asClasses, yaml: asYaml } as const;
export type Form = keyof typeof FORMS;
const NAMES: readonly Form[] = ["yaml", "tenants", "classes"];
/** In turn. */
export const formOf = (index: number): Form => NAMES[index % NAMES.length] ?? "yaml";
const MINUTES_20 = 1200;

export interface Ends {
    readonly units: number;
    /** Writes of the first `up`, as the notes of the program foretell them: one for each unit that has one. */
    readonly foretold: number;
    readonly written: number;
}

/** As the compiler leaves it. What the compiler says of exported programs is seen in test/e2e/export, and takes half of the time of each command. */
const compiled = (text: string): string =>
    transformSync(text, { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } }).code;

/** @throws where the circle does not close */
export async function circle(tenancy: Tenancy, form: Form): Promise<Ends> {
    const console = await openConsole(tenancy.sandbox);
    const now = async () => exported(await takeInventory(tenancy.another()));
    const before = await now();
    const text = FORMS[form](before);
    const { config, secrets } = stackConfiguration(tenancy.sandbox);
    await using project = await pulumiProject({
        files: form === "yaml" ? { "index.js": compiled(PROGRAM), "tenants.yaml": text } : { "index.js": compiled(text) },
        config: { ...config, "cvg:maxRequestsPerSecond": "1000" },
        secrets: { ...secrets, ...Object.fromEntries(before.secrets.map(({ key, value }) => [key, value ?? "typed-by-a-person"])) },
        timeoutSeconds: MINUTES_20,
    });
    await console.control("DELETE", "/requests");
    const preview = await project.preview({ json: true });
    expect(plannedErrors(preview.json)).toEqual([]);
    expect(Object.values(plannedSteps(preview.json)).filter((step) => step !== "create")).toEqual([]);
    expect(await console.writes()).toBe(0);
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

export async function ofTrees(trees: readonly PlantedUnit[], row: object, form: Form): Promise<Ends> {
    const tenancy = await openTenancy({});
    try {
        await planted(tenancy.gateway, trees);
        await tenancy.control("POST", "/behaviour", row);
        return await circle(tenancy, form);
    } finally {
        await tenancy.close();
    }
}
