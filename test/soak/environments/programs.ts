/** One small program in each language that people write, and the files that go with it. */

const tree = (cvg: string) => `
const acme = new ${cvg}Customer("acme", { name: "Acme", privacy: { anonymizeNumbers: true, dialogRetention: "1 day" } });
const claims = new ${cvg}Account("claims", { customer: acme, name: "Schaden", privacy: {} });
new ${cvg}Project("hotline", {
    account: claims,
    name: "Schadenhotline",
    bot: { type: "custom", url: "https://bot.example", token: "not-a-real-token" },
    transcribers: [{ vendor: "GOOGLE" }],
    synthesizers: [{ vendor: "GOOGLE" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
    privacy: { dialogRetention: cvg.atMost("1 week") },
});
`;

/** As `pulumi new typescript` writes it. */
const tsconfig = {
    ...{ strict: true, outDir: "bin", target: "es2020", module: "nodenext", moduleResolution: "nodenext", sourceMap: true },
    ...{ experimentalDecorators: true, pretty: true, noFallthroughCasesInSwitch: true, noImplicitReturns: true },
    ...{ forceConsistentCasingInFileNames: true, types: ["node"] },
};

interface Language {
    /** Beside package.json and Pulumi.yaml. */
    readonly files: Readonly<Record<string, string>>;
    readonly manifest: object;
    readonly needs: readonly string[];
}

const typescript = ["typescript", "@types/node"];
const config = { "tsconfig.json": JSON.stringify({ compilerOptions: tsconfig, files: ["index.ts"] }) };

export const LANGUAGES = {
    TypeScript: {
        files: { "index.ts": `import * as cvg from "pulumi-cvg";\n${tree("cvg.")}`, ...config },
        manifest: { main: "index.ts" },
        needs: typescript,
    },
    "TypeScript, ESM": {
        files: { "index.ts": `import * as cvg from "pulumi-cvg";\n${tree("cvg.")}`, ...config },
        manifest: { main: "index.ts", type: "module" },
        needs: typescript,
    },
    JavaScript: {
        files: { "index.js": `"use strict";\nconst cvg = require("pulumi-cvg");\n${tree("cvg.")}` },
        manifest: { main: "index.js" },
        needs: [],
    },
    "JavaScript, ESM": {
        files: { "index.js": `import * as cvg from "pulumi-cvg";\n${tree("cvg.")}` },
        manifest: { main: "index.js", type: "module" },
        needs: [],
    },
} as const satisfies Record<string, Language>;
export type LanguageName = keyof typeof LANGUAGES;

/** A program that leaves half of its units to a library of the user's own, in which `anonymizeNumbers` is loosened where that is told. */
export const WITH_LIBRARY = {
    program: `
const cvg = require("pulumi-cvg");
const { hotlines } = require("own-library");
hotlines(new cvg.Customer("acme", { name: "Acme", privacy: { anonymizeNumbers: true } }));
`,
    /** For a program that does not name pulumi-cvg itself. */
    libraryOnly: `
const { hotlines, acme } = require("own-library");
hotlines(acme());
`,
    library: `
const cvg = require("pulumi-cvg");
exports.acme = () => new cvg.Customer("acme", { name: "Acme", privacy: { anonymizeNumbers: true } });
exports.hotlines = (customer) => new cvg.Account("claims", {
    customer, name: "Schaden", privacy: { anonymizeNumbers: process.env.LOOSE !== "yes" },
});
`,
};
