/** What a resource needs beside its own folder: who adds one and leaves a place out reads its name here. CONTRIBUTING.md, "Add a resource". */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as cvg from "../../../provider/index.js";
import { resourceOf } from "../../../provider/native/resources.js";
import { packageSchema } from "../../../provider/native/schema/index.js";
import { ourType } from "../../../provider/package/resource-types.js";

const root = join(__dirname, "../../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const classIn = (folder: string): string => `provider/resources/${folder}/${folder}.ts`;
/** Folders whose class is a resource: `cvg.reseller` is none. */
const RESOURCES = readdirSync(join(root, "provider/resources")).filter(
    (folder) => existsSync(join(root, classIn(folder))) && read(classIn(folder)).includes("__pulumiType"),
);
const nameOf = (folder: string): string => /export class (\w+)/.exec(read(classIn(folder)))?.[1] ?? folder;

test("there are resources", () => {
    expect(RESOURCES).toEqual(expect.arrayContaining(["account", "customer", "privacy-policy", "project"]));
});

describe.each(RESOURCES)("the resource in %s", (folder) => {
    const name = nameOf(folder);

    test("is exported, and has a handler of the name that states hold", () => {
        expect(Object.keys(cvg)).toContain(name);
        expect(read(classIn(folder))).toContain(`"pulumi-nodejs:dynamic/cvg:${name}"`);
        expect(read(`provider/handlers/${folder}.ts`)).toContain(`../resources/${folder}/definition.js`);
    });

    test("is served by the plugin and stands in its schema, with the alias by which stacks move there", () => {
        expect(resourceOf(`urn:pulumi:dev::tenants::cvg:index:${name}::one`).provider).toContain(`pulumi-cvg/handlers/${folder}"`);
        const { resources } = packageSchema();
        expect(resources[`cvg:index:${name}`]?.aliases).toEqual([{ type: `pulumi-nodejs:dynamic/cvg:${name}` }]);
    });

    test("is known for ours in states, in previews and by policies, as a class and of the plugin", () => {
        for (const type of [`pulumi-nodejs:dynamic/cvg:${name}`, `cvg:index:${name}`]) expect(ourType(type)).toBe(name);
        expect(ourType(`acme:index:${name}`)).toBeUndefined();
    });

    test("has a page that the index and the README lead to", () => {
        expect(read(`docs/resources/${folder}.md`)).toMatch(new RegExp(`^# cvg\\.${name}\n`));
        expect(read("docs/_index.md")).toContain(`(resources/${folder}.md)`);
        expect(read("README.md")).toContain(`(docs/resources/${folder}.md)`);
    });
});

/** In this order on each page: a reader who knows one knows them all. */
const HEADINGS = [
    "Minimal",
    "Realistic",
    "Inputs",
    "Outputs",
    "What applies, and who decides",
    "What deleting does",
    "Restoring",
    "What a reviewer sees",
    "Errors",
    "Adopting",
    "Calls",
];

test.each(readdirSync(join(root, "docs/resources")))("docs/resources/%s tells everything, in the order of the others", (page) => {
    const headings = [...read(`docs/resources/${page}`).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(HEADINGS);
});
