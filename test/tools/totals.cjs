// Where the totals of each test suite are left, and their sum.
const { existsSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const { join } = require("node:path");

const TOTALS = join(__dirname, "../../reports/totals");

const forgetTotals = () => rmSync(TOTALS, { recursive: true, force: true });

const sumOfTotals = () => {
    const files = existsSync(TOTALS) ? readdirSync(TOTALS) : [];
    const sum = { passed: 0, failed: 0, notRun: 0 };
    for (const file of files) {
        const totals = JSON.parse(readFileSync(join(TOTALS, file), "utf8"));
        for (const key of Object.keys(sum)) sum[key] += totals[key];
    }
    return sum;
};

module.exports = { TOTALS, forgetTotals, sumOfTotals };
