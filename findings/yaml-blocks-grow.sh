#!/usr/bin/env bash
# Question: a file of tenants is written from what the gateway holds, with the indentation of the house (four blanks), and read again by the next pipeline. Is a
#   greeting of several lines the same text then?
# Guess, before the run: yes, whatever the indentation. A writer of YAML knows how deep it writes, and says it (`|4-`) where a text begins with blanks.
# Versions: yaml 2.9.1, read with itself and with js-yaml 4.1.0.
# Seen: the number behind `|` is 2 below a key whatever `indent` is. With `indent: 2` that is right. With 4, each time that a text which begins with blanks is written and
#   read it is two blanks longer on every line, in silence: both readers take what is written at its word. With `indent: 1` neither reads the file any more. Texts
#   that begin with no blank come back.
# Why it matters here: what is read aloud to callers, or handed to a bot, changes by a run that was to change nothing, and again by the next. Whoever writes such
#   files has to quote texts that have line ends (`defaultStringType: "QUOTE_DOUBLE"`, or a scalar's own `type`), or to leave `indent` at 2.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts yaml@2.9.1 js-yaml@4.1.0
cat >rounds.cjs <<'JS'
const { parse, stringify } = require("yaml");
const { load } = require("js-yaml");

const readers = { yaml: parse, "js-yaml": load };
/** How many blanks the second line has after each of three rounds; it began with none. */
function rounds(read, options) {
    let text = "  Good morning\nPlease hold";
    return [1, 2, 3].map(() => {
        try {
            text = read(stringify({ hotline: { greeting: text } }, options)).hotline.greeting;
            return text.split("\n")[1].search(/\S/);
        } catch {
            return "unreadable";
        }
    });
}
for (const [reader, read] of Object.entries(readers)) {
    for (const indent of [2, 4, 1]) console.log(`${reader}, indent ${indent}: ${rounds(read, { indent }).join(" ")}`);
    console.log(`${reader}, indent 4, quoted: ${rounds(read, { indent: 4, defaultStringType: "QUOTE_DOUBLE" }).join(" ")}`);
}
JS
node rounds.cjs | tee seen.txt

cat >expected.txt <<'TXT'
yaml, indent 2: 0 0 0
yaml, indent 4: 2 4 6
yaml, indent 1: unreadable unreadable unreadable
yaml, indent 4, quoted: 0 0 0
js-yaml, indent 2: 0 0 0
js-yaml, indent 4: 2 4 6
js-yaml, indent 1: unreadable unreadable unreadable
js-yaml, indent 4, quoted: 0 0 0
TXT
diff expected.txt seen.txt && echo "as seen"
