/** The schema of the plugin: everything in it is explained, and every SDK can read what comes back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { packageSchema } from "../../../provider/native/schema/index.js";

const Property = z.looseObject({ description: z.string().optional() });
const Properties = z.record(z.string(), Property);
const Schema = z.object({
    config: z.object({ variables: Properties }),
    types: z.record(z.string(), z.looseObject({ description: z.string().optional(), properties: Properties.default({}) })),
    functions: z.record(
        z.string(),
        z.object({ description: z.string(), inputs: z.object({ properties: Properties }), outputs: z.object({ properties: Properties }) }),
    ),
    resources: z.record(
        z.string(),
        z.looseObject({ description: z.string().optional(), inputProperties: Properties, properties: Properties }),
    ),
});

test("everything in the schema is explained", () => {
    const file = join(__dirname, "../../../docs/pulumi.schema.json");
    const { config, types, resources, functions } = Schema.parse(JSON.parse(readFileSync(file, "utf8")));
    const unexplained = (of: string, properties: z.infer<typeof Properties>) =>
        Object.entries(properties).flatMap(([name, { description }]) => (description ? [] : [`${of}.${name}`]));
    const whole = Object.entries({ ...types, ...resources }).flatMap(([name, { description }]) => (description ? [] : [name]));
    expect(whole).toEqual([]);
    expect(Object.entries(types).flatMap(([name, { properties }]) => unexplained(name, properties))).toEqual([]);
    expect(Object.entries(resources).flatMap(([name, each]) => unexplained(name, { ...each.properties, ...each.inputProperties }))).toEqual(
        [],
    );
    expect(unexplained("config", config.variables)).toEqual([]);
    expect(
        Object.entries(functions).flatMap(([name, { inputs, outputs }]) =>
            unexplained(name, { ...inputs.properties, ...outputs.properties }),
        ),
    ).toEqual([]);
    expect(Object.keys(functions)).toHaveLength(4);
});

test("no output is of one type among several: SDKs in Python take one of them for the type, and fail where it is another", () => {
    const { types, resources } = packageSchema();
    const several = (spec: unknown): boolean => {
        const text = JSON.stringify(spec);
        const named = [...text.matchAll(/#\/types\/([\w:]+)/g)].map(([, name = ""]) => name);
        return text.includes('"oneOf"') || named.some((name) => several(types[name]));
    };
    for (const [name, { properties }] of Object.entries(resources)) {
        const found = Object.keys(properties).filter((property) => several(properties[property]));
        expect({ name, found }).toEqual({ name, found: [] });
    }
    // What is written may be of several: so they are found here.
    const inputs = Object.values(resources).filter(({ inputProperties }) => Object.values(inputProperties).some(several));
    expect(inputs.length).toBeGreaterThan(3);
});

test("no place takes an enumeration or something else: a generator for Go lets pass the texts alone", () => {
    const { types, resources } = packageSchema();
    const enumerations = Object.entries(types).flatMap(([token, spec]) => ("enum" in spec ? [`#/types/${token}`] : []));
    const text = JSON.stringify([types, resources]);
    const places = [...text.matchAll(/"oneOf":\[([^\]]*)\]/g)].map(([, alternatives = ""]) => alternatives);
    expect(places.length).toBeGreaterThan(5);
    expect(places.filter((place) => enumerations.some((each) => place.includes(`"${each}"`)))).toEqual([]);
});
