/** The plugin under the real engine, and beside the classes: one life, one state, one review. */
import { type Report, review } from "../../../provider/review/index.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { openConsole } from "../../harness/console.js";
import { nativeManifest, nativeSdk, nativeTenant } from "../../harness/native-program.js";
import { gatewayEnvironment } from "../../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../../harness/pulumi-cli.js";
import { plannedSteps } from "../../harness/steps.js";

const classesOf = (dialogRetention?: string): string =>
    `const { Customer, Account, Project } = require("pulumi-cvg");${nativeTenant(dialogRetention)}`;
const classes = classesOf();
/** As docs/native.md has it. */
const backTo = (program: string): string => `
const pulumi = require("@pulumi/pulumi");
pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
    const [, name] = /^pulumi-nodejs:dynamic\\/cvg:(\\w+)$/.exec(type) ?? [];
    const aliases = name === undefined ? [] : [{ type: "cvg:index:" + name }];
    return { props, opts: pulumi.mergeOptions(opts, { aliases }) };
});
${program}`;

let sandbox: Sandbox;
let project: PulumiProject;
beforeEach(async () => {
    sandbox = await startSandbox();
    const files = { "Pulumi.yaml": nativeManifest, "index.js": nativeSdk + nativeTenant() };
    project = await pulumiProject({ files, env: gatewayEnvironment(sandbox) });
});
afterEach(async () => {
    await project?.close();
    await sandbox.close();
});

const demand = async (run: Promise<{ readonly code: number | null; readonly text: string }>): Promise<string> => {
    const { code, text } = await run;
    if (code !== 0) throw new Error(`it ended with ${code}\n${text}`);
    return text;
};

test("a tenant is previewed with what applies, made, changed and destroyed; no secret is shown or stored", async () => {
    const preview = await demand(project.preview({ diff: true }));
    expect(preview).toMatch(/dialogRetention\s*: "1 day"/);
    expect(preview).toContain("customer acme: ");
    expect(preview).toMatch(/\+ cvg:index:Project: \(create\)/);
    await demand(project.up());
    expect(await demand(project.preview())).toContain("4 unchanged");
    project.write("index.js", nativeSdk + nativeTenant("1 hour"));
    const changed = await demand(project.preview({ diff: true }));
    expect(changed).toMatch(/~ dialogRetention\s*: "1 day" => "1 hour"/);
    expect(changed).toContain("CVG107 acme: ");
    expect(changed).not.toContain("declare no settings here");
    await demand(project.up());
    expect(JSON.stringify(await project.stackExport()) + preview + changed).not.toContain("MARKER");
    await demand(project.destroy());
    const units = await (await openConsole(sandbox)).everyUnit();
    expect(units.filter(({ level, inactive }) => level !== "reseller" && !inactive)).toEqual([]);
});

test("a stack of classes moves to the plugin and back: every resource is the same, and nothing is written", async () => {
    project.write("index.js", classes);
    await demand(project.up());
    const console = await openConsole(sandbox);
    const [writes, before] = [await console.writes(), await console.everyUnit()];
    const cvg = async () =>
        (await project.stackExport()).deployment.resources.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:"));
    for (const [program, type] of [
        [nativeSdk + nativeTenant(), "cvg:index:Customer"],
        [backTo(classes), "pulumi-nodejs:dynamic/cvg:Customer"],
        [classes, "pulumi-nodejs:dynamic/cvg:Customer"],
    ] as const) {
        project.write("index.js", program);
        const preview = await project.preview({ json: true });
        expect(preview).toMatchObject({ code: 0 });
        expect(Object.values(plannedSteps(preview.json)).filter((op) => op !== "same")).toEqual([]);
        await demand(project.up());
        await demand(project.refresh());
        expect((await cvg()).map((resource) => resource.type)).toContain(type);
        expect(await cvg()).toHaveLength(3);
    }
    expect(await console.writes()).toBe(writes);
    expect(await console.everyUnit()).toEqual(before);
    await demand(project.destroy());
});

async function* chunks(text: string): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
}

/** Without lines of source: the two programs have other lines. */
async function reviewed(program: string): Promise<unknown> {
    project.write("index.js", program);
    const { code, stdout } = await project.raw(["preview"], { json: true, args: ["--show-sames"] });
    expect(code).toBe(0);
    const report: Report = await review(chunks(stdout), { now: Date.now() });
    return JSON.parse(JSON.stringify(report, (key, value: unknown) => (key === "source" ? undefined : value)));
}

test("a preview of the plugin is reviewed exactly as one of the classes", async () => {
    const created = await reviewed(nativeSdk + nativeTenant());
    expect(created).toEqual(await reviewed(classes));
    await demand(project.up());
    project.write("index.js", nativeSdk + nativeTenant("1 hour"));
    const changed = await reviewed(nativeSdk + nativeTenant("1 hour"));
    expect(JSON.stringify(changed)).toContain("data-lost");
    expect(await reviewed(backTo(classesOf("1 hour")))).toEqual(changed);
});
