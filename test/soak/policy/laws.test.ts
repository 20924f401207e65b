/** The laws of the rules on 10,000 random trees each. Writes docs/laws.md: what was tried, and what the trees showed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hold, LAWS, LEAST, runs, seed, shares } from "../../unit/policy/laws/index.js";

const TREES = runs(10_000);
const SEED = seed();
const held: string[] = [];

test.each(LAWS)("$name", (law) => {
    hold(law, TREES, SEED);
    held.push(law.name);
});

test("the random trees show what they are meant to show, and the page says so", () => {
    const found = shares(TREES, SEED);
    expect(Object.entries(LEAST).filter(([feature, least]) => (found[feature] ?? 0) < least)).toEqual([]);
    expect(held).toEqual(LAWS.map(({ name }) => name));
    writeFileSync(join(__dirname, "../../../docs/laws.md"), page(found));
});

function page(found: Readonly<Record<string, number>>): string {
    const times = TREES.toLocaleString("en");
    return `${[
        "# The laws of the rules",
        "<!-- Written by `npm run soak`. Do not edit. -->",
        `What a level allows below it is computed by \`provider/policy\`. These laws hold for whatever a tree of tenants may say; each was tried on ${times} random trees (or settings, or periods). \`npm run test:unit\` tries each on 1,000 others.`,
        held.map((name) => `- ${name}.`).join("\n"),
        `\`LAWS_SEED=${SEED} npm run soak -- laws\` repeats the run. A law proves nothing about what never came up, so the run also counts what the trees show, and fails where a share is below the one that is demanded.`,
        [
            "| the trees show | least | found |",
            "| --- | --- | --- |",
            ...Object.entries(LEAST).map(([feature, least]) => `| ${feature} | ${least} % | ${(found[feature] ?? 0).toFixed(0)} % |`),
        ].join("\n"),
    ].join("\n\n")}\n`;
}
