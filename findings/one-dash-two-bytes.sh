#!/usr/bin/env bash
# Question: a command line tool is bundled to one file, so that it starts quickly and takes little memory. A comment of a library in it has a dash (—). What does the comment cost
#   at run time?
# Guess, before the run: nothing. esbuild escapes what is no ASCII (its default), so the file has none; and a comment is no part of what runs.
# Versions: esbuild 0.28.2, zod 4.6.7 (npm), Node 24.21.0.
# Seen: as many bytes as the whole file has. esbuild escapes texts and names, and leaves its comments as they are; Node keeps the source of each module for as long as the process lives,
#   with one byte a character if all of them fit into Latin-1, and with two if a single one does not. The dash of one comment, in a file of 756 KB, makes 735 KB of heap.
#   Characters like ú and à, in another comment of the same file, cost nothing. --minify takes the comments out, and the doubling with them.
# Why it matters here: an engine with four providers, or a runner with eight workers, holds the bundle as often. Look for the first character above U+00FF in what you publish
#   (grep -P '[^\x00-\xFF]'), not only for what esbuild says of its charset.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund esbuild@0.28.2 zod@4.6.7 "node24@npm:node-$(node -p 'process.platform + "-" + process.arch')@24.21.0"
node=$(echo node_modules/node24/bin/node)
cat >in.mjs <<'JS'
import { z } from "zod";
export const tenant = z.object({ name: z.string() });
JS
node_modules/.bin/esbuild in.mjs --bundle --platform=node --format=cjs --outfile=bundle.cjs --log-level=error
node_modules/.bin/esbuild in.mjs --bundle --platform=node --format=cjs --minify --outfile=small.cjs --log-level=error

cat >measure.cjs <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const { execFileSync } = require("node:child_process");
const source = readFileSync("bundle.cjs", "utf8");
const above = (text, limit) => [...text].filter((one) => one.codePointAt(0) > limit);
writeFileSync("without-dash.cjs", source.replaceAll("\u2014", "-"));
writeFileSync("ascii.cjs", source.replaceAll(/[^\0-\x7f]/gu, "-"));
const heap = (file) => {
    const program = `gc(); const before = process.memoryUsage().heapUsed; require("./${file}"); gc(); gc(); console.log(process.memoryUsage().heapUsed - before)`;
    const runs = [1, 2, 3].map(() => Number(execFileSync(process.execPath, ["--expose-gc", "-e", program])));
    return runs.sort((one, other) => one - other)[1];
};
const kilobytes = (bytes) => Math.round(bytes / 1024);
const lines = source.split("\n").filter((line) => above(line, 0x7f).length > 0);
console.log(`${kilobytes(source.length)} KB, lines with more than ASCII: ${lines.length}, all comments: ${lines.every((line) => line.trim().startsWith("//"))}`);
console.log(`characters above U+00FF: ${above(source, 0xff).length}, above U+007F: ${above(source, 0x7f).length}`);
const taken = Object.fromEntries(["bundle.cjs", "without-dash.cjs", "ascii.cjs", "small.cjs"].map((file) => [file, heap(file)]));
for (const [file, bytes] of Object.entries(taken)) console.log(file.padEnd(16), `${kilobytes(bytes)} KB`);
const expect = (what, holds) => { if (!holds) throw new Error(`not as described: ${what}`); };
expect("esbuild leaves more than ASCII, in comments alone", lines.length > 0 && lines.every((line) => line.trim().startsWith("//")));
expect("one character is above U+00FF", above(source, 0xff).length === 1);
const cost = (taken["bundle.cjs"] - taken["without-dash.cjs"]) / source.length;
expect(`the dash costs a byte for each character (${cost.toFixed(2)})`, cost > 0.9 && cost < 1.1);
expect("the others cost nothing", Math.abs(taken["without-dash.cjs"] - taken["ascii.cjs"]) < source.length * 0.05);
expect("minified there is none", above(readFileSync("small.cjs", "utf8"), 0xff).length === 0);
console.log("As described.");
JS
$node measure.cjs
