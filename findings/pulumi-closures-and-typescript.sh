#!/usr/bin/env bash
# Question: a Pulumi program in plain JavaScript has a dynamic resource. Does it matter which TypeScript is installed, or whether any is?
# Guess, before the run: no. There is nothing to compile; and with the newest TypeScript things can only get better.
# Versions: @pulumi/pulumi 3.276.0 on Node 26.10.0, with no TypeScript, with 6.0.3 and with 7.0.2 (what npm serves as newest in November 2026).
# Seen: the code of a dynamic resource is read by TypeScript even in a JavaScript program. With none installed, a copy of 3.8.3 (2020) inside the SDK reads
#   it: `a ??= 1` and `#x in object` are refused as errors of serialization, although Node runs them. With 6.0.3 both work; `static { }` never does.
#   With 7.0.2, whose package has no compiler for programs to call (its exports are version and versionMajorMinor), every function is refused, even
#   () => 1, with "Cannot read properties of undefined (reading 'Latest')". npm stops that installation with ERESOLVE; --legacy-peer-deps, or a package
#   manager that only warns of peers, lets it through.
# Why it matters here: `npm install @pulumi/pulumi typescript`, the first line of many a guide, fails today, and forcing it breaks every dynamic provider at the first
#   preview with a message that names neither TypeScript nor the cause. Pin typescript@6 in each program, in JavaScript ones too.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

quiet="--silent --no-audit --no-fund --ignore-scripts"
node26="node26@npm:node-$(node -p 'process.platform + "-" + process.arch')@26.10.0"
npm init -y >/dev/null
# shellcheck disable=SC2086
npm install $quiet @pulumi/pulumi@3.276.0 "$node26"

if npm install --no-audit --no-fund --ignore-scripts --dry-run typescript@7.0.2 >npm.out 2>&1; then
    echo "npm installs TypeScript 7 beside the SDK now"
    exit 1
fi
grep -q ERESOLVE npm.out

cat >closures.js <<'JS'
const assert = require("node:assert");
const { writeFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
let installed = "none";
try {
    installed = require("typescript").version;
} catch {}
const functions = {
    "() => 7": () => 7,
    "a ??= 7": () => {
        let a;
        a ??= 7;
        return a;
    },
    "#x in object": () => {
        class Unit {
            #x = 7;
            static has(unit) {
                return #x in unit ? 7 : 0;
            }
        }
        return Unit.has(new Unit());
    },
    "static { }": () => {
        class Unit {
            static x;
            static {
                this.x = 7;
            }
        }
        return Unit.x;
    },
};
process.on("unhandledRejection", () => {});
(async () => {
    const seen = {};
    for (const [name, code] of Object.entries(functions)) {
        assert.strictEqual(code(), 7);
        try {
            const written = await pulumi.runtime.serializeFunction(code);
            const file = `${__dirname}/stored-${Object.keys(seen).length}.js`;
            writeFileSync(file, written.text);
            delete require.cache[file];
            seen[name] = require(file)[written.exportName]() === 7 ? "works" : "another answer";
        } catch (error) {
            seen[name] = `refused${error.message.includes("reading 'Latest'") ? " (reading 'Latest')" : ""}`;
        }
    }
    console.log(`\nTypeScript: ${installed}`);
    console.table(seen);
    const latest = "refused (reading 'Latest')";
    const expected = { none: ["works", "refused", "refused", "refused"], "6.0.3": ["works", "works", "works", "refused"], "7.0.2": [latest, latest, latest, latest] };
    assert.deepStrictEqual(Object.values(seen), expected[installed]);
})().catch((error) => {
    console.error(error);
    process.exit(1);
});
JS
run() { ./node_modules/node26/bin/node --disable-warning=ExperimentalWarning closures.js; }
run
# shellcheck disable=SC2086
npm install $quiet typescript@6.0.3
run
# shellcheck disable=SC2086
npm install $quiet --legacy-peer-deps typescript@7.0.2
run
echo "As described."
