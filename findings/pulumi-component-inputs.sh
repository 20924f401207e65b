#!/usr/bin/env bash
# Question: a component package is published straight from its TypeScript. Are the inputs that users of other languages get the ones that are written there?
# Guess, before the run: yes, or the analyser refuses. A union of texts becomes an enum or a plain text, private members stay inside, a Date is refused.
# Versions: the analyser of @pulumi/pulumi 3.276.0 with typescript 6.0.3; it needs no engine.
# Seen, quietly wrong:
#   - `private secret = ""` of a class used as an argument is published as a required public input;
#   - `{ [level: string]: number; customer: number }` loses the required `customer`: any map of numbers is accepted;
#   - `URL` is published as an object of twelve required texts, `password` among them, each with its description from the browser's documentation;
#   - `RegExp` likewise: `source`, `lastIndex`, `sticky`...;
#   - `any` is accepted, `unknown` is refused.
#   Refused although plain TypeScript: `"1 day" | "1 week"` (also inside pulumi.Input), `readonly string[]`, Pick, Omit, an inline object type, Record of an enum,
#   a computed enum member, `string | null`. Accepted: an enum, and a union taken from an `as const` object.
# Why it matters here: a platform team that wraps customer, account and project in a Tenant component meets this on the first `pulumi package add`.
#   Declare periods as an `as const` object, arguments as named interfaces of texts, numbers and booleans, and read the generated schema before
#   publishing: what is in there, other teams will have to fill in.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0 typescript@6.0.3
cat >tsconfig.json <<'JSON'
{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": [] }, "files": ["index.ts"] }
JSON
cat >analyse.js <<'JS'
const assert = require("node:assert");
const { writeFileSync } = require("node:fs");
const { Analyzer } = require("@pulumi/pulumi/provider/experimental/analyzer");

const types = `
import * as pulumi from "@pulumi/pulumi";
export const Period = { Day: "1 day", Week: "1 week" } as const;
export type Period = (typeof Period)[keyof typeof Period];
export enum Level { Customer = "customer", Project = "project" }
export enum Bits { One = 1 << 0, Two = 1 << 1 }
export interface Deep { a: string; b: number }
export class Bot { url = ""; private secret = ""; }
`;
const inputs = {
    bot: "Bot",
    limits: "{ [level: string]: number; customer: number }",
    endpoint: "URL",
    pattern: "RegExp",
    loose: "any",
    period: "Period",
    level: "Level",
    strict: "unknown",
    union: '"1 day" | "1 week"',
    inputUnion: 'pulumi.Input<"1 day" | "1 week">',
    numbers: "readonly string[]",
    pick: 'Pick<Deep, "a">',
    omit: 'Omit<Deep, "a">',
    inline: "{ a: string }",
    perLevel: "Record<Level, boolean>",
    bits: "Bits",
    maybe: "string | null",
};
const seen = {};
for (const [name, type] of Object.entries(inputs)) {
    writeFileSync(
        "index.ts",
        `${types}
export interface Args { value: ${type} }
export class Tenant extends pulumi.ComponentResource {
    constructor(name: string, args: Args, opts?: pulumi.ComponentResourceOptions) { super("tenant:index:Tenant", name, args, opts); }
}
`,
    );
    try {
        const { components, typeDefinitions } = new Analyzer(process.cwd(), "tenant", { name: "tenant", main: "index.ts" }, new Set(["Tenant"])).analyze();
        seen[name] = { input: components.Tenant.inputs.value, types: typeDefinitions };
    } catch (error) {
        seen[name] = { refused: error.message.split("\n")[0] };
    }
    const told = seen[name].refused ? "refused" : `${JSON.stringify(seen[name].input)} ${Object.values(seen[name].types).map((t) => t.properties ? `${t.name}(${Object.keys(t.properties)})` : `${t.name}: ${t.enum.map((e) => e.value)}`)}`;
    console.log(`${type}\n    -> ${told}`);
}
const required = (type) => Object.entries(type.properties).filter(([, of]) => !of.optional).map(([name]) => name);
assert.deepStrictEqual(required(seen.bot.types.Bot), ["url", "secret"]);
assert.deepStrictEqual(seen.limits.input, { type: "object", additionalProperties: { type: "number", plain: true }, plain: true });
assert.strictEqual(required(seen.endpoint.types.URL).length, 12);
assert.ok(required(seen.endpoint.types.URL).includes("password"));
assert.match(seen.endpoint.types.URL.properties.password.description, /MDN/);
assert.ok(required(seen.pattern.types.RegExp).includes("lastIndex"));
assert.deepStrictEqual(seen.loose.input, { $ref: "pulumi.json#/Any" });
assert.deepStrictEqual(seen.period.types.Period.enum.map((e) => e.value), ["1 day", "1 week"]);
assert.deepStrictEqual(seen.level.types.Level.enum.map((e) => e.value), ["customer", "project"]);
for (const name of ["strict", "union", "inputUnion", "numbers", "pick", "omit", "inline", "perLevel", "bits", "maybe"])
    assert.ok(seen[name].refused, name);
console.log("As described.");
JS
node analyse.js
