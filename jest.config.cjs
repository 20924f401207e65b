// Suites are folders, each a jest project: `npx jest --selectProjects unit`. The reporter adds their totals up for the last line of `npm test`.

/** Packages that exist as ECMAScript modules only; Node requires them as they are, jest has to transform them. */
const esmOnly = ["@sindresorhus", "escape-string-regexp", "p-queue", "p-retry", "p-timeout", "eventemitter3", "is-network-error"];

const swc = {
    jsc: { parser: { syntax: "typescript" }, target: "es2023" },
    module: { type: "commonjs" },
    sourceMaps: "inline",
};

/** What a test may take, in seconds: the engine and the command line are started for real. */
const suites = { unit: 10, gateway: 20, fidelity: 60, engine: 60, browser: 60, e2e: 240, soak: 3600 };

const project = ([suite, seconds]) => ({
    displayName: suite,
    rootDir: __dirname,
    testMatch: [`<rootDir>/test/${suite}/**/*.test.ts`],
    testEnvironment: "node",
    globals: { SECONDS_PER_TEST: seconds },
    setupFilesAfterEnv: ["<rootDir>/test/tools/patience.cjs"],
    roots: ["<rootDir>/provider", "<rootDir>/test"],
    transform: { "\\.[cm]?[jt]s$": ["@swc/jest", swc] },
    transformIgnorePatterns: [`/node_modules/(?!(?:${esmOnly.join("|")})/)`],
    moduleFileExtensions: ["ts", "js", "cjs", "mjs", "json", "node"],
    // TypeScript spells a relative import as the file it becomes (`./period.js`); jest runs the file it is (`./period.ts`).
    moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": ["$1.ts", "$1.js"] },
    restoreMocks: true,
});

module.exports = {
    projects: Object.entries(suites).map(project),
    reporters: ["default", "<rootDir>/test/tools/totals-reporter.cjs"],
    testSequencer: "<rootDir>/test/tools/longest-first.cjs",
    maxWorkers: 2,
};
