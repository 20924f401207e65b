// The order of test files where none has been run before, as in a fresh clone of continuous integration: those that take long first, so that no worker
// is left with one at the end while the other has nothing to do. jest goes by their sizes, which say little; where it knows how long each took, by that.
const { posix } = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");

/** What they took beside another on two quiet cores, in seconds. A file that is not here is short, or new: it goes by its size, after these. */
const SECONDS = {
    "e2e/life/guards": 90,
    "e2e/export": 80,
    "e2e/package": 75,
    "e2e/fleet": 64,
    "e2e/life/side-by-side": 63,
    "e2e/life/tenant": 60,
    "e2e/tenants": 53,
    "engine/policy/order": 50,
    "engine/shell/consent": 38,
    "engine/stories/moves": 37,
    "e2e/gitops": 36,
    "engine/stories/takeovers": 34,
    "e2e/native": 33,
    "e2e/first-up": 32,
    "engine/faults/slice": 29,
    "e2e/life/cancelled": 27,
    "e2e/life/beside-others": 27,
    "e2e/tenant-options": 27,
    "e2e/order": 27,
    "e2e/life/lost": 26,
    "engine/stories/returns": 26,
    "gateway/agreement/agreement": 25,
    "e2e/life/anew": 24,
    "engine/what-if/what-if": 22,
    "gateway/inventory/named-files": 11,
    "gateway/inventory/commands": 11,
};

const nameOf = ({ path, context }) =>
    posix.relative(`${context.config.rootDir}/test`, path.replaceAll("\\", "/")).replace(/\.test\.ts$/, "");

module.exports = class LongestFirst extends Sequencer {
    sort(tests) {
        const sorted = [...super.sort(tests)];
        if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
        return sorted.sort((one, other) => (SECONDS[nameOf(other)] ?? 0) - (SECONDS[nameOf(one)] ?? 0));
    }
};
module.exports.SECONDS = SECONDS;
