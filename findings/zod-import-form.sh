#!/usr/bin/env bash
# Question: a library is bundled so that it loads quickly. Does it matter whether it writes `import { z } from "zod"`, as zod's own pages do, or
#   `import * as z from "zod"`? Both give the same object under the same name.
# Guess: no. zod 4 says of itself that it can be shaken, it is an ES module without side effects, and esbuild drops what nobody uses.
# Versions: zod 4.6.7, esbuild 0.28.2.
# Seen: the same program of one object and one text takes more than four times as many bytes with the braces: `z` is then a value that holds everything, with all
#   64 languages of its messages. With the star esbuild knows what is used of it, and one language is left. A single use of `z.core` as a value
#   (`instanceof z.core.$ZodString`) undoes that, star or not: all 64 are back, though the core itself, imported from zod/v4/core, has none of them.
# Why a user of this provider meets it: a program's start is paid in every preview. Whoever writes a Pulumi component with zod beside this package, and
#   bundles it, pays for the languages each time.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund zod@4.6.7 esbuild@0.28.2 >/dev/null

write() { printf '%s\n' "$2" 'console.log(z.object({ name: z.string() }).safeParse({ name: "Acme" }).success);' "${3:-}" > "$1.mjs"; }
write braces 'import { z } from "zod";'
write star 'import * as z from "zod";'
write inside 'import * as z from "zod";' 'console.log(z.string() instanceof z.core.$ZodString);'
write beside 'import * as z from "zod"; import { $ZodString } from "zod/v4/core";' 'console.log(z.string() instanceof $ZodString);'
for each in braces star inside beside; do
    npx esbuild "$each.mjs" --bundle --platform=node --log-level=error --outfile="$each.js"
    printf '%-8s %7d bytes, %3d languages, prints %s\n' "$each" "$(wc -c < "$each.js")" \
        "$(grep -c '^// node_modules/zod/v4/locales/[a-zA-Z-]*\.js$' "$each.js" || true)" "$(node "$each.js" | tr '\n' ' ')"
done

size() { wc -c < "$1.js"; }
languages() { grep -c '^// node_modules/zod/v4/locales/[a-zA-Z-]*\.js$' "$1.js" || true; }
[ "$(size braces)" -gt $(($(size star) * 4)) ] || { echo "changed: the form of the import hardly matters any more"; exit 1; }
[ "$(languages braces) $(languages star) $(languages inside) $(languages beside)" = "64 1 64 1" ] || { echo "changed: other languages come along"; exit 1; }
echo "as seen"
