// The tests that judge provider/policy, as one project: what Stryker runs for every mutant. The order of declaration is the program side's matter,
// and loads the SDK.
const { projects } = require("../../jest.config.cjs");

const { displayName, ...settings } = projects.find((project) => project.displayName === "unit");

module.exports = {
    ...settings,
    rootDir: "../..",
    testMatch: ["<rootDir>/test/unit/policy/**/*.test.ts"],
    testPathIgnorePatterns: ["declaration-order", "settings-page"],
    setupFilesAfterEnv: ["<rootDir>/test/tools/patience.cjs", "<rootDir>/test/mutation/hurry.cjs"],
    testSequencer: "<rootDir>/test/mutation/laws-last.cjs",
    roots: ["<rootDir>/provider/policy", "<rootDir>/test/unit/policy"],
};
