// A jest reporter: writes the totals of each suite to reports/totals, and fails the run for skipped and todo tests: a test runs or is deleted.
const { mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { TOTALS } = require("./totals.cjs");

const none = () => ({ passed: 0, failed: 0, notRun: 0 });

module.exports = class TotalsReporter {
    constructor() {
        this.suites = new Map();
        this.notRun = [];
    }

    onTestResult(test, result) {
        const suite = test.context.config.displayName?.name ?? "other";
        const totals = this.suites.get(suite) ?? none();
        totals.passed += result.numPassingTests;
        // A file that does not load has no failing test, and is a failure.
        totals.failed += result.numFailingTests + (result.testExecError ? 1 : 0);
        totals.notRun += result.numPendingTests + result.numTodoTests;
        this.suites.set(suite, totals);
        for (const { status, fullName } of result.testResults) {
            if (["pending", "skipped", "todo", "disabled"].includes(status)) this.notRun.push(`${suite}: ${fullName}`);
        }
    }

    onRunComplete() {
        mkdirSync(TOTALS, { recursive: true });
        for (const [suite, totals] of this.suites) writeFileSync(join(TOTALS, `${suite}.json`), JSON.stringify(totals));
    }

    getLastError() {
        // With a filter on the test's name, everything else counts as skipped; that is somebody looking at one test.
        if (this.notRun.length === 0 || process.argv.some((argument) => /^(-t|--testNamePattern)/.test(argument))) return undefined;
        return new Error(`Skipped and todo tests are not allowed:\n  ${this.notRun.join("\n  ")}`);
    }
};
