// Faults that Stryker plants in provider/policy, one at a time, to see whether the tests notice. Started by run.mjs.
export default {
    plugins: ["@stryker-mutator/jest-runner"],
    testRunner: "jest",
    jest: { configFile: "test/mutation/jest.config.cjs", enableFindRelatedTests: false },
    coverageAnalysis: "perTest",
    mutate: ["provider/policy/**/*.ts"],
    // Not needed by the tests, and large or changing.
    ignorePatterns: ["/dist", "/docs", "/examples", "/.engine", "/.quickstart", "/coverage", "/reports", "*.tgz"],
    // Others work on this machine, too.
    concurrency: 2,
    timeoutMS: 20_000,
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: "reports/mutation/mutation.json" },
    tempDirName: ".stryker-tmp",
    allowEmpty: false,
    // The score is judged by run.mjs, before any exclusion.
    thresholds: { high: 95, low: 95, break: null },
};
