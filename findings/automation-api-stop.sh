#!/usr/bin/env bash
# Question: a program that runs stacks by Pulumi's Automation API is told to stop (SIGTERM of a pipeline). It has a handler, which aborts the signal that it handed to
#   `up`. Does the engine hear of it, and does the program live to write down what became of the stack?
# Guess, before the run: yes. `process.once("SIGTERM", ...)` and `process.on("SIGTERM", ...)` do the same for the first signal, and a signal that is aborted already stops
#   at once, as with fetch.
# Versions: @pulumi/pulumi 3.276.0 (npm), which starts `pulumi` with execa 5.1.1 and that with signal-exit 3.0.7. `pulumi` is a stand-in that waits for four seconds.
# Seen: with `once` the process is dead before the engine has ended. Node removes such a listener before it is called, so signal-exit finds no listener
#   but its own, and kills the process with the signal anew. With `on` the engine is interrupted, and the program goes on. A signal that was aborted before `up` was called
#   is never looked at: the engine runs to its end.
# Why it matters here: a worker of a fleet that dies so leaves a locked stack, and nobody knows what it has done. One whose signal came between two commands changes a
#   whole tenant after it was told to stop. Listen with `on`, and look at the signal before each command.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0 execa@5.1.1 signal-exit@3.0.7
mkdir bin work
cat >bin/pulumi <<'SH'
#!/usr/bin/env bash
case "$1" in
version) echo v3.276.0 ;;
up)
    trap 'echo "engine: interrupted" >>"$SEEN"; exit 1' INT
    echo begun >"$SEEN.begun"
    for _ in $(seq 40); do sleep 0.1; done
    echo "engine: ran to its end" >>"$SEEN"
    ;;
esac
SH
chmod +x bin/pulumi
echo '{"name": "stopped", "runtime": "nodejs"}' >work/Pulumi.yaml
cat >program.cjs <<'JS'
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { appendFileSync } = require("node:fs");

const [, , how] = process.argv;
const stop = new AbortController();
if (how === "aborted before") stop.abort();
else process[how]("SIGTERM", () => stop.abort());
(async () => {
    const stack = await LocalWorkspace.createStack({ stackName: "dev", workDir: "work" });
    await stack.up({ signal: stop.signal }).catch(() => undefined);
    appendFileSync(process.env.SEEN, "program: goes on after up\n");
})();
JS

export PATH="$dir/bin:$PATH" PULUMI_SKIP_UPDATE_CHECK=true
for how in once on "aborted before"; do
    export SEEN="$dir/seen-${how// /-}"
    node program.cjs "$how" &
    program=$!
    until [ -e "$SEEN.begun" ]; do sleep 0.1; done
    [ "$how" = "aborted before" ] || kill -TERM $program
    code=0
    wait $program || code=$?
    echo "program: exit $code" >>"$SEEN"
    # What an engine writes after the program is gone is not of interest.
    echo "$how:" && sed 's/^/  /' "$SEEN"
done | tee seen.txt

cat >expected.txt <<'TXT'
once:
  program: exit 143
on:
  engine: interrupted
  program: goes on after up
  program: exit 0
aborted before:
  engine: ran to its end
  program: goes on after up
  program: exit 0
TXT
diff expected.txt seen.txt && echo "as seen"
