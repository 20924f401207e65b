module.exports = {
    testMatch: ["<rootDir>/test/*.test.ts"],
    transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" } }] },
    // A real update takes seconds, not milliseconds.
    testTimeout: 180_000,
};
