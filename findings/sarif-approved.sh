#!/usr/bin/env bash
# Question: a report in SARIF says of one finding that it is accepted (`suppressions`, status "accepted") and of another that it is an error through its rule's
#   default level. What do the tools say that turn SARIF into a gate, a comment or a test report?
# Guess, before the run: an accepted finding is left out or marked; "underReview", "rejected" and an empty list count as not suppressed; the level of the rule
#   applies where the result names none. All of that is what SARIF 2.1.0 (3.27.10, 3.27.23) says.
# Versions: PyPI sarif-tools 3.0.5; Go github.com/reviewdog/reviewdog 0.21.0; Maven se.bjurr.violations:violations-lib 1.160.5 (any JDK from 11); npm sarif-junit 1.1.4
#   and @security-alert/sarif-to-markdown 1.11.1.
# Seen: no two kinds of tool agree, and none does all of it.
#   - sarif-tools, reviewdog and violations-lib do not read `suppressions` at all: what a person accepted counts as an error, and the gate stays shut.
#   - sarif-to-markdown reads that the list is THERE and not what is in it: a finding with an empty list, which the standard asks for as soon as one result of the run
#     has a list, appears under "Suppressed results" like one that was accepted, rejected or is under review.
#   - sarif-junit reads neither `suppressions` nor the rule: a finding that is an error by its rule's level is written as a test case that passed. The first three take
#     the level from the rule.
# Why it matters here: a review that finds "bots see numbers" and was approved must not block, one that was refused must. Write the level into every result, leave
#   accepted findings out of the SARIF that a gate reads (say them elsewhere), and write no `suppressions` in it, not even empty ones.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv py
py/bin/pip install -q --disable-pip-version-check sarif-tools==3.0.5
GOBIN="$dir" GOFLAGS=-modcacherw go install github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0 2>/dev/null
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId><version>1</version><dependencies>
<dependency><groupId>se.bjurr.violations</groupId><artifactId>violations-lib</artifactId><version>1.160.5</version></dependency></dependencies></project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=jars >/dev/null
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sarif-junit@1.1.4 @security-alert/sarif-to-markdown@1.11.1

cat >write.cjs <<'JS'
const { mkdirSync, writeFileSync } = require("node:fs");
const result = (text, line, more) => ({
    ruleId: "numbers-shown",
    ruleIndex: 0,
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: { uri: "index.ts" }, region: { startLine: line } } }],
    ...more,
});
const decided = (status) => ({ level: "error", suppressions: [{ kind: "external", status }] });
const write = (name, results) => {
    const rules = [{ id: "numbers-shown", defaultConfiguration: { level: "error" } }];
    const runs = [{ tool: { driver: { name: "review", version: "1", rules } }, results }];
    mkdirSync(name);
    writeFileSync(`${name}/${name}.sarif`, JSON.stringify({ version: "2.1.0", runs }));
};
write("accepted", [result("is accepted", 3, decided("accepted"))]);
write("rejected", [result("is rejected", 4, decided("rejected"))]);
write("open", [result("is open", 5, { level: "error", suppressions: [] })]);
write("rule", [result("by its rule", 6, {})]);
JS
node write.cjs
cat >Read.java <<'JAVA'
import se.bjurr.violations.lib.ViolationsApi;
import se.bjurr.violations.lib.reports.Parser;
public class Read {
    public static void main(String[] folder) {
        for (var found : ViolationsApi.violationsApi().inFolder(folder[0]).withPattern(".*\\.sarif$").findAll(Parser.SARIF).violations())
            System.out.println(found.getSeverity());
    }
}
JAVA
cat >comment.mjs <<'JS'
import { readFileSync } from "node:fs";
import { sarifToMarkdown } from "@security-alert/sarif-to-markdown";
const read = sarifToMarkdown({ owner: "o", repo: "r", branch: "b", sourceRoot: "", title: "t" });
const text = read(JSON.parse(readFileSync(process.argv[2], "utf8"))).map((each) => each.body).join("\n");
console.log(/## Suppressed results\s+- \*\*\[ERROR\]/.test(text) ? "suppressed" : /## Results\s+- \*\*\[\w+\]/.test(text) ? "listed" : "neither");
JS
for name in accepted rejected open rule; do
    file=$name/$name.sarif
    echo "sarif-tools $name $(py/bin/sarif --check error summary "$file" >/dev/null 2>&1 && echo passes || echo error)"
    echo "reviewdog $name $(./reviewdog -f=sarif -reporter=local -filter-mode=nofilter -fail-level=error <"$file" >/dev/null 2>&1 && echo passes || echo error)"
    echo "violations-lib $name $(java -cp 'jars/*' Read.java "$dir/$name" 2>/dev/null | tr 'A-Z' 'a-z')"
    npx sarif-junit -i "$file" -o "$name.xml" >/dev/null
    echo "sarif-junit $name $(grep -q '<failure' "$name.xml" && echo error || echo passes)"
    echo "sarif-to-markdown $name $(node comment.mjs "$file")"
done >seen.txt
cat >compare.cjs <<'JS'
const assert = require("node:assert");
const seen = {};
for (const line of require("node:fs").readFileSync("seen.txt", "utf8").trim().split("\n")) {
    const [tool, name, what] = line.split(" ");
    seen[tool] = { ...seen[tool], [name]: what };
}
console.log();
console.table(seen);
const all = (what) => ({ accepted: what, rejected: what, open: what });
assert.deepStrictEqual(seen, {
    "sarif-tools": { ...all("error"), rule: "error" },
    reviewdog: { ...all("error"), rule: "error" },
    "violations-lib": { ...all("error"), rule: "error" },
    "sarif-junit": { ...all("error"), rule: "passes" },
    "sarif-to-markdown": { ...all("suppressed"), rule: "listed" },
});
console.log("As described.");
JS
node compare.cjs
