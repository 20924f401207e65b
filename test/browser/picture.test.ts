/**
 * The picture of a report in README.md and docs/reviewing.md, of a preview of the real engine: it shows what such a report looks like today.
 * `npm run picture` takes it anew.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { z } from "zod";
import { toHtml } from "../../provider/review/renderers.js";
import { browserOfThisFile } from "../harness/browser.js";
import { Unpacked } from "../review/make.js";
import { reportOfMade } from "../review/read.js";
import { GROUPS } from "../review/scenarios.js";

const PICTURE = join(__dirname, "../../docs/review-report.png");
/** An account that moves to another customer: something of each section. */
const SHOWN = "account-replaced";

const visit = browserOfThisFile();
const folder = mkdtempSync(join(tmpdir(), "cvg-picture-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function reportPage(): Promise<string> {
    const scenario = GROUPS.flatMap(({ scenarios }) => scenarios).find(({ name }) => name === SHOWN);
    if (scenario === undefined) throw new Error(`there is no scenario ${SHOWN}`);
    const file = join(folder, "report.html");
    writeFileSync(file, toHtml(await reportOfMade(scenario, Unpacked(SHOWN))));
    return pathToFileURL(file).href;
}

/** The part of the picture that differs so much that people see it, 0 to 1. Browsers of one version draw edges a little differently on other machines. */
async function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
    const pictures = JSON.stringify([one, other].map((png) => `data:image/png;base64,${png.toString("base64")}`));
    const found = await page.evaluate<unknown>(`(async () => {
        const [one, other] = await Promise.all(${pictures}.map(async (address) => {
            const image = new Image();
            image.src = address;
            await image.decode();
            const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
            canvas.drawImage(image, 0, 0);
            return canvas.getImageData(0, 0, image.width, image.height);
        }));
        if (one.width !== other.width || one.height !== other.height) return 1;
        let differing = 0;
        for (let at = 0; at < one.data.length; at += 4) if (Math.abs(one.data[at] - other.data[at]) > 64) differing += 1;
        return differing / (one.data.length / 4);
    })()`);
    return z.number().parse(found);
}

test("the picture of a report is what a report looks like", async () => {
    const { page, complaints } = await visit(await reportPage(), { viewport: { width: 900, height: 900 } });
    const taken = await page.screenshot();
    if (process.env.PICTURE === "write") writeFileSync(PICTURE, taken);
    expect(complaints).toEqual([]);
    // Data addresses are for a page without a policy of its own.
    const blank = join(folder, "blank.html");
    writeFileSync(blank, "<!doctype html><title>blank</title>");
    const comparing = await visit(pathToFileURL(blank).href);
    expect(await difference(comparing.page, readFileSync(PICTURE), taken)).toBeLessThan(0.005);
    await page.setContent("<h1>Something else</h1>");
    expect(await difference(comparing.page, readFileSync(PICTURE), await page.screenshot())).toBeGreaterThan(0.01);
});
