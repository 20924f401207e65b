/** What drift is told of, and what nobody has looked at. */
import { review, toTerminal } from "../../../provider/review/index.js";
import { inChunks, NOW, Unpacked } from "../../review/make.js";
import { type Declared, previewOf, step } from "../../review/steps.js";

const drift = (preview: string) => review(inChunks(preview), { of: "drift", now: NOW });
const read = async (preview: string): Promise<string> => toTerminal(await drift(preview), { width: 200, color: false });

const acme: Declared = { type: "Customer", resource: "acme", token: "a", inputs: { name: "Acme" } };
const globex: Declared = { type: "Customer", resource: "globex", token: "g", inputs: { name: "Globex" } };
const policy: Declared = { type: "PrivacyPolicy", resource: "policy", token: "p", inputs: { scope: "g" } };
const same = (unit: Declared) => step("same", unit, unit);
const refresh = (unit: Declared) => step("refresh", unit, unit);
const STACK = "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev";

test("a preview of the engine that did not look at the gateway is refused, and of a change it is as good as ever", async () => {
    const { preview } = Unpacked("nothing-changes");
    await expect(drift(preview)).rejects.toThrow(
        "CVG624 The preview did not look at the gateway, so it says nothing about what others changed there.\n  Make it with --refresh: `pulumi preview --refresh --json --show-sames > preview.json`.",
    );
    await expect(review(inChunks(preview), { now: NOW })).resolves.toMatchObject({ errors: [], unread: 0 });
});

test("so is one in which nothing but the stack is shown, because --show-sames was left out, too", async () => {
    await expect(drift(previewOf([{ op: "same", urn: STACK }]))).rejects.toThrow("CVG624");
    expect(await read(previewOf([{ op: "refresh", urn: STACK }]))).toContain("the gateway holds what was last applied");
});

test("a refreshed one without drift is known by its steps: nothing was changed", async () => {
    expect(await read(previewOf([refresh(acme), same(acme)]))).toContain("Nothing: the gateway holds what was last applied.");
});

test("where nothing was ever applied, nobody can have changed anything", async () => {
    expect(await read(previewOf([{ op: "create", urn: STACK }, step("create", undefined, acme)]))).toContain("Nothing: the gateway holds");
});

test("what --target left out is neither counted nor vouched for", async () => {
    const text = await read(previewOf([refresh(acme), same(acme), same(globex), same(policy)]));
    expect(text).toContain("(1 unit, none of them changes)");
    expect(text).toContain("Nothing at what was looked at. 1 unit was not looked at: --target or --exclude left it out.");
    expect(text).not.toContain("last applied");
});

test("what `pulumi refresh` found changed is no step of a refresh, and counts as looked at", async () => {
    const elsewhere = { ...acme, inputs: { name: "Acme AG" } };
    expect(await read(previewOf([step("update", acme, elsewhere)]))).toContain("of 1 unit, 1 changes");
});

test("a preview of a destroy did not look either", async () => {
    await expect(drift(previewOf([step("delete", acme, undefined), { op: "delete", urn: STACK }]))).rejects.toThrow("CVG624");
});

test("one that failed is told to have failed, also where that was before it looked", async () => {
    const diagnostics = [{ message: "error: no such tenant", severity: "error" }];
    expect((await drift(previewOf([same(acme)], { diagnostics }))).errors).toEqual(["no such tenant"]);
});
