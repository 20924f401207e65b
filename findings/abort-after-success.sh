#!/usr/bin/env bash
# Question: a create is under way when its run is cancelled (an AbortSignal), and then it succeeds. Does whoever asked learn what was made?
# Guess, before the run: yes with all of them. An attempt that succeeds needs no further attempt, so that there is nothing left to abort.
# Versions: p-retry 9.0.0, p-queue 10.0.0, cockatiel 4.0.0 (npm).
# Seen: p-retry waits for the attempt, which succeeds, throws its result away and rejects with AbortError. p-queue rejects at once, while the task goes on
#   and makes the unit. A queue inside of p-retry, the usual pair for an API with limits, does the same. cockatiel gives the result.
# Why it matters here: Ctrl-C or a pipeline's timeout in the middle of creates. The gateway has the tenant, the token of the new unit was in the answer,
#   and no state gets it: the next run meets a namesake, or makes it twice. Do not hand the signal of a run to these two for a request that
#   creates: look at the signal before each attempt, and let what is under way end.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts p-retry@9.0.0 p-queue@10.0.0 cockatiel@4.0.0
cat >cancelled.mjs <<'JS'
import { handleAll, retry } from "cockatiel";
import PQueue from "p-queue";
import pRetry from "p-retry";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function told(name, run) {
    let made = 0;
    const create = async () => {
        await wait(600);
        made += 1;
        return `token-${made}`;
    };
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const end = await run(create, controller.signal).then(
        (token) => `answers ${token}`,
        ({ name }) => `rejects with ${name}`,
    );
    const when = made === 0 ? "while the create is under way" : "after it was done";
    await wait(800);
    console.log(`${name}: ${end} ${when}, units made: ${made}`);
}

await told("p-retry", (create, signal) => pRetry(create, { signal }));
await told("p-queue", (create, signal) => new PQueue().add(create, { signal }));
await told("p-queue in p-retry", (create, signal) => {
    const queue = new PQueue({ concurrency: 4 });
    return pRetry(() => queue.add(create), { signal });
});
await told("cockatiel", (create, signal) => retry(handleAll, { maxAttempts: 3 }).execute(create, signal));
JS
node cancelled.mjs | tee seen.txt

cat >expected.txt <<'TXT'
p-retry: rejects with AbortError after it was done, units made: 1
p-queue: rejects with AbortError while the create is under way, units made: 1
p-queue in p-retry: rejects with AbortError after it was done, units made: 1
cockatiel: answers token-1 after it was done, units made: 1
TXT
diff expected.txt seen.txt && echo "as seen"
