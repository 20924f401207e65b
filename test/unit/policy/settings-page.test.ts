/** What docs/settings.md shows of the manual's example is what the rules say. Its picture is drawn by them: `npm run docs:check`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coded } from "../../../provider/errors/index.js";
import { effectiveAtTop, explain, LOOSEST, NAMED_PERIODS, parsePeriod, violations } from "../../../provider/policy/index.js";

const page = readFileSync(join(__dirname, "../../../docs/settings.md"), "utf8");
const period = (text: string): number => parsePeriod(text) ?? 0;
const reseller = effectiveAtTop(LOOSEST, { dialogRetention: period("1 day") }, { level: "reseller", by: "vendor-privacy" });
const refused = (text: string) => violations({ dialogRetention: period(text) }, reseller);

test("the message of the manual's example is the one that the page shows", () => {
    const [message] = refused("1 week").map((violation) => {
        const { what, remedy } = explain(violation, () => undefined);
        return coded("CVG101", `acme: ${what}`, remedy);
    });
    expect(/```text\n(.*?)\n```/s.exec(page)?.[1]).toBe(message);
});

test("the table of the manual's example says which periods are taken", () => {
    const cells = NAMED_PERIODS.map((named) => (refused(named).length === 0 ? "taken" : "refused"));
    expect(page).toContain(`| reseller | ${NAMED_PERIODS.map((named) => `\`"${named}"\``).join(" | ")} |`);
    expect(page).toContain(`| \`"1 day"\` | ${cells.join(" | ")} |`);
});
