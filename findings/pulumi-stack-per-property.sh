#!/usr/bin/env bash
# Question: what does one more property of a resource cost a Pulumi program in Node, if its value is undefined, so that nothing of it is ever sent?
# Guess, before the run: nothing that could be measured.
# Versions: @pulumi/pulumi 3.276.0 (npm), with the source-map-support that it brings and registers in every program that the CLI runs.
# Seen: four formatted stack traces, whatever the value. The SDK makes four promises for each property of each resource, keeps `new Error().stack` with
#   each, and has every frame mapped to its source at once; it shows them only under PULUMI_DEBUG_PROMISE_LEAKS, which is not set. Most of the
#   processor time of the constructors is that: 300 resources with 30 such properties took 3.2 s of it, and 0.5 s without the formatting.
# Why it matters here: a tenant's program declares a thousand units. What a class sends beside the user's inputs was a dozen properties a unit: two
#   fifths of the program's processor time went into stacks that nobody reads. Give a class of a resource few properties, and no keys that are undefined.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0
cat >stacks.cjs <<'JS'
// As the SDK's own entry point of a program does.
require("source-map-support/register");
const pulumi = require("@pulumi/pulumi");

const mapped = Error.prepareStackTrace;
const undefinedOnes = (count) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, undefined]));
let names = 0;
const declare = (count) => new pulumi.CustomResource("test:index:Unit", `unit-${(names += 1)}`, undefinedOnes(count));

function stacksOf(count) {
    let formatted = 0;
    Error.prepareStackTrace = (error, frames) => {
        formatted += 1;
        return mapped(error, frames);
    };
    declare(count);
    Error.prepareStackTrace = mapped;
    return formatted;
}

/** Processor time of 300 constructors, in milliseconds. */
function timeOf(count, format) {
    Error.prepareStackTrace = format;
    const before = process.cpuUsage();
    for (let index = 0; index < 300; index += 1) declare(count);
    const { user, system } = process.cpuUsage(before);
    Error.prepareStackTrace = mapped;
    return (user + system) / 1000;
}
const isPromise = (frames) => frames[0]?.getFunctionName() === "debuggablePromise";
const unformatted = (error, frames) => (isPromise(frames) ? undefined : mapped(error, frames));
const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: ({ inputs }) => inputs }).then(async () => {
    const [none, twenty] = [stacksOf(0), stacksOf(20)];
    console.log(`stacks for each undefined property: ${(twenty - none) / 20}`);
    timeOf(30, mapped);
    timeOf(30, unformatted);
    const rounds = Array.from({ length: 7 }, () => [timeOf(30, mapped), timeOf(30, unformatted)]);
    const [formatted, not] = [middle(rounds.map(([time]) => time)), middle(rounds.map(([, time]) => time))];
    console.error(`300 resources with 30 undefined properties each: ${formatted.toFixed(0)} ms, without the formatting ${not.toFixed(0)} ms`);
    console.log(`more than half of the constructors' time is the formatting: ${not < formatted / 2}`);
});
JS
node stacks.cjs | tee seen.txt

cat >expected.txt <<'TXT'
stacks for each undefined property: 4
more than half of the constructors' time is the formatting: true
TXT
diff expected.txt seen.txt && echo "as seen"
