#!/usr/bin/env bash
# Question: what happens to a value that the code of a dynamic resource provider captures, when Pulumi turns that code into the text it stores?
# Guess, before the run: it is rebuilt, or serialization refuses it and says so. Never anything between.
# Versions: @pulumi/pulumi 3.276.0 on Node 26.10.0 (the first line of Node with Temporal built in).
# Seen: there is a third way. Date, Map, Set, URL, URLSearchParams, Buffer, Uint8Array and an instance with a private field (#x) are accepted without a
#   word and come back as empty shells: `instanceof Map` still holds, and the first use throws ("called on incompatible receiver", "this is not a Date
#   object", "private member"). A sticky regular expression loses its lastIndex and answers differently, without any error.
#   Refused in time, with a message: Temporal.Duration, Temporal.Instant, Intl formats, Error.
#   Numbers that JSON cannot hold (NaN, -0, Infinity, BigInt), symbols and frozen objects do come back whole.
# Why it matters here: the text is made while the program runs and used in another process, when the first create, update or DELETE is made; it is also kept in
#   the state. A deadline (Date) or a list of allowed numbers (Set) at the top of a provider file therefore passes types, unit tests and preview of
#   a create, and fails in the middle of `up` or, worse, of a later `destroy`. Capture text and numbers and build the object inside the method,
#   or let the method `require` a module that holds it.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0 \
    "node26@npm:node-$(node -p 'process.platform + "-" + process.arch')@26.10.0"

cat >captures.js <<'JS'
const assert = require("node:assert");
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");

class Counter {
    #count = 7;
    read() {
        return this.#count;
    }
}
const sticky = /b/y;
sticky.lastIndex = 1;

// name: [captured value, how it is used, expected fate]
const cases = {
    Date: [new Date(5), (v) => v.getTime(), "shell"],
    Map: [new Map([["a", 1]]), (v) => v.get("a"), "shell"],
    Set: [new Set(["+493023125001"]), (v) => v.has("+493023125001"), "shell"],
    URL: [new URL("https://bots.acme.example/x"), (v) => v.host, "shell"],
    URLSearchParams: [new URLSearchParams("a=1"), (v) => v.get("a"), "shell"],
    Buffer: [Buffer.from("ab"), (v) => v.toString(), "shell"],
    Uint8Array: [new Uint8Array([1, 2]), (v) => v.length, "shell"],
    "Map in an object": [{ limits: new Map([["a", 1]]) }, (v) => v.limits.size, "shell"],
    "sticky RegExp": [sticky, (v) => v.test("ab"), "another answer"],
    "private field": [new Counter(), (v) => v.read(), "shell"],
    "Temporal.Duration": [Temporal.Duration.from("P90D"), (v) => v.total("hours"), "refused"],
    "Temporal.Instant": [Temporal.Instant.fromEpochMilliseconds(5), (v) => v.epochMilliseconds, "refused"],
    "Intl.NumberFormat": [new Intl.NumberFormat("de"), (v) => v.format(1), "refused"],
    Error: [new TypeError("x"), (v) => v.message, "refused"],
    RegExp: [/^\+49\d+$/u, (v) => v.test("+4989"), "whole"],
    BigInt: [5n, (v) => v + 1n, "whole"],
    NaN: [Number.NaN, (v) => v, "whole"],
    "-0": [-0, (v) => v, "whole"],
    "frozen object": [Object.freeze({ a: 1 }), (v) => v.a, "whole"],
};

async function fate(name, value, use) {
    const before = use(value);
    sticky.lastIndex = 1;
    let written;
    try {
        written = await pulumi.runtime.serializeFunction(() => use(value));
    } catch {
        return "refused";
    }
    const file = join(__dirname, `stored-${name.replace(/\W/g, "_")}.js`);
    writeFileSync(file, written.text);
    try {
        return Object.is(require(file)[written.exportName](), before) ? "whole" : "another answer";
    } catch (error) {
        // `instanceof` of the same name still holds, so a check of the type does not find the shell out.
        return "shell";
    }
}

process.on("unhandledRejection", () => {});
(async () => {
    const seen = {};
    for (const [name, [value, use]] of Object.entries(cases)) seen[name] = await fate(name, value, use);
    console.log();
    console.table(seen);
    assert.deepStrictEqual(seen, Object.fromEntries(Object.entries(cases).map(([name, [, , expected]]) => [name, expected])));

    const set = new Set(["x"]);
    const written = await pulumi.runtime.serializeFunction(() => set instanceof Set);
    writeFileSync(join(__dirname, "still.js"), written.text);
    assert.strictEqual(require("./still.js")[written.exportName](), true);
    console.log("As described: the shell of a Set still says that it is a Set.");
})().catch((error) => {
    console.error(error);
    process.exit(1);
});
JS
./node_modules/node26/bin/node --disable-warning=ExperimentalWarning captures.js
