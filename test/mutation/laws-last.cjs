// Plain tests first, the laws on random trees last: most faults are noticed before the laws are needed.
const { default: Sequencer } = require("@jest/test-sequencer");

module.exports = class LawsLast extends Sequencer {
    sort(tests) {
        return [...tests].sort((a, b) => Number(a.path.includes("laws")) - Number(b.path.includes("laws")) || a.path.localeCompare(b.path));
    }
};
