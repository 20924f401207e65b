/** The plugin under the real engine, and beside the classes: one life, one state, one review. */
import { type Report, review } from "../../../provider/review/index.js";
import { openConsole } from "../../harness/console.js";
import { demand, nativeProjectBeforeEach, nativeSdk, nativeTenant } from "../../harness/native-program.js";
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

const at = nativeProjectBeforeEach();

test("a tenant is previewed with what applies, made, changed and destroyed; no secret is shown or stored", async () => {
    const preview = await demand(at.project.preview({ diff: true }));
    expect(preview).toMatch(/dialogRetention\s*: "1 day"/);
    expect(preview).toContain("customer acme: ");
    expect(preview).toMatch(/\+ cvg:index:Project: \(create\)/);
    await demand(at.project.up());
    expect(await demand(at.project.preview())).toContain("4 unchanged");
    at.project.write("index.js", nativeSdk + nativeTenant("1 hour"));
    const changed = await demand(at.project.preview({ diff: true }));
    expect(changed).toMatch(/~ dialogRetention\s*: "1 day" => "1 hour"/);
    expect(changed).toContain("CVG107 acme: ");
    expect(changed).not.toContain("declare no settings here");
    await demand(at.project.up());
    expect(JSON.stringify(await at.project.stackExport()) + preview + changed).not.toContain("MARKER");
    await demand(at.project.destroy());
    const units = await (await openConsole(at.sandbox)).everyUnit();
    expect(units.filter(({ level, inactive }) => level !== "reseller" && !inactive)).toEqual([]);
});

test("a stack of classes moves to the plugin and back: every resource is the same, and nothing is written", async () => {
    at.project.write("index.js", classes);
    await demand(at.project.up());
    const console = await openConsole(at.sandbox);
    const [writes, before] = [await console.writes(), await console.everyUnit()];
    const cvg = async () =>
        (await at.project.stackExport()).deployment.resources.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:"));
    for (const [program, type] of [
        [nativeSdk + nativeTenant(), "cvg:index:Customer"],
        [backTo(classes), "pulumi-nodejs:dynamic/cvg:Customer"],
        [classes, "pulumi-nodejs:dynamic/cvg:Customer"],
    ] as const) {
        at.project.write("index.js", program);
        const preview = await at.project.preview({ json: true });
        expect(preview).toMatchObject({ code: 0 });
        expect(Object.values(plannedSteps(preview.json)).filter((op) => op !== "same")).toEqual([]);
        await demand(at.project.up());
        await demand(at.project.refresh());
        expect((await cvg()).map((resource) => resource.type)).toContain(type);
        expect(await cvg()).toHaveLength(3);
    }
    expect(await console.writes()).toBe(writes);
    expect(await console.everyUnit()).toEqual(before);
    await demand(at.project.destroy());
});

async function* chunks(text: string): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
}

/** Without lines of source, and with the types of the classes: the two programs have other lines, and their resources other addresses. */
async function reviewed(program: string): Promise<Pick<Report, "findings">> {
    at.project.write("index.js", program);
    const { code, stdout } = await at.project.raw(["preview"], { json: true, args: ["--show-sames"] });
    expect(code).toBe(0);
    const report: Report = await review(chunks(stdout), { now: Date.now() });
    const text = JSON.stringify(report, (key, value: unknown) => (key === "source" ? undefined : value));
    return JSON.parse(text.replaceAll("::cvg:index:", "::pulumi-nodejs:dynamic/cvg:").replaceAll(/index\.js:\d+/g, "index.js"));
}

test("a preview of the plugin is reviewed as one of the classes: the same of what is new, and of a change besides that it does not know what is below", async () => {
    const created = await reviewed(nativeSdk + nativeTenant());
    expect(created).toEqual(await reviewed(classes));
    await demand(at.project.up());
    at.project.write("index.js", nativeSdk + nativeTenant("1 hour"));
    const changed = await reviewed(nativeSdk + nativeTenant("1 hour"));
    expect(JSON.stringify(changed)).toContain("data-lost");
    const ofClasses = await reviewed(backTo(classesOf("1 hour")));
    const isUnknown = ({ kind }: Report["findings"][number]): boolean => kind === "below-unknown";
    expect([changed, ofClasses].map(({ findings }) => findings.filter(isUnknown).length)).toEqual([1, 0]);
    expect(ofClasses.findings).toEqual(changed.findings.filter((finding) => !isUnknown(finding)));
});
